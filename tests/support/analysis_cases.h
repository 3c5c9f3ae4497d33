// Small tables with known answers for the tests of clusters' descriptions.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "analysis/profile/profile.h"
#include "base/random.h"

namespace cohortscope::test {

// Text whose dictionary is in byte order.
inline features::SortedText sorted_text(const std::vector<std::string>& texts) {
    std::vector<std::string> names = texts;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    auto dictionary = std::make_shared<data::Dictionary>();
    for (const std::string& name : names)
        dictionary->append(name);
    std::vector<std::int32_t> codes;
    for (const std::string& name : texts)
        codes.push_back(static_cast<std::int32_t>(
            std::lower_bound(names.begin(), names.end(), name) - names.begin()));
    return {std::move(codes), dictionary};
}

inline std::vector<std::uint32_t> rows_by_code(const features::SortedText& text) {
    std::vector<std::uint32_t> rows(text.names->size());
    for (const std::int32_t code : text.codes)
        ++rows[static_cast<std::size_t>(code)];
    return rows;
}

struct Person {
    double years = 5.0;
    double updates = 1.0;
    double ctc = 1e6;
    std::string role = "analyst";
    std::string company = "acme";
};

inline features::Learners learners_of(const std::vector<Person>& people) {
    features::Learners learners;
    std::vector<std::string> roles, companies;
    std::vector<double> years, updates, ctc;
    for (const Person& person : people) {
        years.push_back(person.years);
        updates.push_back(person.updates);
        ctc.push_back(person.ctc);
        roles.push_back(person.role);
        companies.push_back(person.company);
    }
    std::vector<std::uint32_t> rows(people.size());
    std::iota(rows.begin(), rows.end(), 0U);
    learners.rows = rows;
    learners.years_of_experience = years;
    learners.ctc_update_count = updates;
    learners.ctc = ctc;
    learners.role = sorted_text(roles);
    learners.company = sorted_text(companies);
    learners.role_rows = rows_by_code(learners.role);
    learners.company_rows = rows_by_code(learners.company);
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return ctc[a] < ctc[b]; });
    learners.by_pay = rows;
    return learners;
}

inline std::shared_ptr<features::Feature> feature_of(const std::string& name,
                                                     const features::Column<double>& values) {
    auto feature = std::make_shared<features::Feature>();
    const auto n = static_cast<double>(values.size());
    feature->name = name;
    feature->spec = schema::feature_named(name);
    feature->mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - feature->mean) * (value - feature->mean);
    feature->std = std::sqrt(squares / n);
    feature->values = values;
    return feature;
}

// Years, updates and ln(1 + ctc).
inline features::FeatureSet features_of(const features::Learners& learners) {
    std::vector<double> logs;
    for (const double ctc : learners.ctc)
        logs.push_back(std::log1p(ctc));
    features::FeatureSet set;
    set.columns = {feature_of("years_of_experience", learners.years_of_experience),
                   feature_of("ctc_update_count", learners.ctc_update_count),
                   feature_of("ctc_log", logs)};
    return set;
}

inline analysis::Clustering clustering_of(std::vector<analysis::Label> labels, int k) {
    analysis::Clustering clustering;
    clustering.k = k;
    clustering.sizes.assign(static_cast<std::size_t>(k), 0);
    for (const analysis::Label label : labels)
        ++clustering.sizes[label];
    clustering.labels = std::move(labels);
    return clustering;
}

inline analysis::Profiles profiles_of(const std::vector<Person>& people,
                                      const std::vector<analysis::Label>& labels, int k) {
    const features::Learners learners = learners_of(people);
    return analysis::profile_clusters(learners, features_of(learners), analysis::bin_pay(learners),
                                      clustering_of(labels, k));
}

inline std::vector<analysis::Label> random_labels(std::size_t n, int k, base::Random& random) {
    std::vector<analysis::Label> labels;
    for (std::size_t i = 0; i < n; ++i)
        labels.push_back(static_cast<analysis::Label>(random.below(static_cast<std::uint64_t>(k))));
    return labels;
}

} // namespace cohortscope::test

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

inline constexpr std::size_t kCompany = 0; // slots of names
inline constexpr std::size_t kRole = 1;

inline std::shared_ptr<const schema::ColumnSpec> column_of(const std::string& name) {
    const auto& schema = schema::known_schemas().front();
    return {schema, schema->find(name)};
}

// Profiles that know the columns of the built-in schema, without clusters.
inline analysis::Profiles described() {
    analysis::Profiles profiles;
    profiles.measure = column_of("ctc");
    profiles.names = {column_of("company_hash"), column_of("job_position")};
    return profiles;
}

inline features::NamesSlot names_slot(const std::string& column,
                                      const std::vector<std::string>& names) {
    features::NamesSlot slot;
    slot.spec = column_of(column);
    slot.text = sorted_text(names);
    slot.name_rows = rows_by_code(slot.text);
    slot.names = slot.name_rows.size();
    return slot;
}

inline features::PreparedRows rows_of(const std::vector<Person>& people) {
    features::PreparedRows prepared;
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
    prepared.rows = rows;
    prepared.numbers = {{column_of("orgyear"), years}};
    prepared.names = {names_slot("company_hash", companies), names_slot("job_position", roles)};
    prepared.id_rows = updates;
    prepared.measure = ctc;
    prepared.measure_spec = column_of("ctc");
    prepared.has_measure = true;
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return ctc[a] < ctc[b]; });
    prepared.by_measure = rows;
    return prepared;
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
inline features::FeatureSet features_of(const features::PreparedRows& prepared) {
    std::vector<double> logs;
    for (const double ctc : prepared.measure)
        logs.push_back(std::log1p(ctc));
    features::FeatureSet set;
    set.columns = {feature_of("years_of_experience", prepared.numbers[0].values),
                   feature_of("ctc_update_count", prepared.id_rows), feature_of("ctc_log", logs)};
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
    const features::PreparedRows prepared = rows_of(people);
    return analysis::profile_clusters(prepared, features_of(prepared),
                                      analysis::bin_measure(prepared), clustering_of(labels, k));
}

inline std::vector<analysis::Label> random_labels(std::size_t n, int k, base::Random& random) {
    std::vector<analysis::Label> labels;
    for (std::size_t i = 0; i < n; ++i)
        labels.push_back(static_cast<analysis::Label>(random.below(static_cast<std::uint64_t>(k))));
    return labels;
}

} // namespace cohortscope::test

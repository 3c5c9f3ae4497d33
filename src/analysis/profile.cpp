#include "analysis/profile.h"

#include <algorithm>

#include "analysis/naming.h"
#include "analysis/profile_groups.h"
#include "analysis/profile_quartiles.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr auto kTop = static_cast<std::size_t>(kTopNames);

// The most frequent codes. Codes are in byte order of their names, so of equal counts the lower
// code comes first.
std::vector<NamedCount> top_names(std::span<const std::uint32_t> counts,
                                  const data::Dictionary& names) {
    std::vector<std::size_t> top;
    for (std::size_t code = 0; code < counts.size(); ++code) {
        if (counts[code] == 0 || (top.size() == kTop && counts[code] <= counts[top.back()]))
            continue;
        if (top.size() == kTop)
            top.pop_back();
        const auto place = std::find_if(top.begin(), top.end(), [&](std::size_t other) {
            return counts[other] < counts[code];
        });
        top.insert(place, code);
    }
    std::vector<NamedCount> result;
    for (const std::size_t code : top)
        result.push_back({std::string(names.at(code)), counts[code]});
    return result;
}

// ctc first, then the features.
std::vector<std::span<const double>> summed_columns(const features::Learners& learners,
                                                    const features::FeatureSet& features) {
    std::vector<std::span<const double>> columns{learners.ctc};
    for (const auto& feature : features.columns)
        columns.emplace_back(feature->values);
    return columns;
}

void set_sizes_and_means(Profiles& profiles, const RowGroups& groups,
                         std::span<const std::span<const double>> columns) {
    const std::size_t width = columns.size();
    const std::vector<double> sums = sum_by_cluster(groups, columns);
    const auto n = static_cast<double>(groups.rows.size());
    double ctc_sum = 0.0;
    for (std::size_t cluster = 0; cluster < groups.k; ++cluster) {
        ClusterProfile& profile = profiles.clusters[cluster];
        const double* sum = sums.data() + cluster * width;
        profile.size = groups.size_of(cluster);
        profile.share = n > 0.0 ? static_cast<double>(profile.size) / n : 0.0;
        ctc_sum += sum[0];
        const double size = std::max(1.0, static_cast<double>(profile.size));
        profile.ctc_mean = sum[0] / size;
        for (std::size_t f = 1; f < width; ++f)
            profile.feature_means.push_back(sum[f] / size);
    }
    profiles.all.ctc_mean = ctc_sum / std::max(1.0, n);
}

void set_counts(Profiles& profiles, const RowGroups& groups, const features::Learners& learners,
                const PayBins& bins) {
    const data::Dictionary& roles = *learners.role.names;
    const data::Dictionary& companies = *learners.company.names;
    const auto bin_count = static_cast<std::size_t>(bins.axis.bins);
    base::for_each_task(3 * groups.k, [&](std::size_t task) {
        const std::size_t cluster = task / 3;
        ClusterProfile& profile = profiles.clusters[cluster];
        if (task % 3 == 0)
            profile.top_companies = top_names(
                count_codes(groups, cluster, std::span(learners.company.codes), companies.size()),
                companies);
        else if (task % 3 == 1)
            profile.top_roles = top_names(
                count_codes(groups, cluster, std::span(learners.role.codes), roles.size()), roles);
        else
            profile.pay_histogram = count_codes(groups, cluster, std::span(bins.bin), bin_count);
    });
}

void set_quartiles(ClusterProfile& profile, const Quartiles& quartiles) {
    profile.ctc_q1 = quartiles.q1;
    profile.ctc_median = quartiles.median;
    profile.ctc_q3 = quartiles.q3;
}

void set_all(Profiles& profiles, const features::Learners& learners,
             const features::FeatureSet& features) {
    ClusterProfile& all = profiles.all;
    all.name = "all rows";
    all.size = learners.ctc.size();
    all.share = 1.0;
    for (const auto& feature : features.columns)
        all.feature_means.push_back(feature->mean);
    all.top_roles = top_names(learners.role_rows, *learners.role.names);
    all.top_companies = top_names(learners.company_rows, *learners.company.names);
    all.pay_histogram.assign(static_cast<std::size_t>(profiles.pay_axis.bins), 0);
    for (const ClusterProfile& cluster : profiles.clusters)
        for (std::size_t bin = 0; bin < all.pay_histogram.size(); ++bin)
            all.pay_histogram[bin] += cluster.pay_histogram[bin];
}

} // namespace

Profiles profile_clusters(const features::Learners& learners, const features::FeatureSet& features,
                          const PayBins& bins, const Clustering& clustering) {
    const std::size_t n = learners.ctc.size();
    ENSURE(clustering.labels.size() == n && bins.bin.size() == n);
    const auto k = static_cast<std::size_t>(clustering.k);
    Profiles profiles;
    profiles.clusters.resize(k);
    profiles.pay_axis = bins.axis;

    const RowGroups groups = group_rows(clustering.labels, k);
    set_sizes_and_means(profiles, groups, summed_columns(learners, features));
    set_counts(profiles, groups, learners, bins);

    const PaidRows paid{learners.ctc, learners.by_pay};
    const std::vector<Quartiles> quartiles = quartiles_by_cluster(paid, clustering.labels, k);
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        set_quartiles(profiles.clusters[cluster], quartiles[cluster]);
    set_quartiles(profiles.all, quartiles_of_all(paid));
    set_all(profiles, learners, features);

    const std::vector<std::string> names = name_clusters(profiles, features);
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        profiles.clusters[cluster].name = names[cluster];
    return profiles;
}

} // namespace cohortscope::analysis

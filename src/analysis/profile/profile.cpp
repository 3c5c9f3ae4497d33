#include "analysis/profile/profile.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "analysis/naming/naming.h"
#include "analysis/profile/profile_pass.h"
#include "analysis/profile/profile_quartiles.h"
#include "analysis/profile/profile_top.h"
#include "base/error.h"
#include "base/parallel.h"
#include "features/power_of_two.h"

namespace cohortscope::analysis {

namespace {

// The codes as names.
std::vector<NamedCount> named(const TopCodes& top, const data::Dictionary& names) {
    std::vector<NamedCount> result;
    for (const CodeCount& entry : top.entries())
        result.push_back({std::string(names.at(entry.code)), entry.count});
    return result;
}

// ctc first, then the features. Those whose sums no double holds are there times a power of two.
struct Summed {
    std::vector<std::span<const double>> columns;
    std::vector<double> scales;
    std::vector<std::unique_ptr<const std::vector<double>>> copies;

    void add(std::span<const double> values, double largest) {
        scales.push_back(features::scale_for_sum(largest, values.size()));
        columns.push_back(values);
        if (scales.back() == 1.0)
            return;
        auto copy = std::make_unique<std::vector<double>>(values.begin(), values.end());
        for (double& value : *copy)
            value *= scales.back();
        columns.back() = *copy;
        copies.push_back(std::move(copy));
    }
};

Summed summed_columns(const features::Learners& learners, const features::FeatureSet& features) {
    Summed summed;
    summed.add(learners.ctc, learners.ctc[learners.by_pay[learners.by_pay.size() - 1]]);
    for (const auto& feature : features.columns)
        summed.add(feature->values, std::max(std::abs(feature->min), std::abs(feature->max)));
    return summed;
}

void set_sizes_and_means(Profiles& profiles, const ProfileTallies& tallies,
                         std::span<const double> scales) {
    const std::size_t k = profiles.clusters.size();
    const std::size_t width = scales.size();
    std::size_t rows = 0;
    for (const std::size_t size : tallies.sizes)
        rows += size;
    const auto n = static_cast<double>(rows);
    double ctc_sum = 0.0;
    for (std::size_t cluster = 0; cluster < k; ++cluster) {
        ClusterProfile& profile = profiles.clusters[cluster];
        const double* sum = tallies.sums.data() + cluster * width;
        profile.size = tallies.sizes[cluster];
        profile.share = static_cast<double>(profile.size) / n;
        ctc_sum += sum[0];
        const double size = std::max(1.0, static_cast<double>(profile.size));
        profile.ctc_mean = sum[0] / size / scales[0];
        for (std::size_t f = 1; f < width; ++f)
            profile.feature_means.push_back(sum[f] / size / scales[f]);
    }
    profiles.all.ctc_mean = ctc_sum / n / scales[0];
}

void set_tops(Profiles& profiles, const ProfileTallies& tallies,
              const features::Learners& learners) {
    const std::vector<TopCodes> companies =
        top_by_cluster(tallies.companies, learners.company_rows);
    const std::vector<TopCodes> roles = top_by_cluster(tallies.roles, learners.role_rows);
    for (std::size_t cluster = 0; cluster < profiles.clusters.size(); ++cluster) {
        profiles.clusters[cluster].top_companies =
            named(companies[cluster], *learners.company.names);
        profiles.clusters[cluster].top_roles = named(roles[cluster], *learners.role.names);
    }
    profiles.all.top_companies = named(top_of(learners.company_rows), *learners.company.names);
    profiles.all.top_roles = named(top_of(learners.role_rows), *learners.role.names);
}

void set_pay_histograms(Profiles& profiles, const CodeCounts& slots, const PayBins& bins) {
    const auto count = static_cast<std::size_t>(bins.axis.bins);
    profiles.all.pay_histogram.assign(count, 0);
    for (ClusterProfile& profile : profiles.clusters)
        profile.pay_histogram.assign(count, 0);
    for (std::size_t slot = 0; slot < slots.codes(); ++slot)
        for (std::size_t cluster = 0; cluster < slots.clusters(); ++cluster) {
            const std::uint32_t rows = slots.at(slot, cluster);
            profiles.clusters[cluster].pay_histogram[bins.bins_of_slot[slot]] += rows;
            profiles.all.pay_histogram[bins.bins_of_slot[slot]] += rows;
        }
}

// Counts the rows at both ends of pay, where clipping leaves many of equal pay. O(these rows).
void set_rows_at_the_ends(Profiles& profiles, const PaidRows& paid, std::span<const Label> labels) {
    const auto pay_of = [&](std::uint32_t row) { return paid.ctc[row]; };
    const double lowest = pay_of(paid.by_pay.front()), highest = pay_of(paid.by_pay.back());
    for (auto row = paid.by_pay.begin(); row != paid.by_pay.end() && pay_of(*row) == lowest; ++row)
        ++profiles.clusters[labels[*row]].at_lowest_pay;
    for (auto row = paid.by_pay.rbegin(); row != paid.by_pay.rend() && pay_of(*row) == highest;
         ++row)
        ++profiles.clusters[labels[*row]].at_highest_pay;
    for (const ClusterProfile& profile : profiles.clusters) {
        profiles.all.at_lowest_pay += profile.at_lowest_pay;
        profiles.all.at_highest_pay += profile.at_highest_pay;
    }
}

void set_quartiles(ClusterProfile& profile, const Quartiles& quartiles) {
    profile.ctc_q1 = quartiles.q1;
    profile.ctc_median = quartiles.median;
    profile.ctc_q3 = quartiles.q3;
}

void set_all(Profiles& profiles, std::size_t rows, const features::FeatureSet& features) {
    ClusterProfile& all = profiles.all;
    all.name = "all rows";
    all.size = rows;
    all.share = 1.0;
    for (const auto& feature : features.columns)
        all.feature_means.push_back(feature->mean);
}

} // namespace

Profiles profile_clusters(const features::Learners& learners, const features::FeatureSet& features,
                          const PayBins& bins, const Clustering& clustering) {
    const std::size_t n = learners.ctc.size();
    ENSURE(n > 0 && clustering.labels.size() == n && bins.slot.size() == n);
    const auto k = static_cast<std::size_t>(clustering.k);
    Profiles profiles;
    profiles.clusters.resize(k);
    profiles.pay_axis = bins.axis;

    const Summed summed = summed_columns(learners, features);
    const ProfileTallies tallies =
        tally_rows({clustering.labels,
                    k,
                    summed.columns,
                    {learners.company.codes, learners.company_rows.size()},
                    {learners.role.codes, learners.role_rows.size()},
                    {bins.slot, bins.bins_of_slot.size()}});
    set_sizes_and_means(profiles, tallies, summed.scales);
    set_tops(profiles, tallies, learners);
    set_pay_histograms(profiles, tallies.pay_slots, bins);

    const PaidRows paid{learners.ctc, learners.by_pay};
    const std::vector<Quartiles> quartiles =
        quartiles_by_cluster(paid, clustering.labels, tallies.pay_slots);
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        set_quartiles(profiles.clusters[cluster], quartiles[cluster]);
    set_quartiles(profiles.all, quartiles_of_all(paid));
    set_rows_at_the_ends(profiles, paid, clustering.labels);
    set_all(profiles, n, features);

    const std::vector<std::string> names = name_clusters(profiles, features);
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        profiles.clusters[cluster].name = names[cluster];
    return profiles;
}

} // namespace cohortscope::analysis

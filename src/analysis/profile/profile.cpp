#include "analysis/profile/profile.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "analysis/effect_size/effect_size.h"
#include "analysis/naming/naming.h"
#include "analysis/profile/profile_others.h"
#include "analysis/profile/profile_pass.h"
#include "analysis/profile/profile_quartiles.h"
#include "analysis/profile/profile_top.h"
#include "analysis/profile/summed_columns.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// The codes as names.
std::vector<NamedCount> named(const TopCodes& top, const data::Dictionary& names) {
    std::vector<NamedCount> result;
    for (const CodeCount& entry : top.entries())
        result.push_back({std::string(names.at(entry.code)), entry.count});
    return result;
}

void set_sizes_and_means(Profiles& profiles, const ProfileTallies& tallies,
                         std::span<const double> scales) {
    const std::size_t k = profiles.clusters.size();
    const std::size_t width = scales.size();
    std::size_t rows = 0;
    for (const std::size_t size : tallies.sizes)
        rows += size;
    const auto n = static_cast<double>(rows);
    double measure_sum = 0.0;
    for (std::size_t cluster = 0; cluster < k; ++cluster) {
        ClusterProfile& profile = profiles.clusters[cluster];
        const double* sum = tallies.sums.data() + cluster * width;
        profile.size = tallies.sizes[cluster];
        profile.share = static_cast<double>(profile.size) / n;
        measure_sum += sum[0];
        const double size = std::max(1.0, static_cast<double>(profile.size));
        profile.measure_mean = sum[0] / size / scales[0];
        for (std::size_t f = 1; f < width; ++f)
            profile.feature_means.push_back(sum[f] / size / scales[f]);
    }
    profiles.all.measure_mean = measure_sum / n / scales[0];
}

void set_tops(Profiles& profiles, const ProfileTallies& tallies,
              const features::PreparedRows& prepared) {
    for (std::size_t slot = 0; slot < prepared.names.size(); ++slot) {
        const features::NamesSlot& names = prepared.names[slot];
        const std::vector<TopCodes> tops = top_by_cluster(tallies.names[slot], names.name_rows);
        for (std::size_t cluster = 0; cluster < profiles.clusters.size(); ++cluster)
            profiles.clusters[cluster].top_names.push_back(named(tops[cluster], *names.text.names));
        profiles.all.top_names.push_back(named(top_of(names.name_rows), *names.text.names));
        profiles.names.push_back(names.spec);
    }
}

// Of the rows that have one; added in the order of the rows.
void set_outcomes(Profiles& profiles, const features::PreparedRows& prepared,
                  std::span<const Label> labels) {
    profiles.outcome = prepared.outcome_spec;
    for (std::size_t row = 0; row < prepared.outcome.size(); ++row)
        if (const double value = prepared.outcome[row]; !std::isnan(value)) {
            ClusterProfile& cluster = profiles.clusters[labels[row]];
            for (ClusterProfile* profile : {&cluster, &profiles.all}) {
                profile->outcome_mean += value;
                ++profile->outcome_rows;
            }
        }
    const auto divide = [](ClusterProfile& profile) {
        profile.outcome_mean /= std::max(1.0, static_cast<double>(profile.outcome_rows));
    };
    std::ranges::for_each(profiles.clusters, divide);
    divide(profiles.all);
}

void set_histograms(Profiles& profiles, const CodeCounts& slots, const MeasureBins& bins) {
    const auto count = static_cast<std::size_t>(bins.axis.bins);
    profiles.all.histogram.assign(count, 0);
    for (ClusterProfile& profile : profiles.clusters)
        profile.histogram.assign(count, 0);
    for (std::size_t slot = 0; slot < slots.codes(); ++slot)
        for (std::size_t cluster = 0; cluster < slots.clusters(); ++cluster) {
            const std::uint32_t rows = slots.at(slot, cluster);
            profiles.clusters[cluster].histogram[bins.bins_of_slot[slot]] += rows;
            profiles.all.histogram[bins.bins_of_slot[slot]] += rows;
        }
}

// Counts the rows at both ends of the measure, where clipping leaves many equal ones. O(these
// rows).
void set_rows_at_the_ends(Profiles& profiles, const OrderedRows& ordered,
                          std::span<const Label> labels) {
    const auto measure_of = [&](std::uint32_t row) { return ordered.measure[row]; };
    const double lowest = measure_of(ordered.by_measure.front()),
                 highest = measure_of(ordered.by_measure.back());
    for (auto row = ordered.by_measure.begin();
         row != ordered.by_measure.end() && measure_of(*row) == lowest; ++row)
        ++profiles.clusters[labels[*row]].at_lowest;
    for (auto row = ordered.by_measure.rbegin();
         row != ordered.by_measure.rend() && measure_of(*row) == highest; ++row)
        ++profiles.clusters[labels[*row]].at_highest;
    for (const ClusterProfile& profile : profiles.clusters) {
        profiles.all.at_lowest += profile.at_lowest;
        profiles.all.at_highest += profile.at_highest;
    }
}

void set_quartiles(ClusterProfile& profile, const Quartiles& quartiles) {
    profile.measure_q1 = quartiles.q1;
    profile.measure_median = quartiles.median;
    profile.measure_q3 = quartiles.q3;
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

Profiles profile_clusters(const features::PreparedRows& prepared,
                          const features::FeatureSet& features, const MeasureBins& bins,
                          const Clustering& clustering) {
    const std::size_t n = prepared.measure.size();
    ENSURE(n > 0 && clustering.labels.size() == n && bins.slot.size() == n);
    const auto k = static_cast<std::size_t>(clustering.k);
    Profiles profiles;
    profiles.clusters.resize(k);
    profiles.measure_axis = bins.axis;
    profiles.measure = prepared.measure_spec;

    const SummedColumns summed(prepared, features);
    RowsToProfile rows{
        clustering.labels, k, summed.columns, {}, {bins.slot, bins.bins_of_slot.size()}};
    for (const features::NamesSlot& names : prepared.names)
        rows.names.push_back({names.text.codes, names.name_rows.size()});
    const ProfileTallies tallies = tally_rows(rows);
    set_sizes_and_means(profiles, tallies, summed.scales);
    set_tops(profiles, tallies, prepared);
    set_histograms(profiles, tallies.measure_slots, bins);

    const OrderedRows ordered{prepared.measure, prepared.by_measure};
    const std::vector<Quartiles> quartiles =
        quartiles_by_cluster(ordered, clustering.labels, tallies.measure_slots);
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        set_quartiles(profiles.clusters[cluster], quartiles[cluster]);
    set_quartiles(profiles.all, quartiles_of_all(ordered));
    set_rows_at_the_ends(profiles, ordered, clustering.labels);
    set_outcomes(profiles, prepared, clustering.labels);
    set_all(profiles, n, features);
    set_others(profiles, prepared, features, clustering);
    set_strengths(profiles, prepared, features, clustering);
    for (std::size_t slot = 0; slot < prepared.names.size(); ++slot)
        profiles.strengths.names.push_back(
            cramers_v(tallies.names[slot], prepared.names[slot].name_rows, tallies.sizes));

    const std::vector<std::string> names = name_clusters(profiles, features);
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        profiles.clusters[cluster].name = names[cluster];
    return profiles;
}

} // namespace cohortscope::analysis

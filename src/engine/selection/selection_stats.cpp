#include "engine/selection/selection_stats.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "analysis/profile/profile_pass.h"
#include "analysis/profile/profile_top.h"
#include "analysis/profile/summed_columns.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::engine {

namespace {

using analysis::CodeCounts;
using analysis::Label;

// A row counts in part 0, the rest, or in part 1, the selected. By cluster it counts in the part
// number cluster · 2 + part.
constexpr std::size_t kParts = 2;
constexpr std::size_t kRest = 0;
constexpr std::size_t kSelected = 1;

// One a row: what the pass over the rows counts by.
struct PartedRows {
    std::vector<Label> part;              // kRest or kSelected
    std::vector<Label> part_of_cluster;   // below 2k
    std::vector<std::int32_t> slot_place; // slot of the measure · k + cluster
};

PartedRows part_rows(const SelectionSource& from, const RowSet& set) {
    const std::size_t n = from.rows.rows.size();
    const auto k = static_cast<std::int32_t>(from.clustering.k);
    PartedRows parted{std::vector<Label>(n), std::vector<Label>(n), std::vector<std::int32_t>(n)};
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const Label cluster = from.clustering.labels[row];
            const auto part = static_cast<Label>(set.contains(from.rows.rows[row]) ? 1 : 0);
            parted.part[row] = part;
            parted.part_of_cluster[row] = static_cast<Label>(cluster * kParts + part);
            parted.slot_place[row] = from.bins.slot[row] * k + cluster;
        }
    });
    return parted;
}

// Names and sums by part; slots by part and cluster, for the clusters are in the code.
analysis::ProfileTallies tally(const SelectionSource& from, const PartedRows& parted,
                               const analysis::SummedColumns& summed) {
    const std::size_t slots = from.bins.bins_of_slot.size();
    const auto k = static_cast<std::size_t>(from.clustering.k);
    analysis::RowsToProfile rows{parted.part, kParts, summed.columns, {}, {from.bins.slot, slots}};
    for (const features::NamesSlot& names : from.rows.names)
        rows.names.push_back({names.text.codes, names.name_rows.size()});
    rows.names.push_back({parted.slot_place, slots * k});
    return analysis::tally_rows(rows);
}

// The same counts by slot and part of cluster.
CodeCounts slots_by_cluster(const CodeCounts& places, std::size_t slots, std::size_t k) {
    CodeCounts counts(slots, k * kParts, 1);
    std::uint32_t* to = counts.table(0);
    for (std::size_t place = 0; place < slots * k; ++place)
        for (std::size_t part = 0; part < kParts; ++part)
            *to++ = places.at(place, part);
    return counts;
}

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double ratio(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

TwoMeans means_of(const analysis::ProfileTallies& tallies, std::size_t column, double scale) {
    const std::size_t width = tallies.sums.size() / kParts;
    const auto mean = [&](std::size_t part) {
        const std::size_t rows = tallies.sizes[part];
        return rows == 0 ? kNone
                         : tallies.sums[part * width + column] / static_cast<double>(rows) / scale;
    };
    return {mean(kSelected), mean(kRest)};
}

// Those of part `first` · 2 and the next one in `quartiles`, and their rows by bin in `slots`.
SelectedShare share_of(const CodeCounts& slots, std::span<const analysis::Quartiles> quartiles,
                       std::size_t first, const analysis::MeasureBins& bins) {
    const std::size_t rest = first * kParts + kRest;
    const std::size_t selected = first * kParts + kSelected;
    SelectedShare share;
    share.bins.assign(static_cast<std::size_t>(bins.axis.bins), 0);
    for (std::size_t slot = 0; slot < slots.codes(); ++slot) {
        const std::uint32_t rows = slots.at(slot, selected);
        share.bins[bins.bins_of_slot[slot]] += rows;
        share.selected += rows;
        share.rows += rows + slots.at(slot, rest);
    }
    share.share = ratio(share.selected, share.rows);
    constexpr analysis::Quartiles kNoQuartiles = {kNone, kNone, kNone};
    share.measure = share.selected > 0 ? quartiles[selected] : kNoQuartiles;
    share.rest_measure = share.rows > share.selected ? quartiles[rest] : kNoQuartiles;
    return share;
}

// The selected rows that have the least or the greatest measure of all rows. O(rows that do).
void count_ends(SelectionStats& stats, const SelectionSource& from, const PartedRows& parted) {
    const auto& order = from.rows.by_measure;
    const auto measure = [&](std::uint32_t row) { return from.rows.measure[row]; };
    const auto count = [&](std::uint32_t row, std::size_t SelectedShare::*end) {
        if (parted.part[row] != kSelected)
            return;
        ++(stats.clusters[from.clustering.labels[row]].*end);
        ++(stats.all.*end);
    };
    for (auto row = order.begin(); row != order.end() && measure(*row) == measure(order.front());
         ++row)
        count(*row, &SelectedShare::at_lowest);
    for (auto row = order.end(); row != order.begin() && measure(row[-1]) == measure(order.back());
         --row)
        count(row[-1], &SelectedShare::at_highest);
}

std::vector<SelectedName> top_names(const CodeCounts& counts, const features::NamesSlot& slot,
                                    const analysis::ProfileTallies& tallies) {
    const std::size_t selected = tallies.sizes[kSelected];
    const std::size_t n = selected + tallies.sizes[kRest];
    const std::vector<analysis::TopCodes> tops = analysis::top_by_cluster(counts, slot.name_rows);
    std::vector<SelectedName> names;
    for (const analysis::CodeCount& top : tops[kSelected].entries()) {
        const std::size_t rows = top.count + counts.at(top.code, kRest);
        names.push_back({std::string(slot.text.names->at(top.code)), top.count, rows,
                         ratio(top.count, selected), ratio(rows, n)});
    }
    return names;
}

struct OutcomeSums {
    double sum[kParts] = {0.0, 0.0};
    std::size_t rows[kParts] = {0, 0};
};

void set_outcomes(SelectionStats& stats, const features::PreparedRows& rows,
                  const PartedRows& parted) {
    OutcomeSums all;
    for (const OutcomeSums& chunk : base::map_chunks<OutcomeSums>(
             rows.outcome.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
                 OutcomeSums sums;
                 for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                     if (const double value = rows.outcome[row]; !std::isnan(value)) {
                         sums.sum[parted.part[row]] += value;
                         ++sums.rows[parted.part[row]];
                     }
                 return sums;
             }))
        for (std::size_t part = 0; part < kParts; ++part) {
            all.sum[part] += chunk.sum[part];
            all.rows[part] += chunk.rows[part];
        }
    const auto mean = [&](std::size_t part) {
        return all.rows[part] == 0 ? kNone : all.sum[part] / static_cast<double>(all.rows[part]);
    };
    stats.outcome_mean = {mean(kSelected), mean(kRest)};
    stats.outcome_selected = all.rows[kSelected];
    stats.outcome_rest = all.rows[kRest];
}

void set_shares(SelectionStats& stats, const SelectionSource& from, const PartedRows& parted,
                const analysis::ProfileTallies& tallies) {
    const analysis::OrderedRows ordered{from.rows.measure, from.rows.by_measure};
    const auto k = static_cast<std::size_t>(from.clustering.k);
    stats.all = share_of(
        tallies.measure_slots,
        analysis::quartiles_by_cluster(ordered, parted.part, tallies.measure_slots), 0, from.bins);
    const CodeCounts slots =
        slots_by_cluster(tallies.names.back(), from.bins.bins_of_slot.size(), k);
    const std::vector<analysis::Quartiles> quartiles =
        analysis::quartiles_by_cluster(ordered, parted.part_of_cluster, slots);
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        stats.clusters.push_back(share_of(slots, quartiles, cluster, from.bins));
    stats.all.share_of_selection = stats.all.selected > 0 ? 1.0 : 0.0;
    for (SelectedShare& cluster : stats.clusters)
        cluster.share_of_selection = ratio(cluster.selected, stats.all.selected);
    count_ends(stats, from, parted);
}

} // namespace

SelectionStats selection_stats(const SelectionSource& from, const RowSet& set) {
    const std::size_t n = from.rows.rows.size();
    ENSURE(n > 0 && from.clustering.labels.size() == n && from.bins.slot.size() == n);
    const PartedRows parted = part_rows(from, set);
    const analysis::SummedColumns summed(from.rows, from.features);
    const analysis::ProfileTallies tallies = tally(from, parted, summed);
    SelectionStats stats;
    stats.selection = set.fingerprint();
    stats.selected = set.count();
    stats.unused = set.count() - tallies.sizes[kSelected];
    stats.measure_axis = from.bins.axis;
    set_shares(stats, from, parted, tallies);
    stats.measure_mean = means_of(tallies, 0, summed.scales[0]);
    for (std::size_t f = 1; f < summed.scales.size(); ++f)
        stats.feature_means.push_back(means_of(tallies, f, summed.scales[f]));
    for (std::size_t slot = 0; slot < from.rows.names.size(); ++slot)
        stats.top_names.push_back(top_names(tallies.names[slot], from.rows.names[slot], tallies));
    set_outcomes(stats, from.rows, parted);
    return stats;
}

} // namespace cohortscope::engine

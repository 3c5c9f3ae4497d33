// A measure among peers: benchmarks by category and band, who is underpaid, the ends of every
// group, and the flags against the clusters. Everything of all rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/peers/bands.h"
#include "analysis/peers/ranked_groups.h"
#include "analysis/peers/underpaid.h"
#include "base/progress.h"
#include "features/peers/benchmark_slots.h"
#include "features/peers/peer_flags.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::analysis {

// The rows with the least and with the most of the measure, as positions.
inline constexpr std::size_t kEndRows = 5;
struct Ends {
    std::vector<std::uint32_t> lowest;  // ascending measure
    std::vector<std::uint32_t> highest; // descending
};

// A column of names: of each code.
struct PeerNames {
    std::vector<FiveNumbers> five;
    std::vector<Ends> ends;
};

// The three flags of each row, counted.
inline constexpr std::size_t kFlagGroups = 3, kFlagValues = 3;
struct FlagsAgainstClusters {
    std::vector<std::size_t> counts; // (k + 1) × 3 groups × 3 flags; the last cluster is all rows
    std::array<std::array<FiveNumbers, kFlagValues>, kFlagGroups> five;
    std::array<std::array<Ends, kFlagValues>, kFlagGroups> ends;
    double adjusted_rand = 0.0; // of the triples of flags and the clusters
    double normalized_mutual_information = 0.0;
    std::size_t at(std::size_t cluster, std::size_t group, std::size_t flag) const {
        return counts[(cluster * kFlagGroups + group) * kFlagValues + flag];
    }
};

// What a place's size is called by: the lump of the rare and the missing are places of no size.
inline constexpr std::size_t kSizeLumped = 0, kSizeMissing = 1, kFirstSize = 2;

struct Peers {
    features::BenchmarkSlots slots;
    PeerLimits limits;
    Bands bands; // of the number
    Bands sizes; // of rows at the same place

    std::size_t categories = 0;
    FiveNumbers all;
    std::vector<FiveNumbers> cells; // categories × bands
    std::vector<FiveNumbers> by_band;
    std::vector<PeerNames> names; // by slot of names
    const FiveNumbers& cell(std::size_t category, std::size_t band) const {
        return cells[category * bands.count() + band];
    }
    const std::vector<FiveNumbers>& by_category() const { return names[slots.category].five; }

    UnderpaidShare underpaid;
    std::vector<UnderpaidShare> underpaid_by_cluster;  // k
    std::vector<UnderpaidShare> underpaid_by_category; // categories
    std::vector<UnderpaidShare> underpaid_by_band;     // bands
    std::vector<UnderpaidShare> underpaid_by_size;     // kFirstSize + sizes; empty without places

    std::optional<FlagsAgainstClusters> flags; // where the schema has the three groups

    // Of each row, n: to select rows by. A code of a category takes two labels.
    std::vector<Label> band_of, standing, size_of, category_low, category_high;
    std::array<std::vector<Label>, kFlagGroups> flag_of; // 0: above, 1: equal, 2: below
};

struct PeersInput {
    const features::PreparedRows& rows; // with a measure
    const Clustering& clustering;       // of these rows
    features::BenchmarkSlots slots;
    std::optional<features::PeerSlots> flags;
    Bands bands; // without edges: quarters of the rows
    Bands sizes;
    PeerLimits limits = {};
};

// O(n · columns of names). The same on any number of threads. Throws base::Cancelled.
Peers peers(const PeersInput& input, base::Progress& progress);

} // namespace cohortscope::analysis

// Who has notably less than the peers: rows below the median of their category and band.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/contrast/contrast.h"

namespace cohortscope::analysis {

struct PeerLimits {
    double gap = 0.20;       // of the peers' median: a row that lacks more than that is underpaid
    std::size_t fewest = 10; // rows of a group of peers, the row itself included; fewer: no group
    bool operator==(const PeerLimits&) const = default;
};

// What is known of a row: it has too few peers, or is compared with them.
enum Standing : Label { kNotCompared = 0, kNotUnderpaid = 1, kUnderpaid = 2 };

struct Underpaid {
    std::vector<Label> standing; // n; values of Standing
    // Of those underpaid, by position: what they lack of the peers' median, as a share of it.
    std::vector<std::uint32_t> positions; // ascending
    std::vector<double> gaps;
};

// Underpaid: measure < (1 − gap) · median of the row's peers, where these are at least `fewest`.
// group_of: n; medians and rows by group.
Underpaid underpaid(std::span<const double> measure, std::span<const std::int32_t> group_of,
                    std::span<const double> medians, std::span<const std::size_t> rows,
                    const PeerLimits& limits);

// How many of a part of the rows are underpaid.
struct UnderpaidShare {
    std::size_t rows = 0;     // of the part
    std::size_t compared = 0; // of these: with enough peers
    std::size_t underpaid = 0;
    double median_gap = 0.0; // of the underpaid; not a number without one
    // Of those compared; not a number without one. Wilson's 95 % interval.
    double share() const;
    Interval interval() const;
};

// By part of each row: n entries of 0 to parts − 1.
std::vector<UnderpaidShare> underpaid_by(const Underpaid& of, std::span<const Label> part_of,
                                         std::size_t parts);
std::vector<UnderpaidShare> underpaid_by(const Underpaid& of, std::span<const std::int32_t> part_of,
                                         std::size_t parts);

} // namespace cohortscope::analysis

// A category of two groups, from how many rows of each have each name.
#pragma once

#include <span>
#include <vector>

#include "analysis/contrast/side_counts.h"

namespace cohortscope::analysis {

// Everything of NamesContrast but its names, slot and p_adjusted. O(names).
NamesContrast names_contrast(std::span<const OfBoth<std::uint32_t>> pairs,
                             OfBoth<std::size_t> rows);

// A name that a row of either group has, and the p of its shares.
struct SeenName {
    std::int32_t code = 0;
    double p = 1.0;
};

// By ascending code. O(names), in parallel.
std::vector<SeenName> seen_names(std::span<const OfBoth<std::uint32_t>> pairs,
                                 OfBoth<std::size_t> rows);

// The names that tell most: those with an adjusted p below kTelling first, then by the difference's
// size; of equal ones what the first group has more of, then the lowest code. adjusted: that of
// each name seen.
std::vector<NameContrast> most_telling(std::span<const OfBoth<std::uint32_t>> pairs,
                                       OfBoth<std::size_t> rows, std::span<const SeenName> seen,
                                       std::span<const double> adjusted);

} // namespace cohortscope::analysis

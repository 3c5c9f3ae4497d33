// Rows in groups, and in each group by ascending measure: its quartiles and its ends lie ready.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/contrast/contrast.h"
#include "base/buffer.h"

namespace cohortscope::analysis {

struct RankedGroups {
    std::vector<std::uint32_t> begins;     // groups + 1
    base::Buffer<std::uint32_t> positions; // n; by group, then as they came
    std::size_t count() const { return begins.size() - 1; }
    std::span<const std::uint32_t> of(std::size_t group) const {
        return {positions.data() + begins[group], positions.data() + begins[group + 1]};
    }
};

// by_measure: every row, by ascending measure, ties by position. group_of: n, each of 0 to
// groups − 1. O(n + groups).
RankedGroups rank_groups(std::span<const std::uint32_t> by_measure,
                         std::span<const std::int32_t> group_of, std::size_t groups);
RankedGroups rank_groups(std::span<const std::uint32_t> by_measure, std::span<const Label> group_of,
                         std::size_t groups);

// The five numbers of a measure, and how sure the median is. Not a number where there is no row.
// Quartiles lie between two values as percentile_at has them; the interval is median_interval's.
struct FiveNumbers {
    std::size_t rows = 0;
    double lowest = 0.0, q1 = 0.0, median = 0.0, q3 = 0.0, highest = 0.0;
    Interval interval; // of the median, 95 %; not a number below 6 rows
};

// ranked: positions by ascending measure. O(√rows).
FiveNumbers five_numbers(std::span<const std::uint32_t> ranked, std::span<const double> measure);
std::vector<FiveNumbers> five_numbers(const RankedGroups& groups, std::span<const double> measure);

} // namespace cohortscope::analysis

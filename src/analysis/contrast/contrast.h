// What tells two groups of rows apart: a selection and the rest, or set A and set B.
//
// Every difference is the first group less the second: exchanging them changes its sign, and
// mirrors its interval. Intervals hold 95 %, each for itself. Every column is compared, whether it
// is in the distance or not, and p_adjusted is Holm's (1979) over **all tests of the contrast**:
// each number, each category with two names or more, each name of it that a row of either group
// has, the outcome.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/contrast/contrast_ranks.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::base {
class Progress;
}

namespace cohortscope::analysis {

// Which side each prepared row is on: 0 neither, 1 the first group, 2 the second.
using Side = std::uint8_t;

template <class T> using OfBoth = std::array<T, 2>; // the first group's and the second's

inline constexpr double kTelling = 0.05;            // p_adjusted below it: more than chance
inline constexpr std::size_t kNamesContrasted = 12; // names of a category that are listed

struct Interval {
    double low = 0.0, high = 0.0;
};

// A column of numbers. n: rows of the group that have a value. Where a group has none, effect is 0,
// its interval [−1, 1], p 1, and what does not exist is NaN.
struct NumberContrast {
    ContrastKind kind = ContrastKind::number;
    std::size_t slot = 0;
    OfBoth<std::size_t> n{};
    OfBoth<double> mean{};                     // in the column's unit
    OfBoth<std::array<double, 3>> quartiles{}; // q1, median, q3; formula of features::percentile
    // Cliff's (1993) delta = P(first > second) − P(first < second) of a row of each = 2·AUC − 1, in
    // [−1, 1]. Interval: Feng & Cliff (2004), asymmetric, with Cliff's consistent variance; [−1, 1]
    // where a group has one row, Wilson's of the smaller group where no value overlaps.
    double effect = 0.0;
    Interval effect_interval{-1.0, 1.0};
    // Difference of means, with Welch's (1947) interval; that is NaN where a group has one row.
    double mean_difference = 0.0;
    Interval mean_interval{};
    // Mann–Whitney's U, corrected for ties and continuity, by the normal approximation.
    double p = 1.0, p_adjusted = 1.0;
};

// A share of the rows in each group.
struct ShareContrast {
    OfBoth<std::size_t> n{};      // rows that could have it
    OfBoth<std::size_t> rows{};   // rows that have it
    OfBoth<double> share{};       // rows / n, 0 to 1; NaN where n is 0
    double difference = 0.0;      // of the shares: Cliff's delta of the indicator
    Interval interval{-1.0, 1.0}; // Newcombe's (1998) hybrid score interval, his method 10
    // Pooled two-proportion z (χ² of the fourfold table without correction) where every expected
    // count is at least 5, else Fisher's exact test (two-sided: tables no likelier than this one).
    double p = 1.0, p_adjusted = 1.0;
};

struct NameContrast {
    std::int32_t code = 0; // of PreparedRows::names[slot].text
    ShareContrast share;
};

// A category.
struct NamesContrast {
    std::size_t slot = 0;
    OfBoth<std::size_t> n{};
    std::size_t names_seen = 0; // names that a row of either group has
    double chi_square = 0.0;    // Pearson's, of names_seen × 2
    // Cramér's V corrected for its bias (Bergsma 2013), in [0, 1]; interval of the noncentral χ²
    // (Steiger & Fouladi 1997). Unlike the shares' differences it depends on how large one group is
    // beside the other.
    double effect = 0.0;
    Interval effect_interval{0.0, 1.0};
    std::vector<NameContrast> names; // most telling first, at most kNamesContrasted
    // Gamma tail with the mean and variance that χ² has over all permutations of the rows (Haldane
    // 1940): the usual χ² test where expected counts are large, and right where they are not.
    double p = 1.0, p_adjusted = 1.0;
};

// One column's place among what tells the groups apart.
struct Ranked {
    ContrastKind kind = ContrastKind::number;
    std::size_t slot = 0;
    std::size_t at = 0;     // in Contrast::numbers or Contrast::names; 0 of the outcome's rate
    std::int32_t code = -1; // of names: the most telling one
    double effect = 0.0;    // Cliff's delta of the number, or of the indicator
    double p_adjusted = 1.0;
    bool telling = false;                                               // p_adjusted < kTelling
    double strength() const { return effect < 0.0 ? -effect : effect; } // 0 to 1, for every kind
};

struct Contrast {
    OfBoth<std::size_t> rows{};
    // The measure, the numbers by slot, the rows of the id, the outcome unless it is two-valued.
    std::vector<NumberContrast> numbers;
    std::vector<NamesContrast> names;     // by slot
    std::optional<ShareContrast> outcome; // of an outcome of 0 and 1: the rate
    std::size_t tests = 0;                // that p_adjusted is corrected for
    // One entry a column that both groups have: those that tell first, then by strength; equal ones
    // in the order above.
    std::vector<Ranked> ranking;
};

// sides: n. Throws base::Cancelled. O(n · columns + distinct values + names · log names), the same
// bits on any number of threads. `ranks`: rank_columns(rows), made once and used for any sides.
Contrast contrast(const features::PreparedRows& rows, const ContrastRanks& ranks,
                  std::span<const Side> sides, const base::Progress* progress = nullptr);
Contrast contrast(const features::PreparedRows& rows, std::span<const Side> sides,
                  const base::Progress* progress = nullptr);

} // namespace cohortscope::analysis

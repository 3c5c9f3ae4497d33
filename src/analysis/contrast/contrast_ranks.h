// The numbers of the prepared rows by rank: sorted once, so that a contrast of any two groups is
// counting alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/fingerprint.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::analysis {

// What a column of a contrast is; of numbers and names the slot says which.
enum class ContrastKind { measure, number, id_rows, outcome, names };

// A column of numbers by its different values. Either `codes` or `order` is there.
struct RankedNumbers {
    std::vector<double> values;       // each that a row has, once, ascending
    std::vector<std::uint16_t> codes; // n; the place in `values`, or values.size() for NaN
    // Of many values: the rows by ascending value, those without one left out, and where each
    // value's begin, with the end.
    std::vector<std::uint32_t> order, begins;
    base::Fingerprint content;

    // Nothing but 0 and 1.
    bool two_valued() const {
        for (const double value : values)
            if (value != 0.0 && value != 1.0)
                return false;
        return !values.empty();
    }
};

struct RankedColumn {
    ContrastKind kind = ContrastKind::number;
    std::size_t slot = 0;
    std::shared_ptr<const RankedNumbers> numbers;
};

// The columns of numbers that the rows have: the measure, the numbers by slot, the rows of the id,
// the outcome.
struct ContrastRanks {
    std::size_t rows = 0;
    std::vector<RankedColumn> columns;
};

// `previous`, if given, lends the columns whose values are the same. O(n) for whole numbers of a
// small range and for the measure, else O(n log n).
ContrastRanks rank_columns(const features::PreparedRows& rows,
                           const ContrastRanks* previous = nullptr);

} // namespace cohortscope::analysis

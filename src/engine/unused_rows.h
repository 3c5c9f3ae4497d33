// Why one of two results leaves rows out that the other uses.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/result.h"

namespace cohortscope::engine {

// Rows that one of the results leaves out, by what left them out as far as it is known.
struct UnusedRows {
    std::string why; // "duplicates", "outliers of pay", "duplicates or incomplete rows"; or empty
    std::size_t rows = 0;
    bool operator==(const UnusedRows&) const = default;
};

// Rows that `user` uses and `without` does not, most rows first. Outliers and rows without the
// measure are told row by row; of what cleaning drops otherwise, whatever could be the reason by
// the settings that differ. O(n).
std::vector<UnusedRows> unused_rows(const Result& without, const Result& user);

// Why a row of the table (from 0) is not among the result's, in words: "its pay is an outlier", "it
// has no pay"; of what cleaning drops otherwise, all that could be the reason: "it repeats another
// row". Empty where it is used, or nothing is known. O(log n).
std::string why_unused(const Result& result, std::uint32_t row);

} // namespace cohortscope::engine

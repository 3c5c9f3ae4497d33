// Numeric columns whose cells are not all plain numbers: which unit a column has, which cells are
// odd and so count as missing, and what is said about them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/csv/csv_columns.h"

namespace cohortscope::data {

// The numbers of a column that must be numeric. A unit that most of the present cells have is the
// column's (of an amount INR is, in any case); a cell with another one is odd. Odd cells become
// NaN and are told in `notices` with the lines of the first. Throws base::Error where more than 5 %
// of the present cells are odd, or any if `place` is strict.
void settle_numbers(const ColumnParts& column, const ColumnBinding& binding, const Place& place,
                    std::vector<std::string>& notices);

// The texts of an extra column as numbers, by code: NaN for odd ones. Nothing where the column is
// no number: a text is none and has more than 5 % of the rows (any, if `place` is strict), or whole
// numbers are too long to be exact. `rows` counts the rows of each text.
struct TextNumbers {
    std::vector<double> values; // empty: no numbers
    std::string notice;         // empty: nothing to say
};
TextNumbers numbers_of_texts(std::span<const std::string_view> texts,
                             std::span<const std::size_t> rows, const ColumnBinding& binding,
                             const Place& place);

// The notice of a column of text in which cells say that they are missing; empty where none does.
std::string notice_of_words_for_nothing(const ColumnParts& column, const ColumnBinding& binding,
                                        const Place& place);

} // namespace cohortscope::data

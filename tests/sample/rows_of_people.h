// What the tests of samples ask of a table: its columns' names, cells, and shares.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace cohortscope {

// Names in the order of the file.
inline std::vector<std::string> names_of(const data::Table& table) { return table.order; }

inline const std::vector<double>& numbers_of(const data::Table& table, std::string_view name) {
    return table.find_numeric(name)->values;
}

// Empty where the cell is.
inline std::string text_of(const data::Table& table, std::string_view name, std::size_t row) {
    const data::TextColumn& column = *table.find_text(name);
    const std::int32_t code = column.codes[row];
    return code == data::kMissingCode ? std::string() : std::string(column.dictionary[code]);
}

// The share of the rows in `group` (a test of the row's number) that are in `part`.
template <class Group, class Part>
double share_of(const data::Table& table, const Group& group, const Part& part) {
    double rows = 0.0, parts = 0.0;
    for (std::size_t row = 0; row < table.rows; ++row)
        if (group(row)) {
            rows += 1.0;
            parts += part(row) ? 1.0 : 0.0;
        }
    return rows > 0.0 ? parts / rows : std::numeric_limits<double>::quiet_NaN();
}

// The share of a column's cells that are empty.
inline double missing_share(const data::Table& table, const std::string& name) {
    const data::TextColumn* text = table.find_text(name);
    return share_of(
        table, [](std::size_t) { return true; },
        [&](std::size_t row) {
            return text != nullptr ? text->codes[row] == data::kMissingCode
                                   : std::isnan(table.find_numeric(name)->values[row]);
        });
}

// The share of the present numbers that lie outside of [low, high].
inline double outside_share(const data::Table& table, std::string_view name, double low,
                            double high) {
    const std::vector<double>& values = numbers_of(table, name);
    return share_of(
        table, [&](std::size_t row) { return !std::isnan(values[row]); },
        [&](std::size_t row) { return values[row] < low || values[row] > high; });
}

} // namespace cohortscope

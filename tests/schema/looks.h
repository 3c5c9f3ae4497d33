// Seeded tables that look like public ones, described a column a text.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "base/format.h"
#include "base/random.h"
#include "schema/plain_table.h"

namespace cohortscope::tests {

// A cell of a column: "#C" is C1, C2, …; "1..9" a whole number; "0.5~9" one of two decimals;
// "10^90" a whole number, skewed; else one of the names that "|" parts.
inline std::string cell_of(const std::string& look, std::size_t row, base::Random& random) {
    if (look.starts_with('#'))
        return look.substr(1) + std::to_string(row + 1);
    for (const std::string sign : {"..", "~", "^"}) {
        const std::size_t at = look.find(sign);
        if (at == look.npos || look.find('|') != look.npos)
            continue;
        const double low = std::stod(look.substr(0, at));
        const double high = std::stod(look.substr(at + sign.size()));
        const double part = random.uniform();
        if (sign == "^")
            return base::fixed(low * std::pow(high / low, part), 0);
        return base::fixed(low + (high - low) * part, sign == "~" ? 2 : 0);
    }
    std::vector<std::string> names(1);
    for (const char c : look)
        c == '|' ? names.emplace_back() : names.back() += c;
    return names[random.below(names.size())];
}

// Columns as "NAME=LOOK".
inline testing::Records looks(const std::vector<std::string>& columns, std::size_t rows = 300) {
    base::Random random(1);
    testing::Records records(rows + 1);
    for (const std::string& column : columns) {
        const std::size_t sign = column.find('=');
        records[0].push_back(column.substr(0, sign));
        for (std::size_t row = 0; row < rows; ++row)
            records[row + 1].push_back(cell_of(column.substr(sign + 1), row, random));
    }
    return records;
}

} // namespace cohortscope::tests

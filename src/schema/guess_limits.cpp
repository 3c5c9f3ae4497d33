#include "schema/guess_limits.h"

#include <string>

namespace cohortscope::schema {

namespace {

// Columns of the matrix that a column of the table becomes; a level more for missing cells.
std::size_t width_of(const ColumnSpec& column, const ColumnFacts& facts) {
    switch (column.encoding) {
    case Encoding::none:
        return 0;
    case Encoding::one_hot:
    case Encoding::one_hot_full:
        return facts.distinct + (facts.present < facts.rows ? 1 : 0);
    default:
        return 1;
    }
}

std::size_t width_of_all(std::span<const ColumnSpec> columns, std::span<const ColumnFacts> facts) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        width += width_of(columns[i], facts[i]);
    return width;
}

} // namespace

void limit_features(std::vector<ColumnSpec>& columns, std::span<const ColumnFacts> facts) {
    if (width_of_all(columns, facts) <= kMostFeatures)
        return;
    for (ColumnSpec& column : columns)
        if (column.encoding == Encoding::one_hot)
            column.encoding = Encoding::frequency;
    std::size_t width = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        width += width_of(columns[i], facts[i]);
        if (width <= kMostFeatures || columns[i].encoding == Encoding::none)
            continue;
        columns[i].encoding = Encoding::none;
        columns[i].doubtful = true;
        columns[i].reason +=
            "; no feature, since " + std::to_string(kMostFeatures) + " others come before it";
    }
}

} // namespace cohortscope::schema

// Names of cells: C17.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::data {

inline constexpr std::size_t kMostSheetRows = 1'048'576; // of Excel and LibreOffice
inline constexpr std::size_t kMostSheetColumns = 16'384;

struct CellPlace {
    std::size_t row = 0; // from 0
    std::size_t column = 0;

    bool operator==(const CellPlace&) const = default;
};

std::string column_name(std::size_t column); // 0 is A
std::string cell_name(const CellPlace& place);

// Nothing for what is no name of a cell, or of one outside the largest sheet.
std::optional<CellPlace> parse_cell_name(std::string_view name);

} // namespace cohortscope::data

#include "data/sheet/cell_name.h"

namespace cohortscope::data {

std::string column_name(std::size_t column) {
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    return name;
}

std::string cell_name(const CellPlace& place) {
    return column_name(place.column) + std::to_string(place.row + 1);
}

std::optional<CellPlace> parse_cell_name(std::string_view name) {
    std::size_t column = 0;
    std::size_t row = 0;
    std::size_t at = 0;
    for (; at < name.size() && column <= kMostSheetColumns; ++at) {
        const char letter = static_cast<char>(name[at] & ~0x20); // upper case of a letter
        if (letter < 'A' || letter > 'Z')
            break;
        column = 26 * column + static_cast<std::size_t>(letter - 'A' + 1);
    }
    for (; at < name.size() && row <= kMostSheetRows; ++at) {
        if (name[at] < '0' || name[at] > '9')
            break;
        row = 10 * row + static_cast<std::size_t>(name[at] - '0');
    }
    if (at < name.size() || column == 0 || column > kMostSheetColumns || row == 0 ||
        row > kMostSheetRows)
        return std::nullopt;
    return CellPlace{row - 1, column - 1};
}

} // namespace cohortscope::data

#include "data/shown_cell.h"

#include <algorithm>

#include "base/format.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kShownCharacters = 40;
constexpr std::size_t kShortestId = 12; // letters and digits without a blank

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool may_name_somebody(std::string_view cell) {
    if (cell.find('@') != std::string_view::npos)
        return true;
    const auto letters = std::ranges::count_if(cell, is_letter);
    const auto digits = std::ranges::count_if(cell, is_digit);
    const bool one_word = cell.find_first_of(" \t") == std::string_view::npos;
    return one_word && cell.size() >= kShortestId && letters > 0 && digits > 0;
}

std::size_t characters_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

} // namespace

std::string shown_cell(std::string_view cell) {
    if (may_name_somebody(cell))
        return "a text of " + std::to_string(characters_of(cell)) + " characters";
    return std::string("\"")
        .append(base::shortened(cell.substr(0, 4 * kShownCharacters), kShownCharacters))
        .append("\"");
}

} // namespace cohortscope::data

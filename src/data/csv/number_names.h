// A first line with numbers in it that are names of columns: "Country,1960,1961".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::data {

// The cells of one row.
using RowOfCells = std::vector<std::string_view>;

// Whether the numbers of a first line are names of columns rather than values. They have to be
// whole and all different, no cell of the line may be one of its column below, and
//  - beside a name, they are counted through (1960, 1961 …; 1, 2, 3 …: two years at least, or three
//    numbers), as most rows below are not; or all of them, two at least or a year, are unlike what
//    stands below them;
//  - alone, they are counted through, and half of them are unlike what stands below.
// Unlike is a number above text or decimals, and one of more than four times the largest or less
// than a quarter of the smallest magnitude below. rows: the first ones below.
bool numbers_are_names(std::span<const std::string> first_line, std::span<const RowOfCells> rows);

} // namespace cohortscope::data

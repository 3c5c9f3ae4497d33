#include "data/missing.h"

#include <algorithm>
#include <array>

namespace cohortscope::data {

namespace {

constexpr std::array<std::string_view, 18> kMissingNames = {
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A",      "NA",  "NULL",    "NaN",      "None", "n/a",  "nan",    "null"};
constexpr std::size_t kLongestMissingName = 8;

} // namespace

bool is_missing(std::string_view cell) {
    if (cell.empty())
        return true;
    if (cell.size() > kLongestMissingName)
        return false;
    switch (cell.front()) {
    case '#':
    case '-':
    case '1':
    case '<':
    case 'N':
    case 'n':
        return std::find(kMissingNames.begin(), kMissingNames.end(), cell) != kMissingNames.end();
    default:
        return false;
    }
}

} // namespace cohortscope::data

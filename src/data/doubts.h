// What looks wrong in a table that is sound as a table, to be said and left as it is.
#pragma once

#include <string>
#include <vector>

#include "data/hints.h"
#include "data/table.h"

namespace cohortscope::data {

// A last row that looks like a total; names that are nearly words for nothing; of the columns that
// `hints` speak of, amounts that seem to be in lakh, and texts that differ by case or blanks alone
// and tell apart. One line each. O(rows).
std::vector<std::string> doubts_about(const Table& table, const TableHints& hints);

} // namespace cohortscope::data

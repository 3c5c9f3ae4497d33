// What looks wrong in a table that is sound as a table, to be said and left as it is.
#pragma once

#include <string>
#include <vector>

#include "data/table.h"

namespace cohortscope::data {

// A last row that looks like a total; pay that seems to be in lakh; names that are nearly words for
// nothing; e-mails that differ by case or blanks alone. One line each. O(rows).
std::vector<std::string> doubts_about(const Table& table);

} // namespace cohortscope::data

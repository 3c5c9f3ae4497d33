// Words for what takes the place of a value that is not there.
#pragma once

#include <string>

#include "schema/schema.h"

namespace cohortscope::plot {

// "filled with the median of the same team, else of all". `group`: whose rows count, of a fill
// by group; `constant`: as it is shown; empty: not told. Of a fill that drops rows, "filled".
std::string number_fill_words(schema::NumberFill fill, const std::string& group,
                              const std::string& constant = {});

// Of a name that takes the most frequent one.
inline constexpr const char* kFilledWithMode = "filled with the most frequent name";

} // namespace cohortscope::plot

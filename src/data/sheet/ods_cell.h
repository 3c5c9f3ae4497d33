// The value of one cell of an OpenDocument sheet, from its attributes and paragraphs.
#pragma once

#include <string>
#include <string_view>

#include "data/sheet/xml.h"

namespace cohortscope::data {

struct OdsCell {
    bool is_error = false;
    bool has_value = false; // `value` came from an attribute, exact; else the paragraphs tell
    std::string value;
    bool has_formula = false;
    std::size_t repeated = 1; // columns
};

// Numbers, percentages and amounts of money as written; dates as 2016-03-01 with a time where there
// is one; times of day as 13:45:00; truth as TRUE and FALSE.
OdsCell begin_ods_cell(const XmlAttributes& attributes);

// "PT13H45M00S" as 13:45:00, or longer than a day as written.
std::string clock_of_duration(std::string_view duration);

// A count of an attribute that may be missing: 1 then, and for what is no number.
std::size_t repetitions(std::string_view text);

} // namespace cohortscope::data

// Rows and shared texts of an .xlsx workbook in the plain form that spreadsheets write, many times
// faster than a parser of all of XML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "data/sheet/plain_feeder.h"

namespace cohortscope::data {

// One <c> element; views into the XML.
struct PlainCell {
    std::string_view name;  // "C17", or empty
    std::string_view type;  // of attribute t
    std::string_view style; // of attribute s
    std::string_view value; // of <v>, or of <is><t>; entities are not resolved
    bool has_formula = false;
    bool has_entities = false;
};

struct PlainRow {
    std::string_view number; // of attribute r, or empty
    std::vector<PlainCell> cells;
    std::size_t size = 0; // bytes of XML
};

// Reads the row at the begin of `xml`, blanks before it included. Plain are <row> and <c> with
// attributes in double quotes, <f>, <v>, <is><t>, and text in ASCII with the five named entities:
// whatever is not is `other`, so that nothing is taken that XML would refuse.
PlainScan scan_plain_row(std::string_view xml, PlainRow& row);

// The same for a shared text, <si><t>.
struct PlainText {
    std::string_view text;
    bool has_entities = false;
    std::size_t size = 0;
};
PlainScan scan_plain_text(std::string_view xml, PlainText& text);

// The text with its entities resolved.
std::string without_entities(std::string_view text);

} // namespace cohortscope::data

// What a file is, by its first bytes: a table to read, or something else and what to do with it.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::data {

enum class Content {
    text, // a table as text, or nothing that is known
    gzip,
    xlsx, // a workbook of Office Open XML
    ods,  // a workbook of OpenDocument
    other // not to be read here
};

struct Recognised {
    Content content = Content::text;
    std::string refusal; // of `other`: what it is and what to do, as the rest of "FILE: …"
};

// Reads the first bytes, of a ZIP archive also the list of what it holds. Never throws. A file
// that only ends like another kind ("table.csv.gz" of plain text) is what its bytes are.
Recognised recognise(std::string_view bytes);

} // namespace cohortscope::data

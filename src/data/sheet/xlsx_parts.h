// The parts of an .xlsx workbook beside its sheets: which sheets there are, formats, shared texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "data/sheet/archive.h"
#include "data/sheet/serial_date.h"

namespace cohortscope::data {

struct XlsxSheet {
    std::string name;
    std::string part;
    bool hidden = false;
};

struct XlsxBook {
    std::vector<XlsxSheet> sheets; // in the workbook's order; no charts
    bool from_1904 = false;
    std::string styles_part;  // empty where there is none
    std::string strings_part; // the same
};

// Distinct texts that cells refer to by number.
struct SharedStrings {
    std::string bytes;
    std::vector<std::size_t> ends;

    std::size_t size() const { return ends.size(); }
    std::string_view operator[](std::size_t index) const;
};

// Where a relation of the part `from` points to: "/xl/x.xml" from the top, "x.xml" and "../x.xml"
// from the folder of `from`.
std::string resolved_part(std::string_view from, std::string_view target);

// Text in which "_x000D_" stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
std::string without_escapes(std::string_view text);

// All throw base::Error for damaged parts. Parts are found by the workbook's relations, and by
// their usual names where there are none.
XlsxBook read_book(const Archive& archive, base::Progress& progress);
SharedStrings read_shared_strings(const Archive& archive, const XlsxBook& book,
                                  base::Progress& progress);
// By the number of a cell's style.
std::vector<NumberFormat> read_formats(const Archive& archive, const XlsxBook& book,
                                       base::Progress& progress);

} // namespace cohortscope::data

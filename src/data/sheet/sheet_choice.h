// Which sheet of a workbook is read, by the first rows of each.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/sheet/sheet_text.h"
#include "data/sheet/workbook.h"

namespace cohortscope::data {

// Rows of a sheet that are looked at; titles and notes stand above a header, not pages of them.
inline constexpr std::size_t kProbedRows = 100;

// What the first filled rows of a sheet show.
struct SheetProbe {
    std::string name;
    bool hidden = false;
    bool wanted = false;        // one of them is the header wanted
    std::size_t table_rows = 0; // of two cells or more
    std::size_t cells_seen = 0;

    // Takes the present row of `writer` into account.
    void look_at(SheetWriter& writer, const HeaderTest& is_wanted);
};

// The sheet to read by `options.sheet`, or by what the sheets show; visible ones first. Throws
// base::Error that lists the sheets where none fits.
std::size_t chosen_sheet(std::span<const SheetProbe> sheets, const WorkbookOptions& options);

// What to say of the choice: nothing where there was none.
std::vector<std::string> choice_notices(std::span<const SheetProbe> sheets, std::size_t chosen,
                                        const WorkbookOptions& options);

// "FILE: sheet 'Data'", as errors call it.
std::string sheet_place(std::string_view source, std::string_view name);

// "'Data', 'Notes' and 3 more".
std::string listed_sheets(std::span<const SheetProbe> sheets);

} // namespace cohortscope::data

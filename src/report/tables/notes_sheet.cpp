#include "report/tables/result_sheets.h"
#include "report/tables/sheet_text.h"

namespace cohortscope::report {

namespace {

std::string meaning_of(const SheetColumn& column) {
    const std::string head = head_of(column);
    return head == column.name ? std::string() : column.name + ": " + head;
}

} // namespace

Sheet notes_sheet(std::span<const Sheet> sheets) {
    Sheet notes{.name = "notes",
                .title = "Notes",
                .notes = {},
                .columns = {{.name = "sheet", .label = "sheet"}, {.name = "note", .label = "note"}},
                .rows = {}};
    for (const Sheet& sheet : sheets) {
        notes.rows.push_back({sheet.name, sheet.title});
        for (const std::string& note : sheet.notes)
            notes.rows.push_back({sheet.name, note});
        for (const SheetColumn& column : sheet.columns)
            if (const std::string meaning = meaning_of(column); !meaning.empty())
                notes.rows.push_back({sheet.name, meaning});
    }
    return notes;
}

} // namespace cohortscope::report

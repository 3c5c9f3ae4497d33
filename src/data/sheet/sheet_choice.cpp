#include "data/sheet/sheet_choice.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/format.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kListedSheets = 10;
constexpr std::size_t kProbedCells = 20'000; // of wide sheets that are fewer rows
constexpr std::size_t kShownCharacters = 40;

std::string shown(std::string_view name) {
    return std::string("'").append(base::shortened(name, kShownCharacters)).append("'");
}

template <class Test>
std::optional<std::size_t> first_sheet(std::span<const SheetProbe> sheets, const Test& test) {
    for (const bool hidden : {false, true})
        for (std::size_t i = 0; i < sheets.size(); ++i)
            if (sheets[i].hidden == hidden && test(sheets[i]))
                return i;
    return std::nullopt;
}

std::size_t named_sheet(std::span<const SheetProbe> sheets, const WorkbookOptions& options) {
    const auto exact =
        first_sheet(sheets, [&](const SheetProbe& sheet) { return sheet.name == options.sheet; });
    const auto close = first_sheet(sheets, [&](const SheetProbe& sheet) {
        return base::lower(sheet.name) == base::lower(options.sheet);
    });
    if (!exact && !close)
        throw base::Error::in(options.source, "has no sheet " + shown(options.sheet) +
                                                  "; its sheets are " + listed_sheets(sheets));
    return exact ? *exact : *close;
}

} // namespace

std::string sheet_place(std::string_view source, std::string_view name) {
    return std::string(source) + ": sheet " + shown(name);
}

std::string listed_sheets(std::span<const SheetProbe> sheets) {
    std::string list;
    const std::size_t listed = std::min(sheets.size(), kListedSheets);
    for (std::size_t i = 0; i < listed; ++i)
        list += (i == 0 ? "" : i + 1 < sheets.size() ? ", " : " and ") + shown(sheets[i].name);
    return listed < sheets.size()
               ? list + " and " + std::to_string(sheets.size() - listed) + " more"
               : list;
}

void SheetProbe::look_at(SheetWriter& writer, const HeaderTest& is_wanted) {
    const std::vector<std::string> cells = writer.cells();
    table_rows += cells.size() > 1;
    if (!wanted && is_wanted && cells_seen < kProbedCells)
        wanted = is_wanted(cells);
    cells_seen += cells.size();
}

std::size_t chosen_sheet(std::span<const SheetProbe> sheets, const WorkbookOptions& options) {
    if (sheets.empty())
        throw base::Error::in(options.source, "is a workbook without sheets; expected a table");
    if (!options.sheet.empty())
        return named_sheet(sheets, options);
    if (sheets.size() == 1)
        return 0;
    const auto wanted = first_sheet(sheets, [](const SheetProbe& sheet) { return sheet.wanted; });
    const auto table =
        first_sheet(sheets, [](const SheetProbe& sheet) { return sheet.table_rows > 1; });
    return wanted ? *wanted : table.value_or(0);
}

std::vector<std::string> choice_notices(std::span<const SheetProbe> sheets, std::size_t chosen,
                                        const WorkbookOptions& options) {
    if (!options.sheet.empty() || sheets.size() < 2)
        return {};
    const char* const why =
        sheets[chosen].wanted ? "the first with the columns wanted" : "the first with a table";
    return {"read the sheet " + shown(sheets[chosen].name) + ", " + why + ", of " +
            listed_sheets(sheets) + " (--sheet NAME reads another)"};
}

} // namespace cohortscope::data

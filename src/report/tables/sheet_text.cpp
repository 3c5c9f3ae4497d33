#include "report/tables/sheet_text.h"

#include <cmath>

#include "base/format.h"
#include "data/csv/csv.h"
#include "report/tables/safe_text.h"

namespace cohortscope::report {

namespace {

struct CellText {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return safe_text(text); }
    std::string operator()(long long value) const { return std::to_string(value); }
    std::string operator()(double value) const {
        return std::isfinite(value) ? base::shortest(value) : std::string();
    }
    std::string operator()(Suppressed) const { return {}; }
};

// head(column) and cell text, each through `quoted`, between `separator`s.
template <class Head, class Quoted>
std::string lines_of(const Sheet& sheet, char separator, const Head& head, const Quoted& quoted) {
    std::string text;
    const auto end_line = [&] { text.back() = '\n'; };
    for (const SheetColumn& column : sheet.columns)
        (text += quoted(head(column))) += separator;
    if (sheet.columns.empty())
        return text;
    end_line();
    for (const std::vector<Cell>& row : sheet.rows) {
        for (const Cell& cell : row)
            (text += quoted(std::visit(CellText{}, cell))) += separator;
        end_line();
    }
    return text;
}

} // namespace

std::string head_of(const SheetColumn& column) {
    const std::string& words = column.label.empty() ? column.name : column.label;
    return column.unit.empty() ? words : words + " (" + column.unit + ")";
}

std::string sheet_csv(const Sheet& sheet) {
    return lines_of(
        sheet, ',', [](const SheetColumn& column) { return safe_text(column.name); },
        [](const std::string& text) { return data::csv_cell(text); });
}

std::string sheet_tsv(const Sheet& sheet) {
    return lines_of(
        sheet, '\t', [](const SheetColumn& column) { return safe_text(head_of(column)); },
        [](const std::string& text) { return text; });
}

} // namespace cohortscope::report

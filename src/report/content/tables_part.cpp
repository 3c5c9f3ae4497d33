#include "report/content/tables_part.h"

#include <algorithm>

#include "report/tables/result_sheets.h"
#include "report/tables/sheet_text.h"
#include "report/tables/sheet_xlsx.h"

namespace cohortscope::report {

namespace {

// Of the columns that count clusters from 0.
bool numbers_clusters(const SheetColumn& column) {
    return column.kind == CellKind::whole && (column.name == "cluster" || column.name == "ward");
}

void drop_column(Sheet& sheet, std::size_t column) {
    const auto at = static_cast<std::ptrdiff_t>(column);
    sheet.columns.erase(sheet.columns.begin() + at);
    for (std::vector<Cell>& row : sheet.rows)
        if (column < row.size())
            row.erase(row.begin() + at);
}

void count_from_one(PageTable& table, std::size_t column) {
    const bool of_cluster = table.sheet.columns[column].name == "cluster";
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row)
        if (auto* number = std::get_if<long long>(&table.sheet.rows[row][column])) {
            if (of_cluster)
                table.clusters[row] = static_cast<int>(*number);
            ++*number;
        }
}

// The heads that name K-Means' clusters do so from 0, too.
void count_heads_from_one(Sheet& sheet) {
    int cluster = 0;
    for (SheetColumn& column : sheet.columns)
        if (column.name.starts_with("kmeans_"))
            column.label = "K-Means' cluster " + std::to_string(++cluster);
}

std::string csv_path(const Sheet& sheet) { return "tables/" + sheet.name + ".csv"; }

} // namespace

std::vector<ReportFile> table_files(std::span<const Sheet> sheets) {
    std::vector<ReportFile> files = {{{"tables.xlsx", sheet_xlsx(sheets)},
                                      "Every table as a sheet of one workbook.",
                                      kTellsOfGroups}};
    std::vector<Sheet> all(sheets.begin(), sheets.end());
    all.push_back(notes_sheet(sheets));
    for (const Sheet& sheet : all) {
        const bool counts = std::ranges::any_of(sheet.columns, numbers_clusters);
        files.push_back({{csv_path(sheet), sheet_csv(sheet)},
                         sheet.title + (sheet.title.ends_with('?') ? "" : ".") +
                             (counts ? " Clusters count from 0." : ""),
                         kTellsOfGroups});
    }
    return files;
}

PageTable table_for_page(Sheet sheet) {
    PageTable table;
    table.files = {{csv_path(sheet), "CSV"}, {"tables.xlsx", "workbook"}};
    table.sheet = std::move(sheet);
    if (table.sheet.name == "comparison")
        count_heads_from_one(table.sheet);
    table.clusters.assign(table.sheet.rows.size(), -1);
    std::vector<SheetColumn>& columns = table.sheet.columns;
    for (std::size_t i = columns.size(); i-- > 0;) {
        if (columns[i].name == "not_given")
            drop_column(table.sheet, i);
        else if (numbers_clusters(columns[i]))
            count_from_one(table, i);
    }
    return table;
}

} // namespace cohortscope::report

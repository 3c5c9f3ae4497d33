#include "app/exports.h"

#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "report/tables/result_sheets.h"
#include "report/tables/sheet_text.h"
#include "report/tables/sheet_xlsx.h"

namespace cohortscope::app {

namespace {

namespace fs = std::filesystem;

bool is_workbook(const std::string& path) { return base::lower(path).ends_with(".xlsx"); }

void make_folder(const std::string& path) {
    std::error_code fault;
    if (fs::is_directory(path, fault))
        return;
    if (fs::exists(path, fault))
        throw base::Error::in(path, "is a file; expected a folder, or a name that ends in .xlsx");
    if (!fs::create_directory(path, fault))
        throw base::Error::in(path, "cannot make the folder");
}

std::string in_folder(const std::string& folder, const std::string& name) {
    return (fs::path(folder) / (name + ".csv")).string();
}

void write_tables(const Exports& exports, std::vector<report::Sheet> sheets) {
    if (is_workbook(exports.tables)) {
        base::write_file(exports.tables, report::sheet_xlsx(sheets));
        return;
    }
    sheets.push_back(report::notes_sheet(sheets));
    for (const report::Sheet& sheet : sheets)
        base::write_file(in_folder(exports.tables, sheet.name), report::sheet_csv(sheet));
}

} // namespace

std::vector<std::string> files_of(const Exports& exports) {
    std::vector<std::string> files;
    if (exports.tables.empty())
        return files;
    if (!is_workbook(exports.tables))
        make_folder(exports.tables);
    files.push_back(is_workbook(exports.tables) ? exports.tables
                                                : in_folder(exports.tables, "cluster_profiles"));
    return files;
}

void write_exports(const Exports& exports, const engine::Result& result,
                   const std::vector<report::StudyOutcome>& studies) {
    if (!exports.tables.empty())
        write_tables(exports, report::result_sheets(result, studies, {exports.smallest}));
}

} // namespace cohortscope::app

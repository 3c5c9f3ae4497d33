#include "app/exports.h"

#include <filesystem>

#include "app/outputs.h"
#include "app/terminal.h"
#include "base/error.h"
#include "base/file.h"
#include "base/file_identity.h"
#include "base/format.h"
#include "base/printable.h"
#include "report/row_export.h"
#include "report/tables/export_columns.h"
#include "report/tables/result_sheets.h"
#include "report/tables/sheet_text.h"
#include "report/tables/sheet_xlsx.h"

namespace cohortscope::app {

namespace {

namespace fs = std::filesystem;

bool is_workbook(const std::string& path) { return base::lower(path).ends_with(".xlsx"); }

// False where it is there already.
bool make_folder(const std::string& path) {
    std::error_code fault;
    if (fs::is_directory(path, fault))
        return false;
    if (fs::exists(path, fault))
        throw base::Error::in(path, "is a file; expected a folder, or a name that ends in .xlsx");
    if (!fs::create_directory(path, fault))
        throw base::Error::in(path, "cannot make the folder");
    return true;
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

std::string text_of(const report::RowExport& rows) {
    std::string text;
    rows.write([&](std::string_view piece) { text += piece; });
    return text;
}

// The rows, with what they give away beside them and on standard error.
void write_rows(const std::string& path, const report::RowExport& rows, bool quiet) {
    base::write_file(path, text_of(rows));
    std::string notes;
    for (const std::string& note : rows.notes()) {
        notes += note + "\n";
        if (!quiet)
            print_note(note);
    }
    if (path != "-" && !base::descriptor_behind(path))
        base::write_file(notes_file_of(path), base::printable_lines(notes));
}

// All columns under the names that other programs know, where the schema says so.
void write_schema_rows(const Exports& exports, const std::shared_ptr<const engine::Result>& result,
                       bool quiet) {
    const std::string name = report::export_name(*result->settings.schema, "export.rows_file");
    if (name.empty() || is_workbook(exports.tables))
        return;
    report::RowOptions options = row_options(exports);
    options.as_schema_has_it = true;
    options.all_columns = true;
    options.coarsen.clear();
    const std::string path = in_folder(exports.tables, name);
    expect_sound({{result->prepared.table->source}, {path, notes_file_of(path)}});
    write_rows(path, report::RowExport(result, options), quiet);
}

} // namespace

report::RowOptions row_options(const Exports& exports) {
    report::RowOptions options;
    options.columns = exports.columns;
    options.coarsen = exports.coarsen;
    options.exact = exports.exact;
    options.with_ids = exports.with_ids;
    return options;
}

TableFolder::TableFolder(const Exports& exports) {
    if (!exports.tables.empty() && !is_workbook(exports.tables) && make_folder(exports.tables))
        made_ = exports.tables;
}

TableFolder::~TableFolder() {
    std::error_code not_empty;
    if (!made_.empty())
        fs::remove(made_, not_empty);
}

std::string notes_file_of(const std::string& path) {
    return fs::path(path).replace_extension(".readme.txt").string();
}

std::vector<std::string> files_of(const Exports& exports) {
    std::vector<std::string> files;
    if (!exports.clusters.empty())
        files.push_back(exports.clusters);
    if (!exports.clusters.empty() && exports.clusters != "-" &&
        !base::descriptor_behind(exports.clusters))
        files.push_back(notes_file_of(exports.clusters));
    if (exports.tables.empty())
        return files;
    if (is_workbook(exports.tables)) {
        files.push_back(exports.tables);
        return files;
    }
    for (const std::string& name : report::sheet_names())
        files.push_back(in_folder(exports.tables, name));
    return files;
}

void write_exports(const Exports& exports, const std::shared_ptr<const engine::Result>& result,
                   const std::vector<report::StudyOutcome>& studies,
                   const std::vector<engine::NamedSet>& sets, bool quiet) {
    if (!exports.tables.empty()) {
        write_tables(exports, report::result_sheets(*result, studies, {exports.smallest, sets}));
        write_schema_rows(exports, result, quiet);
    }
    if (exports.clusters.empty())
        return;
    report::RowOptions options = row_options(exports);
    options.sets = sets;
    write_rows(exports.clusters, report::RowExport(result, std::move(options)), quiet);
}

} // namespace cohortscope::app

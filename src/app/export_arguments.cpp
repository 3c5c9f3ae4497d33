#include <CLI/CLI.hpp>

#include "app/exports.h"
#include "app/tables.h"
#include "base/error.h"

namespace cohortscope::app {

namespace {

void add_list(CLI::App& command, const char* name, std::vector<std::string>& list,
              const char* help) {
    command.add_option(name, list, help)
        ->delimiter(',')
        ->expected(1)
        ->allow_extra_args(false) // so that DATA may follow
        ->take_all();
}

} // namespace

void add_exports(CLI::App& command, Exports& exports) {
    const auto not_empty = [](const std::string& name) {
        return name.empty() ? "an empty name; expected the name of a file" : std::string();
    };
    command
        .add_option("--tables", exports.tables,
                    "write every table: into one workbook (FILE.xlsx), or into a folder of CSV "
                    "files")
        ->check(not_empty);
    command
        .add_option("--small-cells", exports.smallest,
                    "tables leave out counts below it, and what would give them away (10)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
    command
        .add_option("--clusters", exports.clusters,
                    "write rows as CSV: number, cluster, its name, flags ('-': standard output); "
                    "what they give away is said beside the file")
        ->check(not_empty);
    add_row_options(command, exports);
    for (const char* of_rows : {"--columns", "--coarsen"})
        command.get_option(of_rows)->needs("--clusters");
}

void add_row_options(CLI::App& command, Exports& exports) {
    add_list(
        command, "--columns", exports.columns,
        "COLUMN[,COLUMN]: in files of rows these columns of the table, coarsened until at most "
        "5 % of the rows are unique on them");
    add_list(command, "--coarsen", exports.coarsen, "COLUMN[,COLUMN]: coarsen these of them");
    command.add_flag("--exact", exports.exact, "coarsen no others, however many rows are unique");
    command.add_flag("--with-ids", exports.with_ids, "write who each row is about");
}

void check_exports(const Exports& exports) {
    if ((exports.exact || exports.with_ids) && exports.clusters.empty() && exports.tables.empty())
        throw WrongUsage(base::Error(std::string(exports.exact ? "--exact" : "--with-ids") +
                                     " is about files of rows: it needs --clusters or --tables"));
}

} // namespace cohortscope::app

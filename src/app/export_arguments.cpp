#include <CLI/CLI.hpp>

#include "app/exports.h"

namespace cohortscope::app {

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
}

} // namespace cohortscope::app

#include "app/script_file.h"

#include <algorithm>
#include <filesystem>

#include "app/tables.h"
#include "base/error.h"
#include "base/file.h"
#include "base/file_identity.h"
#include "base/printable.h"
#include "data/csv/csv.h"
#include "engine/known_tables.h"
#include "report/script/reproduce.h"

namespace cohortscope::app {

void expect_readable_again(const TableChoice& choice) {
    if (!choice.data.empty() &&
        (choice.data == "-" || base::identity_of(choice.data).kind == base::FileKind::device))
        throw WrongUsage(base::Error("--script: '" + base::printable(choice.data) +
                                     "' cannot be read again; expected the name of a file"));
}

std::string script_of(const TableChoice& choice, const engine::Result& result) {
    data::ReadOptions options{choice.sheet, choice.strict, choice.columns, engine::known_tables()};
    if (!choice.data.empty()) // without its folders: a script goes to other machines
        return report::reproduce_script(
            result,
            report::script_source(base::read_large_file(choice.data),
                                  std::filesystem::path(choice.data).filename().string(), options));
    const std::string csv = data::to_csv(*result.prepared.table);
    base::Buffer<char> bytes(csv.size());
    std::ranges::copy(csv, bytes.begin());
    return report::reproduce_script(result,
                                    report::script_source(std::move(bytes), "sample.csv", options));
}

} // namespace cohortscope::app

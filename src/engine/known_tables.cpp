#include "engine/known_tables.h"

#include "sample/learner_hints.h"

namespace cohortscope::engine {

namespace {

constexpr bool kAnyTable = false; // the features are made of the known columns only

} // namespace

const std::vector<data::TableHints>& known_tables() {
    static const std::vector<data::TableHints> tables = {sample::learner_hints()};
    return tables;
}

data::Table table_of_file(const std::string& path, data::ReadOptions options,
                          base::Progress& progress) {
    options.hints = known_tables();
    options.any_table = kAnyTable;
    return data::read_table(path, options, progress);
}

} // namespace cohortscope::engine

#include "engine/known_tables.h"

#include "schema/hints.h"

namespace cohortscope::engine {

// The other schemas call their columns as their files do: schema::bind finds them in any table.
const std::vector<data::TableHints>& known_tables() {
    static const std::vector<data::TableHints> tables = {schema::hints_of(schema::built_in())};
    return tables;
}

data::Table table_of_file(const std::string& path, data::ReadOptions options,
                          base::Progress& progress) {
    options.hints = known_tables();
    return data::read_table(path, options, progress);
}

} // namespace cohortscope::engine

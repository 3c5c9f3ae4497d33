// Reads the tables of tests and benchmarks, with the hints of a Scaler table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "data/csv/csv_parse.h"
#include "data/read_table.h"
#include "schema/hints.h"

namespace cohortscope::tests {

// Made once, so that options may refer to it.
inline const std::vector<data::TableHints>& known_tables() {
    static const std::vector<data::TableHints> tables = {schema::hints_of(schema::built_in())};
    return tables;
}

// Those of a table that must be known.
inline data::ReadOptions known_only() {
    data::ReadOptions options;
    options.hints = known_tables();
    options.any_table = false;
    return options;
}

inline data::ParseOptions known_only(const std::string& source) {
    data::ParseOptions options{source};
    options.hints = known_tables();
    options.any_table = false;
    return options;
}

inline data::Table parse_csv(std::string_view bytes, const std::string& source,
                             base::Progress& progress) {
    return data::parse_in_chunks(bytes, known_only(source), progress);
}

inline data::Table read_csv(const std::string& path, base::Progress& progress) {
    const base::Buffer<char> bytes = base::read_large_file(path, progress);
    return parse_csv({bytes.data(), bytes.size()}, path, progress);
}

} // namespace cohortscope::tests

// The reader behind parse_csv, with the size of its chunks open to tests.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "data/column_names.h"
#include "data/table.h"

namespace cohortscope::data {

inline constexpr std::size_t kChunkBytes = 1 << 19;

struct ParseOptions {
    std::string source;                    // named by errors and by the table
    std::size_t chunk_bytes = kChunkBytes; // ≥ 1; the table is the same for every size
    bool strict = false;                   // the first odd cell is an error
    ColumnNames columns = {};              // that the header calls otherwise
    // What errors call the place of a byte ("FILE: sheet 'X', cell C17"), instead of FILE:LINE.
    std::function<std::string(std::size_t offset)> place = {};
};

// As parse_csv. Chunks are read in parallel, each from the first line begin in it as if that were
// outside quotes; then, in order, each that does not begin where the one before it ended is read
// again from there. The bytes may be freed afterwards.
Table parse_in_chunks(std::string_view bytes, const ParseOptions& options,
                      base::Progress& progress);

} // namespace cohortscope::data

// From the fields of a chunk of records to typed columns, and from the chunks' columns to a Table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "data/bind_columns.h"
#include "data/csv/csv_parse.h"
#include "data/csv/csv_scan.h"
#include "data/csv/csv_strings.h"
#include "data/number_text.h"
#include "data/table.h"

namespace cohortscope::data {

// A cell of a numeric column that is not plainly a number: odd (its number is NaN), or one with a
// unit.
struct SpecialCell {
    std::size_t row = 0; // inside its chunk
    std::string_view text;
    bool odd = false;
    Unit unit = Unit::none;
};

// One column of one chunk, a value a row. Extra columns are read as text; whether they are numbers
// shows only when all their cells are known.
struct ColumnPart {
    std::vector<double> numbers;
    std::vector<std::int32_t> codes; // into `strings`
    StringIndex strings;
    std::vector<SpecialCell> special;
    std::size_t words_for_nothing = 0; // of text: cells that say they are missing, as "None" does
    std::string_view first_word;
    std::size_t other_commas = 0; // odd cells that are numbers if commas and points change places
};

struct LargeField {
    std::size_t row = 0; // inside its chunk
    std::size_t column = 0;
    std::size_t size = 0; // bytes
};

// The records that begin in one range of the bytes.
struct ChunkOfRows {
    std::size_t begin = 0; // of the first record
    std::size_t end = 0;   // of the first record after the chunk
    std::size_t rows = 0;
    std::vector<ColumnPart> columns; // one a field of the header
    std::vector<LargeField> large_fields;
    std::optional<Fault> fault; // the first error, at which reading stopped
};

// Which bytes to read as which columns.
struct Job {
    std::string_view bytes;
    std::span<const ColumnBinding> columns;
    std::span<const ColumnSpec> wanted; // that the columns were bound to
    char separator = ',';
    bool decimal_comma = false;
    bool spare_end = false; // the last column is an empty cell, or absent
};

// Records of a chunk begin in [begin, end); none may reach `limit`, unless that is the bytes' end.
struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t limit = 0;
};

// From so many on, what a column costs beside its cells counts.
inline constexpr std::size_t kManyColumns = 1000;

// Reads the records of an extent; never throws Fault. O(bytes read).
ChunkOfRows read_chunk(const Job& job, const Extent& extent, base::Progress& progress);

// A column of every chunk, and where each chunk's rows begin.
struct ColumnParts {
    std::vector<ColumnPart*> parts;
    std::span<const std::size_t> begins; // chunks + 1
};

// The text in which cells stand, and how it is read.
struct Place {
    std::string_view bytes;
    const ParseOptions& options;
};

// Joins chunks that follow each other without gap or fault: the columns, notices, and rows of the
// table, and their order; frees the chunks' columns on its way. Throws base::Error for too many odd
// cells.
Table join_chunks(std::span<ChunkOfRows> chunks, const Job& job, const Place& place,
                  base::Progress& progress);

} // namespace cohortscope::data

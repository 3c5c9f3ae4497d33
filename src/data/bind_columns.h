// Which column of a file is which wanted one; those beside them are extra.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "data/hints.h"

namespace cohortscope::data {

// A column of the file. A first column named nothing or "Unnamed: 0" is an index and belongs to
// nothing. Of extra columns, a name used before, or that of a computed feature, gets " (2)"
// appended, and one without a name is called "Unnamed: " and its 0-based position, as pandas does.
struct ColumnBinding {
    std::string name; // the specification's name for a required column, else the header's
    bool required = false;
    bool ignored = false;               // the index column
    ColumnKind kind = ColumnKind::text; // meaningless for extra columns until their cells are seen
    NumberMeaning meaning = NumberMeaning::plain;
    bool may_be_index = false; // an extra column that goes if it counts the rows
    bool unnamed = false;      // an extra column that goes if all its cells are missing
};

// Where a header stands, for errors.
struct HeaderPlace {
    std::string source;
    std::size_t line = 1;
    bool has_number_names = false; // its numbers are names of columns
};

// The hints by which a header is bound: those of `sets` that it fits; else, unless `any_table`
// or where it nearly fits, those that it fits best, for bind_columns to refuse; hints without
// columns where every column is an extra one. Throws base::Error for a first line that looks like
// data.
const TableHints& hints_for(std::span<const std::string> header, std::span<const TableHints> sets,
                            bool any_table, const HeaderPlace& place);

// Binds the columns of a header to those wanted: by name, whatever its case; else whatever its
// blanks, underscores, hyphens and dots; else by another name in use. Throws UnknownColumns (see
// column_names.h) that lists the columns found and those missing; Error for a first line that looks
// like data and for a wanted column named twice.
std::vector<ColumnBinding> bind_columns(std::span<const std::string> header,
                                        const TableHints& hints, const HeaderPlace& place);

// What a reader of the results should know about how the header was bound.
std::vector<std::string> notes_of_binding(std::span<const std::string> header,
                                          std::span<const ColumnBinding> bound,
                                          std::span<const ColumnSpec> required);

} // namespace cohortscope::data

// How the cells of a column are read so that they mean in pandas what they mean here.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "data/file_form.h"
#include "schema/bind.h"

namespace cohortscope::report {

// A column that a script reads: of numbers, or of names.
struct ColumnToRead {
    std::string name;                             // of the table's column
    const std::vector<double>* numbers = nullptr; // rows; what its cells mean: one of these
    const data::TextColumn* names = nullptr;
    bool has_levels = false; // then `as` says what every text means, and others are missing
};

struct ReadAs {
    std::size_t column = 0; // of FileForm::columns
    bool there = false;     // in the file
    bool signs = false;     // of groups, money or percent
    bool decimal_comma = false;
    std::map<std::string, std::string> as; // text of a cell → Python's literal, where it is another
};

// One a column. Reads the whole file. O(cells).
std::vector<ReadAs> reading_of(const data::FileForm& form, std::span<const ColumnToRead> columns);

} // namespace cohortscope::report

// How a file holds its table, for other programs that shall read the same: encoding, separator,
// where the rows begin, what each column is called there and here.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "data/read_table.h"

namespace cohortscope::data {

struct FileForm {
    struct Column {
        std::string header;    // as it stands in the file
        std::string name;      // of the table's column; empty: none
        std::size_t place = 0; // from 0: of a workbook, the sheet's column
    };

    std::string encoding = "utf-8"; // of text, as Python calls it
    bool packed = false;            // gzip
    std::string sheet;              // of a workbook; else empty
    char separator = ',';
    std::size_t lines_above_header = 0; // of the text, or rows of the sheet
    // Whether the header names every cell of a row, each by another name and without quotes or
    // blanks around it: then any reader finds the same names.
    bool plain_header = true;
    bool blank_records = false;  // rows of nothing but empty cells, which are left out
    bool ends_early = false;     // at a Ctrl-Z, with something behind it
    std::vector<Column> columns; // one a cell of a row, in the file's order
    std::string text;            // UTF-8; of a workbook, its sheet as comma-separated values
    std::size_t rows_begin = 0;  // of `text`
};

// The form of a file's bytes that read_table() reads with the same options. Throws base::Error as
// that does.
FileForm form_of(base::Buffer<char> bytes, const std::string& source, const ReadOptions& options);

// visit(row, column, text) of every cell, row by row; both from 0, columns as in FileForm::columns.
using CellVisitor = std::function<void(std::size_t row, std::size_t column, std::string_view text)>;
void visit_cells(const FileForm& form, const CellVisitor& visit);

} // namespace cohortscope::data

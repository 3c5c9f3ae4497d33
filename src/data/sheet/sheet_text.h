// The cells of one sheet as comma-separated text, line by line as the rows of the sheet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/sheet/cell_name.h"

namespace cohortscope::data {

// CSV as RFC 4180 has it, with LF. Record i (blank lines count) is row i of the sheet; its fields
// are the columns that hold anything in any row, in the sheet's order.
struct SheetText {
    std::string csv;
    std::vector<std::uint32_t> columns; // the sheet's column of each field
    std::size_t error_cells = 0;        // #REF! and the like, taken as missing
    CellPlace first_error;
    std::size_t unknown_values = 0; // formulas whose value is not in the file, taken as missing
    CellPlace first_unknown;
};

// The cell where the byte at `offset` of the text stands. O(offset).
CellPlace place_in_sheet(const SheetText& sheet, std::size_t offset);

// Builds a SheetText from cells as they come, by rows. A column that shows up late costs one more
// pass over the rows above it.
class SheetWriter {
  public:
    // `most_bytes` bounds the text; `where` names the sheet in errors.
    SheetWriter(std::size_t most_bytes, std::string where);

    // Room for a text of about so many bytes.
    void expect(std::size_t bytes);
    // A cell of the present row. Empty text is no cell. Throws base::Error for a cell outside the
    // largest sheet.
    void add(std::size_t column, std::string_view text);
    void add_error(std::size_t column);   // counted
    void add_unknown(std::size_t column); // counted
    // Ends the present row. Rows that are left out are blank.
    void end_row();
    // The next cells belong to this row, from 0; not above an earlier one.
    void go_to_row(std::size_t row);

    std::size_t row() const { return row_; }
    std::size_t present_cells() const { return row_cells_.size(); }
    std::size_t filled_rows() const { return filled_rows_; }
    // The cells of the present row, in the order of their columns.
    std::vector<std::string> cells();
    CellPlace here(std::size_t column) const { return {row_, column}; }
    // "FILE: sheet 'Data', cell C17".
    std::string place_name(std::size_t column) const;

    SheetText finish();

  private:
    struct Cell {
        std::uint32_t column = 0;
        std::size_t begin = 0; // in row_text_
        std::size_t end = 0;
    };
    struct Layout {
        std::size_t begin = 0;   // of the text that was written with it
        std::size_t columns = 0; // how many of found_ were known
    };
    void sort_cells();
    void note_columns();
    void write_field(std::string& csv, std::string_view text) const;
    void expect_room() const;
    std::string rewritten_begin() const;

    std::size_t most_bytes_;
    std::string where_;
    SheetText sheet_;
    std::size_t row_ = 0;
    std::size_t written_rows_ = 0;
    std::size_t filled_rows_ = 0;
    std::string row_text_;
    std::vector<Cell> row_cells_;
    std::vector<bool> known_;           // by column of the sheet
    std::vector<std::uint32_t> found_;  // known columns in the order in which they showed up
    std::vector<std::uint32_t> sorted_; // the same by place
    std::vector<Layout> layouts_;
};

} // namespace cohortscope::data

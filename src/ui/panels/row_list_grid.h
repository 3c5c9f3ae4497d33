// The parts of the list of rows: widths, head, rows, scroll bars.
#pragma once

#include <string>

#include "ui/frame.h"
#include "ui/panels/row_list_state.h"

namespace cohortscope::ui {

// Where the list lies, and what it shows. At scale 1 heights are kListHead and kListRow.
inline constexpr float kListHead = 26.0f;
inline constexpr float kListRow = 22.0f;
inline constexpr float kListArrow = 12.0f; // behind a heading, for the sign of the order

struct RowGrid {
    const engine::RowListing& listing;
    const engine::Result& of; // whose clusters the rows show
    Area head, body;          // of the same width
    float numbers_right = 0;  // where the rows' numbers end and the columns that scroll begin
    float row_height = 1;
    float columns_width = 0; // of all columns that scroll

    float room() const { return body.right - numbers_right; }
    std::size_t whole_rows() const; // that fit; at least 1
    std::size_t last_first() const; // the last row that may stand at the top
};

// "pay (₹)": what stands above a column.
std::string list_heading(const engine::RowColumn& column);
float column_gap(const Frame& frame); // in device pixels

// Measures columns where the table or the scale is new, and lays the grid out in the area.
RowGrid lay_out_rows(Frame& frame, const Area& area, RowListView& view);

// Finds the rows in sight anew where they are others.
void find_rows_in_sight(Frame& frame, const RowGrid& grid, RowListView& view);

void draw_list_head(Frame& frame, const RowGrid& grid, RowListView& view);
void draw_list_rows(Frame& frame, const RowGrid& grid, RowListView& view);

// Wheel, keys and both bars; keeps the scroll within the list.
void scroll_list(Frame& frame, const RowGrid& grid, RowListView& view);

} // namespace cohortscope::ui

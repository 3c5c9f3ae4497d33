// The rows of the table as a list: searched, sorted, each with its group.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

struct RowListView;

// Once a frame, before the panels: asks for a listing where the tab is open and there is none for
// what the person wants.
void follow_rows(Frame& frame);

// A line to search, how many rows are listed, and the list. Draws the rows in sight alone.
void row_list(Frame& frame, const Area& area, RowListView& view);

} // namespace cohortscope::ui

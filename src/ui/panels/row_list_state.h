// What the list of rows keeps from frame to frame.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/row_cells.h"
#include "engine/row_list.h"

namespace cohortscope::ui {

// A row as written, found when it comes into sight.
struct ListedRow {
    std::uint32_t position = 0; // of PreparedRows
    std::string number;         // in the file
    int cluster = 0;
    std::vector<engine::RowCell> cells; // one a column
};

// The rows in sight, and what they were found for.
struct ListedRows {
    std::shared_ptr<const engine::RowListing> listing;
    std::shared_ptr<const engine::Result> of;
    std::size_t first = 0;
    std::vector<ListedRow> rows;
};

// In device pixels; they grow and never shrink while the table stays.
struct ListedWidths {
    std::shared_ptr<const engine::RowColumns> columns;
    std::shared_ptr<const engine::Result> of;
    float scale = 0.0f;
    float number = 0.0f, group = 0.0f;
    struct Width {
        float raw = 0.0f;  // of the file's value
        float used = 0.0f; // of a number's repair behind it; 0: none has one
        float heading = 0.0f;
        float all() const { return (raw > heading ? raw : heading) + used; }
    };
    std::vector<Width> widths; // one a column
};

// Scrolled by whole rows, counted: pixels of ten million rows are no exact numbers.
struct ListScroll {
    std::size_t first = 0; // row at the top
    float left = 0.0f;     // pixels of columns that are out of sight
};

struct RowListView {
    std::array<char, 256> filter{};
    bool typing = false;     // the filter has the keyboard
    double typed_at = -10.0; // seconds; when the filter was changed last
    engine::RowSort sort;
    double stale_since = -1.0; // seconds; since the listing answers another question; below 0: none

    // Positions of PreparedRows of the result that the list shows; -1 for none. The scatter rings
    // the first, a card explains the second.
    std::int64_t hovered_row = -1;
    std::int64_t clicked_row = -1;
    std::shared_ptr<const features::PreparedRows> positions_of; // what these two belong to

    ListScroll scroll;
    std::size_t key_row = 0; // place in the list that the keyboard is at
    float grab = 0.0f;       // of the pointer from a scroll bar's handle
    ListedRows shown;
    ListedWidths widths;
};

} // namespace cohortscope::ui

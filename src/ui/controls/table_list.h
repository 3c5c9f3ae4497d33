// A table of words: a line to search, heads that sort, lines that select the rows they stand for.
#pragma once

#include <functional>
#include <optional>

#include "plot/peers/peer_tables.h"
#include "ui/frame.h"
#include "ui/selecting.h"

namespace cohortscope::ui {

inline constexpr float kSearchLine = 32.0f; // at scale 1, with the gap below

// The line to type in; true when the text is another one.
bool search_line(Frame& frame, const Area& line, const char* hint, TableList& list);

struct TableShown {
    const plot::PeerTable& table;
    const engine::Result& of;      // whose clusters' swatches stand before lines
    std::uint64_t key = 0;         // another one for another table
    float greyed = 0.0f;           // 0 to 1
    bool searched_already = false; // the table is what the filter found
    std::function<std::optional<PartRows>(const plot::PeerLine&)> rows_of;
};

// Draws the lines in sight alone; scrolls both ways. O(lines) where table, filter or order are new.
void table_list(Frame& frame, const char* id, const Area& area, const TableShown& shown,
                TableList& list);

} // namespace cohortscope::ui

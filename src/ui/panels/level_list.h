// The levels of an ordinal column in their order, which a person can change.
#pragma once

#include <optional>

#include "schema/schema.h"
#include "ui/frame.h"

namespace cohortscope::ui {

// One line a level, with buttons that move it up and down; nothing for a column that is no ordinal.
// Moves the column on. The draft's schema with a level moved, where one of them was pressed.
std::optional<schema::Schema> level_list(Frame& frame, Column& column,
                                         const schema::ColumnSpec& spec);

} // namespace cohortscope::ui

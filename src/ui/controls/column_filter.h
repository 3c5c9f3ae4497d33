// The line above the knobs of a table of many columns: only rows that have its text stay.
#pragma once

#include <string_view>

#include "ui/frame.h"

namespace cohortscope::ui {

// From so many columns on they are looked for by name, and folded.
inline constexpr std::size_t kManyColumns = 12;
bool has_many_columns(const Frame& frame);

// At the column's top, where there are many; moves the column on.
void column_filter(Frame& frame, Column& column);

// Whether a row of this name and label stays; case does not count.
bool passes_filter(const Frame& frame, std::string_view name, std::string_view label);

} // namespace cohortscope::ui

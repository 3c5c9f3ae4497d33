// The left panel's knobs of columns and rows, made from the engine's field table.
#pragma once

#include <string>

#include "schema/schema.h"
#include "ui/frame.h"

namespace cohortscope::ui {

// A rule and words, at the column's top; moves the column on.
void section_heading(Frame& frame, Column& column, const std::string& text,
                     const std::string& right = "");

// The column whose rare names are lumped in sight of everything: the first that the schema lumps
// and whose share of rows is a feature. Null if none.
const schema::ColumnSpec* pinned_column(const schema::Schema& schema);

// A section for each column that has knobs: the measure, numbers, names, then all others; below
// them the knobs of the rows. Where columns are many, sections are folded until they are opened.
void column_sections(Frame& frame, Column& column);

} // namespace cohortscope::ui

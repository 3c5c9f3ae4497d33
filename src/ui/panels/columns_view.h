// The left panel's view of columns: what each is taken for, and why.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

// The view opens by itself with a table whose schema is guessed, and closes with any other.
void follow_table(Frame& frame);

// A card a column of the table and of the schema, in the order of the file: name, role, encoding,
// examples, missing cells, weights, and the reason of a guess. Every change makes another schema of
// the draft.
void columns_view(Frame& frame, Column& column);

} // namespace cohortscope::ui

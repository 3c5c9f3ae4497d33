// The list above the ridges: which column of the table stands beside the clusters.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

// Those of the result shown; the measure is the first. There is a result.
const RidgeChoices& ridge_choices(Frame& frame);

// Place of View::ridges among them; that of the measure where the table has no such column.
int chosen_ridges(Frame& frame);

// Asks the worker for the column's numbers.
void ask_for_ridges(Frame& frame);

// Those of the chosen column; null for the measure, and while they are not there.
const analysis::ColumnSpread* ridge_spread(Frame& frame);

void ridge_choice(Frame& frame, const Area& area);

} // namespace cohortscope::ui

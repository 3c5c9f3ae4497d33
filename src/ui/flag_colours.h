// The map's points coloured by a flag, above or below their peers, instead of by their group.
#pragma once

#include "plot/cloud/cloud.h"
#include "ui/frame.h"

namespace cohortscope::ui {

// In place of the clusters, where it is chosen and the study of the rows shown is there: labels and
// their key, colours. Otherwise nothing is changed.
void label_by_flags(const Frame& frame, plot::CloudData& data);
void colour_by_flags(const Frame& frame, plot::CloudStyle& style);

// What the colours mean, in a line over the map that can be closed. Returns the height that it
// takes; 0 while the points have their groups' colours.
float flag_legend(Frame& frame, const Area& area);

} // namespace cohortscope::ui

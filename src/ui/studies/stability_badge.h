// How stable a cluster is, as a number with a sign, in the cluster table.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

// Whether the study of stability has found something for the clusters shown.
bool has_stability(const Frame& frame);

// The mean Jaccard of the cluster with this colour, its right end and top at `right_top`; a dash
// where it was computed for another clustering. A tip tells what it means under the pointer.
void stability_badge(Frame& frame, ImVec2 right_top, const Area& row, int colour);

} // namespace cohortscope::ui

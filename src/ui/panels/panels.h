// The parts of the window. Each reads the frame's result, edits its draft, and draws into its area;
// none does anything proportional to the rows.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

void toolbar(Frame& frame, const Area& area);
void left_panel(Frame& frame, const Area& area);
void scatter_panel(Frame& frame, const Area& area);
void right_panel(Frame& frame, const Area& area);

// The clusters' chart: heads and axis stay, the rows scroll where the area is too low for them.
void cluster_table(Frame& frame, const Area& area);
void status_line(Frame& frame, const Area& area);

// Lines that wait to be read: the latest error, a message, the table's notices. Returns the height
// they take below `area.top`; 0 when there is nothing to say.
float message_bar(Frame& frame, const Area& area);

// The cluster with this colour gets a name; empty goes back to the automatic one.
void give_name(Frame& frame, int colour, const std::string& name);

// What is selected and which sets were kept, in a line above the map. Returns the height that it
// takes; 0 where there is nothing.
float selection_bar(Frame& frame, const Area& area);

// A line over the map: whether the likest cluster is to have a given name whose own is gone. It
// moves nothing.
void name_question(Frame& frame, const Area& area);

// Which column of a file is which, in the middle of the window, where its header does not say so.
void column_question(Frame& frame, const Area& area);

void keys_overlay(Frame& frame);
void performance_overlay(Frame& frame);

// A short hint at the foot of a panel, until it is closed or followed.
void hint(Frame& frame, const Area& panel, Hint which);
inline constexpr float kHintHeight = 30.0f; // at scale 1, while it is open

// Panel's ground and heading; returns what is left inside the padding, below the heading.
Area panel_frame(Frame& frame, const Area& area, const std::string& heading);

// A scene's mark under the pointer, or null: its cluster of the result shown takes the focus, a
// click pins it or selects the rows that the mark stands for, its tip is shown.
struct Showing; // ui/controls/scrolled.h
const plot::Mark* touch_marks(Frame& frame, const plot::Scene& scene, ImVec2 origin,
                              const Area& area, const Showing& showing);

// How many clusters sliders, keys and charts go to; more can be typed.
inline constexpr int kFewestClusters = 2;
inline constexpr int kMostClusters = 15;

} // namespace cohortscope::ui

// The tabs of the studies: which studies are wanted, what goes on, and their charts.
#pragma once

#include "ui/controls/scrolled.h"
#include "ui/controls/tabs.h"
#include "ui/frame.h"

namespace cohortscope::ui {

// Opens a tab; its studies are asked for.
void open_tab(View& view, const Tab& tab);

// Once a frame, before the panels: which studies the open tab wants, and which result each value
// belongs to.
void follow_studies(Frame& frame);

// The open tab below the tab bar: a line that says what its values belong to and what runs, and the
// chart.
void study_tab(Frame& frame, const Tab& tab, const Area& area);

// An elbow that goes with the knobs: not final, and not stale either.
bool is_preview(const Frame& frame, const engine::StudyView& view);

// Seconds of work at full size: not repeated by itself with each result.
bool is_slow(engine::Study study);

// "Silhouette", for people.
const char* label_of(engine::Study study);

// How far a value is greyed because it belongs to another result: 0 to 1.
float greyness(const Frame& frame, engine::Study study);

// The line at the tab's top: what the value belongs to, what runs, how far and how long still, with
// the buttons to cancel and to run. Returns the rest of the area.
Area study_strip(Frame& frame, const Tab& tab, const Area& area);

// Where the chart will be: what it shows and how far it is, or what has to happen first.
void nothing_yet(Frame& frame, const Tab& tab, const Area& area);

// One each: the chart of a tab, scrolled where the area is too low for it.
void elbow_tab(Frame& frame, const Area& area);
void explain_tab(Frame& frame, const Area& area);
void silhouette_tab(Frame& frame, const Area& area);
void ward_tab(Frame& frame, const Area& area);
void comparison_tab(Frame& frame, const Area& area);
void stability_tab(Frame& frame, const Area& area);
void sensitivity_tab(Frame& frame, const Area& area);
void peers_tab(Frame& frame, const Area& area);

} // namespace cohortscope::ui

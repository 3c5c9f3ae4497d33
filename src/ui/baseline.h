// The pinned result beside the present one, as every panel shows it.
#pragma once

#include <optional>
#include <string_view>

#include "engine/changes.h"
#include "engine/ghost.h"
#include "ui/frame.h"

namespace cohortscope::ui {

// Null where none is pinned, it is not found yet, or the frame shows it instead of the present one.
const engine::Result* baseline_of(const Frame& frame);
const engine::Changes* changes_of(const Frame& frame);

// Pins the final shown, or lets the pinned one go. Where no final is shown yet, the next one is
// pinned.
void toggle_baseline(engine::History& history, View& view,
                     const std::shared_ptr<const engine::ShownFinal>& shown);
void pin_baseline(engine::History& history, View& view,
                  const std::shared_ptr<const engine::ShownFinal>& shown);

// Once a frame, before the panels: pins what was to be pinned, and forgets the flow of a baseline
// that is gone. True where the frame shows the baseline in place of the result.
bool follow_baseline(engine::History& history, View& view, const engine::LiveState& live);
// The same states with the baseline in the result's place; no study's value is of it.
engine::LiveState before_of(const engine::LiveState& live);
engine::StudiesState before_of(const engine::StudiesState& studies);
void hold_flip_key(View& view, bool held);

// What a knob or weight was at; empty without a baseline, or where that had no such knob.
std::optional<double> baseline_value(const Frame& frame, std::string_view key);

// Lines of the tip: what the group of this colour was like, and what is different now. Nothing
// without a baseline.
void tell_before(Frame& frame, int colour);

// The line above the map: what differs from the baseline in the settings. Returns the height it
// takes; 0 without a baseline.
float change_bar(Frame& frame, const Area& area);

// "before" over the map, while the frame shows the baseline.
void stamp_before(const Frame& frame, const Area& area);

// The tab "Changed".
void changed_tab(Frame& frame, const Area& area);

} // namespace cohortscope::ui

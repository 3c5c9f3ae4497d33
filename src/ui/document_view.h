// Between the document and the window: what of the view belongs to it, and what of a live state it
// takes up.
#pragma once

#include <string>
#include <string_view>

#include "engine/history.h"
#include "engine/live.h"
#include "ui/view.h"

namespace cohortscope::ui {

// What the view shows that is worth keeping becomes an edit, where it differs.
void keep_choices(engine::History& history, const View& view, std::string_view gesture);
void amend_choices(engine::History& history, const View& view); // without a step
void show_choices(View& view, const engine::ViewChoices& choices);
// What going back leaves as it is; a tab that is none here stays closed.
void show_theme_and_tab(View& view, const engine::ViewChoices& choices);

// The table of a result is not that of the result before. One that was gone back to is expected;
// another one is a step: what fits it stays. Returns what was dropped, in words; empty for nothing.
std::string take_table(engine::History& history, const engine::Result& result);

// The final of the present document is there: the history keeps its colours and says what it
// changed.
void note_landing(engine::History& history, const engine::LiveState& live);

// Nothing is selected any more; one step.
void clear_selection(engine::History& history, View& view);

// Of the pinned group and of the row in question; one step.
void let_go(engine::History& history, View& view);

engine::Wish wish_of(const engine::History& history);

} // namespace cohortscope::ui

#include "ui/document_view.h"

#include "engine/fitted_settings.h"
#include "engine/moves.h"
#include "plot/labels.h"
#include "ui/controls/tabs.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

constexpr const char* kBaselineGoes =
    "The baseline was pinned for another table: none is pinned now.";

engine::ViewChoices choices_of(const View& view, const engine::ViewChoices& before) {
    engine::ViewChoices choices = before;
    choices.cloud = view.cloud;
    choices.point_size = view.point_size;
    choices.exposure = view.exposure;
    choices.pinned = view.focus.pinned();
    choices.light = view.theme == plot::Theme::light;
    choices.tab = view.tab;
    return choices;
}

bool only_ride_along(engine::ViewChoices before, const engine::ViewChoices& now) {
    before.light = now.light;
    before.tab = now.tab;
    return before == now;
}

std::string effect_of(const engine::Moves* moves) {
    if (moves == nullptr || moves->common == 0)
        return {};
    if (moves->moved == 0)
        return "no row changed group";
    return plot::row_count(moves->moved) + " changed group";
}

// Whether the present step asked for other groups: what it shows, selects or pins moves no row.
bool computes(const engine::History& history) {
    if (history.at() == 0)
        return true;
    const engine::Document& before = history.steps()[history.at() - 1].document;
    const engine::Document& present = history.present();
    return before.settings != present.settings || before.table != present.table;
}

} // namespace

void amend_choices(engine::History& history, const View& view) {
    engine::Document next = history.present();
    next.view = choices_of(view, next.view);
    history.amend(std::move(next));
}

void keep_choices(engine::History& history, const View& view, std::string_view gesture) {
    const engine::ViewChoices& before = history.present().view;
    const engine::ViewChoices now = choices_of(view, before);
    if (now == before)
        return;
    engine::Document next = history.present();
    const bool rides_along = only_ride_along(before, now);
    next.view = now;
    if (rides_along)
        history.amend(std::move(next));
    else
        history.edit(std::move(next), gesture);
}

void show_choices(View& view, const engine::ViewChoices& choices) {
    view.cloud = choices.cloud;
    view.point_size = choices.point_size;
    view.exposure = choices.exposure;
    if (choices.pinned == kNobody)
        view.focus.clear();
    else
        view.focus.pin(choices.pinned);
}

void show_theme_and_tab(View& view, const engine::ViewChoices& choices) {
    view.theme = choices.light ? plot::Theme::light : plot::Theme::dark;
    if (const Tab* tab = find_tab(choices.tab))
        open_tab(view, *tab);
}

std::string take_table(engine::History& history, const engine::Result& result) {
    const engine::Document& present = history.present();
    const std::shared_ptr<const data::Table>& table = result.prepared.table;
    if (present.table == table)
        return {};
    engine::Document next = present;
    next.table = table;
    const bool same_schema = *present.settings.schema == *result.settings.schema;
    std::string dropped;
    if (same_schema) {
        engine::FittedSettings fitted =
            engine::fit_settings(present.settings, *result.prepared.bound);
        next.settings = std::move(fitted.settings);
        dropped = std::move(fitted.dropped);
    } else {
        next.settings = result.settings;
        next.view.muted.clear();
    }
    if (!same_schema || !dropped.empty()) {
        next.view.solo.clear();
        next.view.before_solo.clear();
    }
    if (!present.table) {
        history.amend(std::move(next));
        return dropped;
    }
    if (present.table->fingerprint != table->fingerprint) { // else it was read again
        if (present.baseline)
            dropped += (dropped.empty() ? "" : " ") + std::string(kBaselineGoes);
        next.baseline.reset();
        next.names.clear();
        next.selection.reset();
        next.sets.clear();
        next.view.pinned = engine::kNoColour;
        next.view.row.reset();
    }
    history.edit(std::move(next), {});
    return dropped;
}

void note_landing(engine::History& history, const engine::LiveState& live) {
    const std::shared_ptr<const engine::ShownFinal>& shown = live.shown_final;
    if (!shown || history.steps()[history.at()].shown == shown)
        return;
    const engine::Document& present = history.present();
    if (live.result->prepared.table == present.table && shown->settings == present.settings &&
        shown->names == present.names)
        history.landed(shown, computes(history) ? effect_of(live.moves.get()) : std::string());
}

void clear_selection(engine::History& history, View& view) {
    view.selecting.give_up();
    engine::Document next = history.present();
    next.selection.reset();
    next.selection_origin.clear();
    history.edit(std::move(next), {});
}

void let_go(engine::History& history, View& view) {
    view.focus.clear();
    engine::Document next = history.present();
    next.view.row.reset();
    next.view.pinned = engine::kNoColour;
    history.edit(std::move(next), {});
}

engine::Wish wish_of(const engine::History& history) {
    const engine::Document& present = history.present();
    return {present.table,
            present.settings,
            present.names,
            history.back_to(),
            present.baseline,
            present.selection,
            {},
            {}};
}

} // namespace cohortscope::ui

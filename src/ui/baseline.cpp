#include "ui/baseline.h"

#include "features/encode.h"
#include "plot/clusters/cluster_ghosts.h"

namespace cohortscope::ui {

namespace {

constexpr int kFlipFrames = 3; // until what the pointer is over has settled

bool is_pinned(const Frame& frame) {
    return !frame.before && frame.history.present().baseline && frame.live.baseline;
}

} // namespace

const engine::Result* baseline_of(const Frame& frame) {
    return is_pinned(frame) ? frame.live.baseline.get() : nullptr;
}

const engine::Changes* changes_of(const Frame& frame) {
    return is_pinned(frame) ? frame.live.changes.get() : nullptr;
}

void toggle_baseline(engine::History& history, View& view,
                     const std::shared_ptr<const engine::ShownFinal>& shown) {
    const bool has = history.present().baseline || view.pins_next_final;
    if (!has && !shown)
        view.pins_next_final = true;
    else
        pin_baseline(history, view, has ? nullptr : shown);
}

void pin_baseline(engine::History& history, View& view,
                  const std::shared_ptr<const engine::ShownFinal>& shown) {
    view.pins_next_final = false;
    engine::Document next = history.present();
    next.baseline = shown;
    history.edit(std::move(next), {});
}

std::optional<double> baseline_value(const Frame& frame, std::string_view key) {
    const engine::Result* before = baseline_of(frame);
    if (before == nullptr)
        return std::nullopt;
    constexpr std::string_view kWeight = "weight.";
    const engine::Settings& settings = before->settings;
    if (!key.starts_with(kWeight)) {
        const engine::Field* field = engine::find_field(*settings.schema, key);
        return field == nullptr ? std::nullopt : std::optional(field->get(settings));
    }
    const std::string_view name = key.substr(kWeight.size());
    for (const auto& column : before->prepared.features->columns)
        if (column->spec->name == name)
            return features::weight_of(settings.weights, *column->spec);
    return 0.0; // it did not count
}

bool follow_baseline(engine::History& history, View& view, const engine::LiveState& live) {
    const std::shared_ptr<const engine::ShownFinal>& shown_final = live.shown_final;
    if (view.pins_next_final && shown_final)
        pin_baseline(history, view, shown_final);
    const std::shared_ptr<const engine::ShownFinal>& pinned = history.present().baseline;
    if (view.changed.baseline != pinned) {
        view.changed = {};
        view.changed.baseline = pinned;
    }
    const bool before = view.flips && pinned && live.baseline;
    if (before && !view.shows_before)
        view.scatter_kept = view.scatter;
    if (!before && view.shows_before)
        view.scatter = view.scatter_kept;
    view.shows_before = before;
    return before;
}

engine::LiveState before_of(const engine::LiveState& live) {
    engine::LiveState before = live;
    before.result = live.baseline;
    before.selected = live.selected_before;
    before.clusters.reset();
    return before;
}

engine::StudiesState before_of(const engine::StudiesState& studies) {
    engine::StudiesState before = studies;
    for (engine::StudyView& view : before.views)
        view.current = false;
    return before;
}

void hold_flip_key(View& view, bool held) {
    const bool taken = !view.typing.what.empty() || view.column_list.typing ||
                       view.row_list.typing || !view.list.key.empty() || view.key_focus.shown;
    if (held != view.flip_key)
        view.settling = kFlipFrames;
    view.flips = held && (view.flips || (!view.flip_key && !taken));
    view.flip_key = held;
}

void tell_before(Frame& frame, int colour) {
    const engine::Result* before = baseline_of(frame);
    const int cluster = cluster_of_colour(*frame.result(), colour);
    if (before == nullptr || cluster == kNobody || frame.tip.empty())
        return;
    const engine::Ghost ghost = engine::ghost_of(*before);
    const analysis::ClusterProfile& now =
        frame.result()->profiles->clusters[static_cast<std::size_t>(cluster)];
    if (const std::string words = plot::ghost_words(ghost, colour); !words.empty())
        frame.tip.push_back({words, "", kNobody, true});
    frame.tip.push_back({plot::ghost_change(ghost, colour, now), "", kNobody, true});
}

} // namespace cohortscope::ui

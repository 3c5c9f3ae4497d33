// What the live worker shows: each result with its colours and names, and what it is compared with.
#include <utility>

#include "engine/live_worker.h"
#include "engine/shown_identity.h"

namespace cohortscope::engine {

// The names given from now on, and the colours of the step gone back to.
void Live::Worker::follow_identity(const Wish& wish) {
    names = wish.names;
    tracker.follow_names(names);
}

// The result shown, with the names and colours that it has now.
void Live::Worker::show_again() {
    if (!shown)
        return;
    auto result = std::make_shared<Result>(*shown);
    if (is_back(*result))
        result->identity = restore();
    else
        result->identity = tracker.follow_names(names);
    result->serial = ++serial;
    shown = std::move(result);
    remember_final();
    hand_over(moves_shown);
}

// The result shown, and the one it is compared with, with another column beside the clusters.
void Live::Worker::show_column() {
    if (!shown)
        return;
    auto result = std::make_shared<Result>(*shown);
    result->spread = spread_of(*result);
    result->serial = ++serial;
    shown = std::move(result);
    if (baseline) {
        auto before = std::make_shared<Result>(*baseline);
        before->spread = spread_of(*before);
        before->serial = ++serial;
        baseline = std::move(before);
    }
    hand_over(moves_shown);
}

// By the latest wish: a result that was long under way does not tell of a column that nobody asks
// for any more.
std::shared_ptr<const analysis::ColumnSpread> Live::Worker::spread_of(const Result& result) {
    std::string name;
    {
        const std::scoped_lock lock(mutex);
        name = shown_column;
    }
    return spreads.of(result, name);
}

// Whether it is the final of the step gone back to.
bool Live::Worker::is_back(const Result& result) const {
    return back_to && result.final_result && back_to->settings == result.settings &&
           back_to->table == result.prepared.table->fingerprint;
}

analysis::Identity Live::Worker::restore() {
    tracker = back_to->tracker;
    return back_to->names == names ? back_to->identity : tracker.follow_names(names);
}

analysis::Identity Live::Worker::identity_of(const Result& result) {
    if (is_back(result))
        return restore();
    return engine::identity_of(result, tracker);
}

void Live::Worker::remember_final() {
    final_shown.reset();
    if (!shown->final_result)
        return;
    if (is_back(*shown) && back_to->names == names)
        final_shown = back_to;
    else
        final_shown = std::make_shared<const ShownFinal>(ShownFinal{
            shown->prepared.table->fingerprint, shown->settings, names, shown->identity, tracker});
}

void Live::Worker::publish(std::shared_ptr<Result> result) {
    result->identity = identity_of(*result);
    result->spread = spread_of(*result);
    result->serial = ++serial;
    moves_shown = moves_to(*result);
    shown = std::move(result);
    remember_final();
    hand_over(moves_shown);
    const std::scoped_lock lock(mutex);
    ++(shown->final_result ? published.finals : published.previews);
}

void Live::Worker::hand_over(std::shared_ptr<const Moves> moves) {
    std::shared_ptr<const Selected> chosen = selected_now();
    auto [before, after, changes] = compare();
    std::shared_ptr<const Result> replaced; // destroyed, if nobody shows it, without the lock
    const std::scoped_lock lock(mutex);
    replaced = std::exchange(published.result, shown);
    std::swap(published.baseline, before);
    std::swap(published.changes, changes);
    std::swap(published.selected, chosen);
    std::swap(published.moves, moves);
    published.clusters = tracker.shown();
    published.shown_final = final_shown;
    published.columns = columns;
    published.error.clear();
}

// Remembers a final; null for a preview and for a table's first final.
std::shared_ptr<const Moves> Live::Worker::moves_to(const Result& result) {
    if (!result.final_result)
        return nullptr;
    Grouping now = grouping_of(result);
    std::shared_ptr<const Moves> moves;
    if (last_final)
        moves = std::make_shared<const Moves>(moves_between(*last_final, now));
    last_final = std::move(now);
    return moves;
}

} // namespace cohortscope::engine

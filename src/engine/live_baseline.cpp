// What the live worker compares its results with, and what it tells of the flows between them.
#include <utility>

#include "base/error.h"
#include "base/fingerprint.h"
#include "engine/live_worker.h"

namespace cohortscope::engine {

namespace {

base::Fingerprint table_of(const Result& result) { return result.prepared.table->fingerprint; }

} // namespace

// A baseline that needs no computing is taken before anything else, so that previews are compared
// with it, too; one that was let go is gone at once.
void Live::Worker::take_baseline(const Wish& wish) {
    if (!shown || wish.baseline == looked_for)
        return;
    baseline.reset();
    looked_for.reset();
    if (wish.baseline && wish.baseline == final_shown) {
        baseline = shown;
        looked_for = wish.baseline;
        looked_in = table_of(*shown);
    }
}

bool Live::Worker::has_to_compare() const {
    if (!shown || !settled)
        return false;
    if (wanted.baseline != looked_for || (looked_for && looked_in != table_of(*shown)))
        return true;
    if (compared.before != baseline || compared.after != shown || wanted.flow != told_of)
        return true;
    if (lacks_selection_before())
        return true;
    return told_of && (!story || story->changes != compared.changes);
}

// When there is nothing else to do; each part in a job of its own, so that what is new is seen.
void Live::Worker::follow_baseline(const Job& job) {
    if (job.wish.baseline != looked_for || (looked_for && looked_in != table_of(*shown)))
        find_baseline(job);
    if (compared.before != baseline || compared.after != shown)
        return hand_over_compared();
    if (lacks_selection_before())
        return select_before();
    tell_flow(job);
}

// None where it belongs to another table.
void Live::Worker::find_baseline(const Job& job) {
    looked_for = job.wish.baseline;
    looked_in = table_of(*shown);
    baseline.reset();
    if (!looked_for || looked_for->table != looked_in)
        return;
    try {
        auto result =
            std::make_shared<Result>(*pipeline->final_result(looked_for->settings, *job.progress));
        result->identity = looked_for->identity;
        result->spread = spread_of(*result);
        result->serial = ++serial;
        baseline = std::move(result);
    } catch (const base::Cancelled&) {
        looked_for.reset(); // looked for again, once there is time
        throw;
    }
}

// O(n) where the result or the baseline is another one.
const Live::Worker::Compared& Live::Worker::compare() {
    if (baseline && table_of(*baseline) != table_of(*shown))
        baseline.reset();
    if (compared.before == baseline && compared.after == shown)
        return compared;
    compared = {baseline, shown, nullptr};
    if (baseline)
        compared.changes = std::make_shared<const Changes>(changes_between(*baseline, *shown));
    return compared;
}

void Live::Worker::hand_over_compared() {
    auto [before, after, changes] = compare();
    const std::scoped_lock lock(mutex);
    std::swap(published.baseline, before); // what nobody shows any more goes without the lock
    std::swap(published.changes, changes);
}

void Live::Worker::hand_over_story() {
    std::shared_ptr<const FlowStory> told = story;
    const std::scoped_lock lock(mutex);
    std::swap(published.story, told);
}

// What is known at once first, then what tells the movers from the others.
void Live::Worker::tell_flow(const Job& job) {
    told_of = job.wish.flow;
    const std::optional<FlowEnds> ends =
        told_of && compared.changes ? groups_of(*compared.changes, *told_of) : std::nullopt;
    FlowStory telling;
    if (ends && ends->from != kAnyGroup && ends->to != kAnyGroup)
        telling = begin_story(*baseline, *shown, compared.changes, *ends);
    else
        telling = {{}, compared.changes, {}, {}, true};
    story = std::make_shared<const FlowStory>(telling);
    hand_over_story();
    if (telling.complete)
        return;
    wake();
    try {
        end_story(telling, *baseline, *shown, ranks, job.progress.get());
    } catch (const base::Cancelled&) {
        story.reset(); // told again, once there is time
        throw;
    }
    story = std::make_shared<const FlowStory>(std::move(telling));
    hand_over_story();
}

} // namespace cohortscope::engine

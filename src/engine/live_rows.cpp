// What the live worker tells of single rows.
#include "engine/live_worker.h"

namespace cohortscope::engine {

// Of the result shown, once that is final. Where something else comes between, it is asked again.
void Live::Worker::answer(Job& job) {
    if (!shown)
        return;
    Answer before;
    {
        const std::scoped_lock lock(mutex);
        before = published.answer;
    }
    try {
        const Answer made = answer_to(job.wish.asking, *shown, before, *job.progress);
        const std::scoped_lock lock(mutex);
        published.answer = made;
    } catch (const base::Cancelled&) {
        const std::scoped_lock lock(mutex);
        fresh_asking = true;
        throw;
    }
}

} // namespace cohortscope::engine

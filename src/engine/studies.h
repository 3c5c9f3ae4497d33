// The worker for long computations: studies run one after another and give way to the live worker.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "base/background.h"
#include "engine/study.h"
#include "engine/ward_trees.h"

namespace cohortscope::engine {

// The owner's thread never waits: every call takes a lock only to move pointers. Values are kept
// for the last settings, so that going back to them shows them again.
class Studies {
  public:
    // `wake` is called from the worker's thread whenever there is something new to see. Tasks wait
    // while `gate` is closed.
    Studies(std::function<void()> wake, std::shared_ptr<base::Gate> gate,
            std::shared_ptr<WardTrees> trees);
    ~Studies();
    Studies(const Studies&) = delete;
    Studies& operator=(const Studies&) = delete;

    // Asks for the study of this result. Nothing happens when its value is known, or it waits or
    // runs for the same key; a run for another key is cancelled. Of a preview only the elbow can be
    // asked for, and is refreshed warm.
    void request(Study study, std::shared_ptr<const Result> result);

    // These go before all others from now on, in this order: what the user looks at. Another one
    // that runs gives way to one of them that waits: it stops and starts anew after them.
    void put_first(std::span<const Study> front);

    // Takes it from the queue or stops it; state() says so at once.
    void cancel(Study study);

    // Everything about the present result (null: none yet).
    StudiesState state(const Result* result) const;

  private:
    struct Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace cohortscope::engine

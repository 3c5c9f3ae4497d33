// A document computed without a window: its result with the names and colours that people know,
// and what that is compared with.
#pragma once

#include <memory>

#include "base/progress.h"
#include "engine/pipeline.h"
#include "engine/session/opened_session.h"

namespace cohortscope::engine {

struct Resumed {
    std::shared_ptr<const Result> result;    // final
    std::shared_ptr<const Result> baseline;  // final; null: none is pinned
    std::shared_ptr<const ShownFinal> shown; // what `result` came to; null: nothing to remember
};

// The document's final as a window shows it after the same steps: where it is the session's own
// final its colours and names, else those that follow from that one, or from the baseline. A
// document without names, final and baseline has colours 0 … k − 1. Throws base::Error,
// base::Cancelled.
Resumed resume(const OpenedSession& opened, Pipeline& pipeline, base::Progress& progress);

// The final at these settings as that document's baseline: its colours and names follow from the
// session's final. Throws likewise.
std::shared_ptr<const ShownFinal> pinned(const Settings& settings, const OpenedSession& opened,
                                         Pipeline& pipeline, base::Progress& progress);

} // namespace cohortscope::engine

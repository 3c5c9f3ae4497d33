// The elbow: final fits for k = 1, 2, … with their scores; warm while knobs move.
#pragma once

#include <optional>

#include "base/progress.h"
#include "engine/study_runs.h"

namespace cohortscope::engine {

// Fits for k = 1 … kElbowLargest (fewer where there are fewer distinct rows), each as the final
// result for that k would be; then the scores of each; then all silhouettes in one pass over the
// pairs of rows. Every step is given to `partial`. Throws base::Error, base::Cancelled.
Elbow study_elbow(const Result& result, const Partial& partial, base::Progress& progress);

// The elbow of a preview, continued from the clusterings of `before` for about budget_ms in all;
// nothing where the rows are others.
std::optional<Elbow> warm_elbow(const Elbow& before, const Result& preview, double budget_ms);

} // namespace cohortscope::engine

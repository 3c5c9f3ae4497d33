// A final result and its studies, computed on the command line with progress bars.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/carried_session.h"
#include "app/session_data.h"
#include "engine/result.h"
#include "engine/ward_trees.h"
#include "report/studies.h"

namespace cohortscope::app {

struct Analysis {
    std::shared_ptr<const engine::Result> result;
    std::vector<report::StudyOutcome> studies;
    double read_seconds = 0.0;
    OpenSession open; // what the session holds, at the result's settings
    std::shared_ptr<const engine::Result> baseline; // the session's; null: it has none
};

// Reads the table, takes up the session, computes, and says on standard error what a reader of the
// numbers should know unless quiet. Throws base::Error naming the table.
Analysis run_analysis(const FromSession& from, std::span<const engine::Study> studies);

} // namespace cohortscope::app

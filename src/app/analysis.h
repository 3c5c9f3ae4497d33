// A final result and its studies, computed on the command line with progress bars.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/arguments.h"
#include "engine/result.h"
#include "engine/ward_trees.h"
#include "report/studies.h"

namespace cohortscope::app {

struct Analysis {
    std::shared_ptr<const engine::Result> result;
    std::vector<report::StudyOutcome> studies;
    double read_seconds = 0.0;
};

// Reads the table, computes, and says on standard error what a reader of the numbers should know
// unless quiet. Throws base::Error naming the table.
Analysis run_analysis(const Common& common, std::span<const engine::Study> studies);

} // namespace cohortscope::app

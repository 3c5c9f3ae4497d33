// Studies of a result on the command line, each with a progress bar.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/result.h"
#include "engine/study.h"
#include "engine/ward_trees.h"
#include "report/studies.h"

namespace cohortscope::app {

// In the order given. Throws base::Error that names the table.
std::vector<report::StudyOutcome> run_studies(std::span<const engine::Study> studies,
                                              const engine::Result& result,
                                              std::shared_ptr<engine::WardTrees> trees, bool quiet);

} // namespace cohortscope::app

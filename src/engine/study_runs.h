// One study from a result to its value; the worker and the command line share it.
#pragma once

#include <functional>
#include <memory>

#include "base/progress.h"
#include "engine/pipeline.h"
#include "engine/study.h"
#include "engine/ward_trees.h"

namespace cohortscope::engine {

// What studies keep between runs.
struct StudyContext {
    std::shared_ptr<WardTrees> trees = std::make_shared<WardTrees>();
    std::unique_ptr<Pipeline> pipeline; // of the table that sensitivity nudged last
    base::Fingerprint pipeline_table;
};

// Called with a value that is not complete yet, whenever a part has landed.
using Partial = std::function<void(StudyValue)>;

// The value of `study` for a final result. Throws base::Error, base::Cancelled.
StudyValue run_study(Study study, const Result& result, StudyContext& context,
                     const Partial& partial, base::Progress& progress);

} // namespace cohortscope::engine

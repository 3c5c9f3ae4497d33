// The memoised stages from a table and settings to a final result or a preview.
#pragma once

#include <memory>

#include "base/progress.h"
#include "engine/result.h"
#include "engine/ward_trees.h"

namespace cohortscope::engine {

// One table's stages. Used by one thread at a time. Final results are pure functions of (table's
// content, settings); a stage runs only when what it reads has changed in value.
class Pipeline {
  public:
    // Ward's trees are looked up in, and added to, `trees`.
    explicit Pipeline(std::shared_ptr<const data::Table> table,
                      std::shared_ptr<WardTrees> trees = std::make_shared<WardTrees>());
    ~Pipeline();
    Pipeline(Pipeline&&) noexcept;
    Pipeline& operator=(Pipeline&&) noexcept;

    // S1 to S11. Throws base::Error.
    Prepared prepare(const Settings& settings);

    // A final result without identity (colours 0 … k − 1). From the memo when it was computed
    // before. Throws base::Error, base::Cancelled.
    std::shared_ptr<const Result> final_result(const Settings& settings, base::Progress& progress);

    // Whether final_result() would cost no clustering: it, its clustering or its Ward tree was
    // computed before.
    // Throws base::Error where the settings do not fit the table.
    bool final_is_cheap(const Settings& settings);

    // A preview warm-started from `before` (any result of this table), within budget_ms of K-Means,
    // and less where preparing took more than half as long: at least one iteration. With Ward's
    // method: the clusters of before among the present features, until the tree is there.
    std::shared_ptr<const Result> preview(const Settings& settings, const Result& before,
                                          double budget_ms);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// What a final clustering depends on: the matrix, the measure that numbers it, and the settings.
base::Fingerprint clustering_key(const Prepared& prepared, Method method,
                                 const analysis::KMeansSettings& settings);

} // namespace cohortscope::engine

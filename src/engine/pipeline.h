// The memoised stages from a table and settings to a final result or a preview.
#pragma once

#include <memory>

#include "base/progress.h"
#include "engine/result.h"

namespace cohortscope::engine {

// One table's stages. Used by one thread at a time. Final results are pure functions of (table's
// content, settings); a stage runs only when what it reads has changed in value.
class Pipeline {
  public:
    explicit Pipeline(std::shared_ptr<const data::Table> table);
    ~Pipeline();
    Pipeline(Pipeline&&) noexcept;
    Pipeline& operator=(Pipeline&&) noexcept;

    // S1 to S11. Throws base::Error.
    Prepared prepare(const Settings& settings);

    // A final result without identity (colours 0 … k − 1). From the memo when it was computed
    // before. Throws base::Error, base::Cancelled.
    std::shared_ptr<const Result> final_result(const Settings& settings, base::Progress& progress);

    // Whether final_result() would cost no K-Means: it or its clustering was computed before.
    // Throws base::Error where the settings do not fit the table.
    bool final_is_cheap(const Settings& settings);

    // A preview warm-started from `before` (any result of this table), within budget_ms of K-Means,
    // and less where preparing took more than half as long: at least one iteration.
    std::shared_ptr<const Result> preview(const Settings& settings, const Result& before,
                                          double budget_ms);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace cohortscope::engine

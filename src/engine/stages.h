// The pure stages from a table to the matrix, each computed only when what it reads has changed.
#pragma once

#include <memory>
#include <vector>

#include "base/clock.h"
#include "engine/memo.h"
#include "engine/result.h"

namespace cohortscope::engine {

// Adds one stage's time to a list when it goes out of scope.
class StageClock {
  public:
    StageClock(std::vector<StageTime>& times, Stage stage);
    ~StageClock();
    StageClock(const StageClock&) = delete;
    StageClock& operator=(const StageClock&) = delete;

  private:
    std::vector<StageTime>& times_;
    Stage stage_;
    double start_ms_;
};

using base::now_ms;

// S1 to S11 of one table. Used by one thread at a time.
class Stages {
  public:
    explicit Stages(std::shared_ptr<const data::Table> table);

    // Throws base::Error; stages already computed stay. Appends to `times`.
    Prepared prepare(const Settings& settings, std::vector<StageTime>& times);

    const std::shared_ptr<const data::Table>& table() const { return table_; }

  private:
    using RowOrder = features::Column<std::uint32_t>;

    void prepare_rows(const Settings& settings, Prepared& made, std::vector<StageTime>& times);
    void prepare_features(const Settings& settings, Prepared& made, std::vector<StageTime>& times);

    std::shared_ptr<const data::Table> table_;
    features::Cleaner cleaner_;
    Memo<features::Cleaned> cleaned_;
    Memo<RowOrder> by_pay_;
    Memo<features::RoleVotes> role_votes_;
    Memo<features::Years> years_{2};
    Memo<features::Roles> roles_{2};
    Memo<features::Pay> pay_{4};
    Memo<features::Learners> learners_{2};
    Memo<features::FeatureSet> features_{2};
    Memo<features::Matrix> matrix_{2};
    Memo<analysis::PayBins> bins_{2};
};

} // namespace cohortscope::engine

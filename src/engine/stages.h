// The pure stages from a table to the matrix, each computed only when what it reads has changed.
#pragma once

#include <memory>
#include <vector>

#include "base/clock.h"
#include "engine/row_stages.h"
#include "features/encode.h"

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

// S9.
struct EncodeFeatures {
    TiedSchema bound;
    std::shared_ptr<const features::PreparedRows> rows;
    features::Weights extras; // 1 for each column beyond the schema that takes part

    features::FeatureSet made(const features::FeatureSet* before) const {
        return features::encode(*rows, *bound, extras, before);
    }
};

// S10 and S11.
struct ScaleAndWeight {
    std::shared_ptr<const features::FeatureSet> features;
    features::Scaler scaler;
    features::Weights weights; // of every feature

    features::Matrix made(const features::Matrix* before) const {
        return features::scale_and_weight(*features, scaler, weights, before);
    }
};

// S1 to S11 of one table. Used by one thread at a time.
class Stages {
  public:
    explicit Stages(std::shared_ptr<const data::Table> table);

    // Throws base::Error; stages already computed stay. Appends to `times`.
    Prepared prepare(const Settings& settings, std::vector<StageTime>& times);

    // The schema prepared last, tied to the table.
    const TiedSchema& bound() const { return rows_->bound; }

  private:
    void bind(const Settings& settings);

    std::shared_ptr<const data::Table> table_;
    std::unique_ptr<RowStages> rows_; // null until the first settings
    Node<EncodeFeatures> encoded_{2};
    Node<ScaleAndWeight> matrix_{2};
};

} // namespace cohortscope::engine

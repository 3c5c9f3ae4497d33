// The pure stages from a table to the matrix, each computed only when what it reads has changed.
#pragma once

#include <memory>
#include <optional>
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

    // Of the schema bound last.
    base::Fingerprint schema_key() const { return bound_key_; }

    const std::shared_ptr<const data::Table>& table() const { return table_; }

  private:
    using RowOrder = features::Column<std::uint32_t>;

    // What the schema of the settings makes of the table.
    void bind(const Settings& settings);
    void clean_rows(const Settings& settings, Prepared& made, std::vector<StageTime>& times);
    void fill_columns(const Settings& settings, Prepared& made, std::vector<StageTime>& times);
    void prepare_rows(const Settings& settings, Prepared& made, std::vector<StageTime>& times);
    void prepare_features(const Settings& settings, Prepared& made, std::vector<StageTime>& times);

    // The memos of one column.
    struct NumberMemo {
        Memo<features::FilledNumber> filled{2};
    };
    struct NamesMemo {
        explicit NamesMemo(std::size_t remembered) : votes(remembered) {}
        Memo<features::Votes> votes;
        Memo<features::FilledNames> filled{2};
    };

    std::shared_ptr<const data::Table> table_;
    std::shared_ptr<const schema::Bound> bound_; // null until the first settings
    base::Fingerprint bound_key_;                // of the schema
    std::optional<features::Cleaner> cleaner_;
    Memo<features::Cleaned> cleaned_;
    Memo<RowOrder> by_measure_;
    std::vector<NumberMemo> numbers_; // by slot
    std::vector<NamesMemo> names_;    // by slot
    Memo<features::MeasureBounds> bounds_{4};
    Memo<features::PreparedRows> rows_{2};
    Memo<features::FeatureSet> features_{2};
    Memo<features::Matrix> matrix_{2};
    Memo<analysis::MeasureBins> bins_{2};

    // The rules of the columns at the settings last prepared, by slot.
    std::vector<features::NumberRule> number_rules_;
    std::vector<features::NamesRule> names_rules_;
};

} // namespace cohortscope::engine

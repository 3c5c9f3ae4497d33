// Reads tables, each on a thread of its own: one that never comes holds up nobody.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/background.h"
#include "base/progress.h"
#include "data/column_names.h"
#include "data/read_table.h"
#include "engine/pipeline.h"
#include "engine/settings.h"
#include "schema/column_summary.h"

namespace cohortscope::engine {

// Gives the table; may throw base::Error or base::Cancelled.
using TableSource = std::function<std::shared_ptr<const data::Table>(base::Progress&)>;

// What became of a load.
struct Arrival {
    std::optional<Pipeline> pipeline;            // none where it failed
    std::shared_ptr<Result> result;              // its first final, without identity
    std::shared_ptr<const schema::Schema> named; // that was asked for; null: the one that fits best
    std::vector<std::string> dropped; // columns that it lacks, whose weights do not count
    std::shared_ptr<const std::vector<schema::ColumnSummary>> columns; // of its table
    std::string error;                                                 // names the file
    std::shared_ptr<const data::UnknownColumns> unknown; // where that is what went wrong
};

// The load under way.
struct LoadState {
    std::string name; // empty when there is none
    std::uint64_t bytes = 0;
    std::uint64_t rows = 0; // 0 until rows are looked at
};

// What a load asks its owner for. Called from the loads' threads.
struct LoadOwner {
    std::function<Settings()> settings; // of the first result
    std::function<void()> arrived;      // take() has something to give
};

class Loads {
  public:
    // The first result closes `gate` while it is computed, and shares `trees`.
    Loads(LoadOwner owner, std::shared_ptr<base::Gate> gate, std::shared_ptr<WardTrees> trees);
    // Cancels and waits a moment: a read that the system does not come back from is left behind,
    // and touches nothing but its own memory.
    ~Loads();
    Loads(const Loads&) = delete;
    Loads& operator=(const Loads&) = delete;

    // Files that are started from now on have this schema, or what a person has made of it, and are
    // refused where they do not fit it. Null: the one that fits best.
    void keep_schema(std::shared_ptr<const schema::Schema> named);

    // Gives up the load before. Errors are named after `name`, a file's after its path.
    void start(const std::string& name, TableSource source);
    void start_file(const std::string& path, const data::ReadOptions& options);
    void cancel();

    // Of the load that was started last, once it is over.
    std::optional<Arrival> take();
    LoadState state() const; // until it was taken or cancelled

  private:
    struct Shared; // with the threads
    void start(const std::string& name, TableSource source,
               std::shared_ptr<const schema::Schema> named);
    std::shared_ptr<Shared> shared_;
    std::shared_ptr<const schema::Schema> kept_schema_; // the owner's thread's alone
};

} // namespace cohortscope::engine

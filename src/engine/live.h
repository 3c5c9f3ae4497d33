// The live worker: takes the latest request, publishes previews and then the final result.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/background.h"
#include "base/progress.h"
#include "data/read_table.h"
#include "engine/asked_row.h"
#include "engine/flow_counts.h"
#include "engine/loads.h"
#include "engine/result.h"
#include "engine/selection/contrasted.h"
#include "engine/selection/selected.h"
#include "engine/shown_final.h"
#include "engine/ward_trees.h"
#include "schema/column_summary.h"

namespace cohortscope::engine {

struct Changes;   // engine/changes.h
struct FlowStory; // engine/flow_story.h
struct Moves;     // engine/moves.h

// What the window reads each frame.
struct LiveState {
    std::shared_ptr<const Result> result;                              // null until the first one
    std::shared_ptr<const std::vector<schema::ColumnSummary>> columns; // of its table
    std::shared_ptr<const Moves> moves; // to a final from the final before it; else null
    std::shared_ptr<const analysis::Snapshot> clusters; // of the result, for names given to them
    std::shared_ptr<const ShownFinal> shown_final;      // of a final; else null
    std::shared_ptr<const Result> baseline;             // of Wish::baseline; null until it is there
    std::shared_ptr<const Changes> changes;   // from that to the result; null without a baseline
    std::shared_ptr<const FlowStory> story;   // of Wish::flow in them; null until it is there
    std::shared_ptr<const Selected> selected; // of the result; null: nothing is selected
    std::shared_ptr<const Selected> selected_before; // the same rows, of the baseline
    Picked picked;                                   // the latest
    Answer answer;                                   // the latest
    std::shared_ptr<const Contrasted> contrast;      // of the result; null: none is wanted
    std::string error; // of the latest load, else of the latest request; empty when it went well
    std::uint64_t previews = 0; // counts since the start
    std::uint64_t finals = 0;
    bool computing = false; // a request or a load is under way or waiting
    std::string loading;    // file being loaded, empty when none
    std::uint64_t loading_bytes = 0, loading_rows = 0; // of it so far
    // The latest load failed for want of columns that a person can name; null otherwise.
    std::shared_ptr<const data::UnknownColumns> unknown_columns;
    std::string unknown_path;          // of that file
    data::ReadOptions unknown_options; // it was read with these
};

// What the window asks for.
struct Wish {
    std::shared_ptr<const data::Table> table; // to go back to, where it changes; null: none
    Settings settings;
    analysis::GivenNames names;
    // The step gone back to: its final comes back with its colours. Null: they follow what is
    // shown.
    std::shared_ptr<const ShownFinal> back_to;
    std::shared_ptr<const ShownFinal> baseline; // null: none
    std::shared_ptr<const RowSet> selection;    // null: nothing
    Picking picking;                            // of serial 0: none
    Asking asking = {};                         // about a row
    std::optional<FlowEnds> flow = {};          // that is looked at, by the colours of its groups
    Contrasting contrasting = {};               // not wanted: nothing
};

// How long things take while a knob moves.
struct Pace {
    double preview_ms = 8.0;  // of K-Means in a preview: half of a frame. 0: one iteration
    double settle_ms = 150.0; // without a change for so long, the final is computed
};

// The owner's thread never waits: every call takes a lock only to move pointers.
class Live {
  public:
    // `wake` is called from the worker's thread whenever there is something new to see.
    explicit Live(std::function<void()> wake, Pace pace = {});
    ~Live();
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    // Replaces the table, as soon as it is read and its final result is there; until then the old
    // table stays live. Only the latest load counts.
    void load(const std::string& name, TableSource source);
    void load_file(const std::string& path, const data::ReadOptions& options = {});
    // Files that are loaded from now on have this schema, or what was made of it in the window, and
    // are refused where they do not fit it. From the owner's thread.
    void keep_schema(std::shared_ptr<const schema::Schema> named);
    void load_table(std::shared_ptr<const data::Table> table);
    void load_sample();
    void cancel_load();

    // Asks for a result; only the latest request counts. While a knob is held, `held` delays the
    // final until it is released (or Pace::settle_ms pass without a change).
    void request(const Wish& wish, bool held);
    void request(const Settings& settings, bool held); // and nothing else

    // Results from now on, the one shown included, tell of this column's spread (shown_columns.h);
    // of the measure where the table has no such column.
    void show_column(const std::string& name);

    LiveState state() const;

    // Closed while the worker computes: studies wait then.
    std::shared_ptr<base::Gate> gate() const;
    // Where Ward's trees are shared with the studies.
    std::shared_ptr<WardTrees> trees() const;

  private:
    struct Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace cohortscope::engine

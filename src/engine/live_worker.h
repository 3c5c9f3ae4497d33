// What the live worker holds: its own state, and what it shares with the window's thread.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "analysis/identity/identity.h"
#include "engine/changes.h"
#include "engine/flow_story.h"
#include "engine/live.h"
#include "engine/moves.h"
#include "engine/pipeline.h"
#include "engine/row_ranks.h"
#include "engine/shown_columns.h"

namespace cohortscope::engine {

// The members up to `mutex` belong to the worker's thread; those after it are guarded by it.
struct Live::Worker {
    Worker(std::function<void()> wake_window, Pace wanted_pace)
        : wake(std::move(wake_window)), pace(wanted_pace) {
        loads.emplace(LoadOwner{[this] { return settings_wanted(); }, [this] { arrived(); }}, gate,
                      trees);
        thread = std::jthread([this](std::stop_token stop) { run(stop); });
    }
    ~Worker() {
        thread.request_stop();
        loads->cancel();
        {
            const std::scoped_lock lock(mutex);
            stop_running();
        }
        thread.join();
        loads.reset(); // its threads ask this one
    }

    // What the worker decided to do next, taken under the lock.
    struct Job {
        bool arrival = false;   // of a table
        bool follows = false;   // other names, or a step gone back to
        bool picks = false;     // a shape is in the making
        bool selects = false;   // other rows are selected
        bool contrasts = false; // other sets are to be told apart
        bool column = false;    // another one stands beside the clusters
        bool asks = false;      // about a row
        Wish wish;
        std::shared_ptr<base::Progress> progress;
    };

    void run(const std::stop_token& stop);
    std::optional<Job> next_job(const std::stop_token& stop);
    bool wait_for_work(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
    double due_ms() const;
    void perform(Job& job);
    void begin_load(const std::string& name, const data::ReadOptions& options);
    bool adopt(Arrival& arrival, const Job& job);
    Settings fitting(const Settings& settings) const;
    void step(Job& job);
    void finish(Job& job);
    void follow_identity(const Wish& wish);
    void show_again();
    void show_column();
    std::shared_ptr<const analysis::ColumnSpread> spread_of(const Result& result);
    // A result and what it is compared with.
    struct Compared {
        std::shared_ptr<const Result> before, after;
        std::shared_ptr<const Changes> changes; // null without a baseline
    };
    void take_baseline(const Wish& wish);
    void follow_baseline(const Job& job);
    void find_baseline(const Job& job);
    const Compared& compare();
    void hand_over_compared();
    void hand_over_story();
    void tell_flow(const Job& job);
    void pick(const Picking& picking);
    void answer(Job& job);
    void follow_selection(const std::shared_ptr<const RowSet>& rows);
    std::shared_ptr<const Selected> selected_now();
    bool lacks_selection_before() const;
    void select_before();
    void follow_contrast(const Job& job);
    std::shared_ptr<const Contrasted> contrast_now(const Job& job);
    bool is_back(const Result& result) const;
    analysis::Identity restore();
    analysis::Identity identity_of(const Result& result);
    void remember_final();
    void publish(std::shared_ptr<Result> result);
    void hand_over(std::shared_ptr<const Moves> moves);
    std::shared_ptr<const Moves> moves_to(const Result& result);
    // What the loads have to do for a wish.
    struct TableWish {
        std::shared_ptr<const data::Table> fetched; // gone back to, and not there; else null
        bool gives_up = false;                      // one that was to come is wanted no more
    };
    TableWish take_wish(const Wish& wish, bool holds);
    void fail(const std::string& message);
    // From the loads' threads.
    Settings settings_wanted() const;
    void arrived();
    // Under the lock.
    bool has_news() const {
        return arrival_waits || fresh_picking || fresh_selection || fresh_column ||
               fresh_contrast ||
               (!awaited &&
                (fresh_identity || fresh_request || (settled && fresh_asking) || has_to_compare()));
    }
    bool has_to_compare() const;
    void stop_running() {
        if (running)
            running->cancel();
    }

    std::function<void()> wake;
    const Pace pace;
    const std::shared_ptr<base::Gate> gate = std::make_shared<base::Gate>();
    const std::shared_ptr<WardTrees> trees = std::make_shared<WardTrees>();
    std::optional<Loads> loads; // has locks of its own, never taken under `mutex`
    std::optional<Pipeline> pipeline;
    std::shared_ptr<const schema::Schema> named; // that the table has to have; null: the best
    std::vector<std::string> dropped; // columns of the table before that have a weight no more
    std::shared_ptr<const std::vector<schema::ColumnSummary>> columns; // of the table
    ColumnSpreads spreads;
    analysis::IdentityTracker tracker;
    std::shared_ptr<const Result> shown;             // what was published last
    std::optional<Grouping> last_final;              // of this table
    analysis::GivenNames names;                      // that the tracker follows
    std::shared_ptr<const ShownFinal> back_to;       // of the wish looked at last
    std::shared_ptr<const RowSet> selection;         // looked at last
    std::shared_ptr<const Selected> selected;        // of `shown`
    std::shared_ptr<const Contrasted> contrast;      // likewise
    std::shared_ptr<const Selected> selected_before; // of `baseline`
    RowRanks ranks;                                  // for contrasts and stories
    std::shared_ptr<const Moves> moves_shown;        // of `shown`
    std::shared_ptr<const ShownFinal> final_shown;   // what `shown` came to; null for a preview
    std::shared_ptr<const Result> baseline;          // null: none, or not found yet
    std::shared_ptr<const ShownFinal> looked_for;    // what it was asked for by,
    base::Fingerprint looked_in;                     // and the table shown then
    Compared compared;                               // last
    std::optional<FlowEnds> told_of;                 // the flow, by its colours
    std::shared_ptr<const FlowStory> story;          // of it; null: still to be told
    bool settled = true;                             // `shown` is final for the latest request
    bool preview_converged = false;
    std::uint64_t serial = 0;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    LiveState published;
    std::string load_error; // stays until the next load
    bool arrival_waits = false;
    Wish wanted;
    bool has_wanted = false;     // a request was made at all
    bool fresh_request = false;  // …and not yet looked at
    bool fresh_identity = false; // likewise: other names, or a step gone back to
    bool fresh_picking = false;
    bool fresh_selection = false;
    std::string shown_column; // whose spread is told of; empty: the measure
    bool fresh_column = false;
    bool fresh_asking = false;
    bool fresh_contrast = false;
    std::shared_ptr<const data::Table> awaited; // a table gone back to, until it is there
    std::shared_ptr<const data::Table> refused; // one that failed to come, while it is wanted
    bool held = false;
    bool released = false;
    double changed_at_ms = 0.0;
    std::shared_ptr<base::Progress> running;
    std::jthread thread; // last: it uses all of the above
};

} // namespace cohortscope::engine

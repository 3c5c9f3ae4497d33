#include "engine/live.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "analysis/identity/map_places.h"
#include "base/error.h"
#include "engine/fitted_settings.h"
#include "engine/known_tables.h"
#include "engine/labels_agreement.h"
#include "engine/moves.h"
#include "engine/stages.h"
#include "sample/sample.h"

namespace cohortscope::engine {

namespace {

constexpr double kSamePartition = 0.95; // adjusted Rand index below which a notice is due

} // namespace

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
        bool arrival = false; // of a table
        Settings settings;
        std::vector<std::pair<int, std::string>> renames;
        std::shared_ptr<base::Progress> progress;
    };

    void run(const std::stop_token& stop);
    std::optional<Job> next_job(const std::stop_token& stop);
    bool wait_for_work(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
    double due_ms() const;
    void perform(Job& job);
    void begin_load(const std::string& name, const data::ReadOptions& options);
    bool adopt(Arrival& arrival);
    Settings fitting(const Settings& settings) const;
    void step(Job& job);
    void finish(Job& job);
    void rename(int colour, const std::string& name);
    void publish(std::shared_ptr<Result> result);
    std::shared_ptr<const Moves> moves_to(const Result& result);
    void fail(const std::string& message);
    // From the loads' threads.
    Settings settings_wanted() const;
    void arrived();
    // Under the lock.
    bool has_news() const { return arrival_waits || !pending_renames.empty() || fresh_request; }
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
    std::vector<std::string> dropped; // columns of the table before that have a weight no more
    std::shared_ptr<const std::vector<schema::ColumnSummary>> columns; // of the table
    analysis::IdentityTracker tracker;
    std::shared_ptr<const Result> shown; // what was published last
    std::optional<Grouping> last_final;  // of this table
    bool settled = true;                 // `shown` is final for the latest request
    bool preview_converged = false;
    std::uint64_t serial = 0;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    LiveState published;
    std::string load_error; // stays until the next load
    bool arrival_waits = false;
    std::vector<std::pair<int, std::string>> pending_renames;
    Settings wanted;
    bool has_wanted = false;    // a request was made at all
    bool fresh_request = false; // …and not yet looked at
    bool held = false;
    bool released = false;
    double changed_at_ms = 0.0;
    std::shared_ptr<base::Progress> running;
    std::jthread thread; // last: it uses all of the above
};

double Live::Worker::due_ms() const {
    return released ? changed_at_ms : changed_at_ms + pace.settle_ms;
}

// True when there is something to do now; false when asked to stop.
bool Live::Worker::wait_for_work(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (has_news())
            return true;
        if (settled) {
            published.computing = false;
            changed.wait(lock, stop, [&] { return has_news(); });
            continue;
        }
        const double remaining_ms = due_ms() - now_ms();
        if (!preview_converged || remaining_ms <= 0.0)
            return true;
        const bool was_released = released;
        changed.wait_for(lock, stop, std::chrono::duration<double, std::milli>(remaining_ms),
                         [&] { return has_news() || released != was_released; });
    }
    return false;
}

std::optional<Live::Worker::Job> Live::Worker::next_job(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    if (!wait_for_work(lock, stop))
        return std::nullopt;
    Job job;
    job.arrival = std::exchange(arrival_waits, false);
    job.renames = std::exchange(pending_renames, {});
    job.settings = wanted;
    if (std::exchange(fresh_request, false)) {
        settled = false;
        preview_converged = false;
    }
    job.progress = std::make_shared<base::Progress>();
    running = job.progress;
    published.computing = true;
    return job;
}

void Live::Worker::run(const std::stop_token& stop) {
    while (std::optional<Job> job = next_job(stop)) {
        try {
            const base::Urgent urgent(*gate);
            perform(*job);
        } catch (const base::Cancelled&) {
            // A newer request is waiting; it starts from what is shown.
        } catch (const std::exception& error) {
            settled = true; // nothing more to try for this request
            fail(error.what());
        }
        {
            const std::scoped_lock lock(mutex);
            running = nullptr;
            published.computing = !settled || has_news();
        }
        wake();
    }
}

void Live::Worker::perform(Job& job) {
    if (job.arrival) {
        std::optional<Arrival> arrival = loads->take();
        if ((arrival && adopt(*arrival)) || (settled && job.renames.empty()))
            return; // where it failed, what is shown stays as it is
    }
    if (!job.renames.empty()) {
        for (const auto& [colour, name] : job.renames)
            rename(colour, name);
        return;
    }
    if (pipeline)
        step(job);
    else
        settled = true; // a request before any table: the load will answer it
}

Settings Live::Worker::settings_wanted() const {
    const std::scoped_lock lock(mutex);
    return wanted;
}

void Live::Worker::arrived() {
    {
        const std::scoped_lock lock(mutex);
        arrival_waits = true;
    }
    changed.notify_all();
}

// The new table takes the place of the old one, and what was asked for meanwhile is asked of it.
// False where there is none: the old one and its result stay.
bool Live::Worker::adopt(Arrival& arrival) {
    if (!arrival.pipeline) {
        const std::scoped_lock lock(mutex);
        load_error = arrival.error;
        published.unknown_columns = std::move(arrival.unknown);
        return false;
    }
    pipeline = std::move(arrival.pipeline);
    tracker.forget();
    last_final.reset();
    {
        const std::scoped_lock lock(mutex);
        settled = fit_settings(wanted, arrival.result->prepared.table).settings ==
                  arrival.result->settings;
    }
    dropped = std::move(arrival.dropped);
    columns = std::move(arrival.columns);
    preview_converged = false;
    publish(std::move(arrival.result));
    return true;
}

// Until the window knows of the new table it asks for what the old one had.
Settings Live::Worker::fitting(const Settings& settings) const {
    const bool has_old = std::ranges::any_of(
        dropped, [&](const std::string& column) { return settings.weights.contains(column); });
    const data::Table& table = *shown->prepared.table;
    return has_old || !covers(*settings.schema, table)
               ? fit_settings(settings, shown->prepared.table).settings
               : settings;
}

// One piece of work towards the final: a preview while the knob moves, then the final.
void Live::Worker::step(Job& job) {
    job.settings = fitting(job.settings);
    if (!shown || pipeline->final_is_cheap(job.settings))
        return finish(job);
    if (!preview_converged) {
        auto preview =
            std::make_shared<Result>(*pipeline->preview(job.settings, *shown, pace.preview_ms));
        preview_converged = preview->clustering->converged;
        return publish(std::move(preview));
    }
    finish(job);
}

void Live::Worker::finish(Job& job) {
    auto result = std::make_shared<Result>(*pipeline->final_result(job.settings, *job.progress));
    if (shown && !shown->final_result && shown->settings == job.settings)
        result->better_optimum =
            labels_agreement(*shown->prepared.rows, *shown->clustering, *result->prepared.rows,
                             *result->clustering) < kSamePartition;
    settled = true;
    publish(std::move(result));
}

void Live::Worker::rename(int colour, const std::string& name) {
    if (!shown)
        return;
    auto result = std::make_shared<Result>(*shown);
    result->identity = tracker.rename(colour, name);
    result->serial = ++serial;
    shown = result;
    std::shared_ptr<const Result> replaced; // destroyed, if nobody shows it, without the lock
    const std::scoped_lock lock(mutex);
    replaced = std::exchange(published.result, shown);
}

void Live::Worker::publish(std::shared_ptr<Result> result) {
    // The key of what a viewer would call the same picture: rows, features and clustering.
    const base::Fingerprint key = base::Hasher()
                                      .add_text(all_as_text(result->settings))
                                      .add(result->prepared.table->fingerprint)
                                      .finish();
    const std::vector<analysis::MapPlace> places = analysis::map_places(
        *result->clustering, *result->pca, {result->settings.pca_x, result->settings.pca_y});
    result->identity =
        tracker.match({result->clustering->labels, result->clustering->k,
                       result->prepared.rows->rows, key, result->final_result, places});
    result->serial = ++serial;
    std::shared_ptr<const Moves> moves = moves_to(*result);
    shown = result;
    std::shared_ptr<const Result> replaced; // destroyed, if nobody shows it, without the lock
    const std::scoped_lock lock(mutex);
    replaced = std::exchange(published.result, std::move(result));
    std::swap(published.moves, moves);
    published.columns = columns;
    published.error.clear();
    ++(shown->final_result ? published.finals : published.previews);
}

// Remembers a final; null for a preview and for a table's first final.
std::shared_ptr<const Moves> Live::Worker::moves_to(const Result& result) {
    if (!result.final_result)
        return nullptr;
    Grouping now = grouping_of(result);
    std::shared_ptr<const Moves> moves;
    if (last_final)
        moves = std::make_shared<const Moves>(moves_between(*last_final, now));
    last_final = std::move(now);
    return moves;
}

void Live::Worker::fail(const std::string& message) {
    const std::scoped_lock lock(mutex);
    published.error = message;
}

// What the load before left to say is over.
void Live::Worker::begin_load(const std::string& name, const data::ReadOptions& options) {
    const std::scoped_lock lock(mutex);
    published.error.clear();
    published.unknown_columns.reset();
    published.unknown_path = name;
    published.unknown_options = options;
    load_error.clear();
}

Live::Live(std::function<void()> wake, Pace pace)
    : worker_(std::make_unique<Worker>(std::move(wake), pace)) {}
Live::~Live() = default;
void Live::load(const std::string& name, TableSource source) {
    worker_->begin_load(name, {});
    worker_->loads->start(name, std::move(source));
}

void Live::cancel_load() { worker_->loads->cancel(); }

void Live::load_file(const std::string& path, const data::ReadOptions& options) {
    worker_->begin_load(path, options);
    worker_->loads->start(path, [path, options](base::Progress& progress) {
        return std::make_shared<const data::Table>(table_of_file(path, options, progress));
    });
}

void Live::load_sample() {
    load("built-in sample", [](base::Progress&) {
        return std::make_shared<const data::Table>(sample::make_sample());
    });
}

void Live::load_table(std::shared_ptr<const data::Table> table) {
    load(table->source, [table](base::Progress&) { return table; });
}

void Live::request(const Settings& settings, bool held) {
    {
        const std::scoped_lock lock(worker_->mutex);
        Worker& worker = *worker_;
        const bool changed = !worker.has_wanted || worker.wanted != settings;
        const bool released = worker.held && !held;
        worker.held = held;
        if (!changed && !released)
            return;
        if (changed) {
            worker.wanted = settings;
            worker.has_wanted = true;
            worker.fresh_request = true;
            worker.changed_at_ms = now_ms();
            worker.published.computing = true;
            // A preview is short and always shown; only a final gives way.
            worker.stop_running();
        }
        worker.released = released;
    }
    worker_->changed.notify_all();
}

void Live::rename(int colour, const std::string& name) {
    {
        const std::scoped_lock lock(worker_->mutex);
        worker_->pending_renames.emplace_back(colour, name);
    }
    worker_->changed.notify_all();
}

std::shared_ptr<base::Gate> Live::gate() const { return worker_->gate; }
std::shared_ptr<WardTrees> Live::trees() const { return worker_->trees; }

LiveState Live::state() const {
    LoadState load = worker_->loads->state();
    LiveState state;
    {
        const std::scoped_lock lock(worker_->mutex);
        state = worker_->published;
        if (!worker_->load_error.empty())
            state.error = worker_->load_error;
    }
    state.computing = state.computing || !load.name.empty();
    state.loading = std::move(load.name);
    state.loading_bytes = load.bytes;
    state.loading_rows = load.rows;
    return state;
}

} // namespace cohortscope::engine

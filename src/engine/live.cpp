#include "engine/live.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>

#include "base/error.h"
#include "data/read_table.h"
#include "data/sample.h"
#include "engine/fitted_settings.h"
#include "engine/labels_agreement.h"
#include "engine/moves.h"
#include "engine/pipeline.h"
#include "engine/stages.h"

namespace cohortscope::engine {

namespace {

constexpr double kSamePartition = 0.95; // adjusted Rand index below which a notice is due

// The centres of the clusters on the map.
std::vector<analysis::MapPlace> places_of(const Result& result) {
    const analysis::Pca& pca = *result.pca;
    const auto d = static_cast<std::size_t>(pca.dimensions);
    const std::vector<double>& centres = result.clustering->centres;
    const auto along = [&](std::size_t cluster, int component) {
        const double* axis = &pca.components[static_cast<std::size_t>(component - 1) * d];
        return std::inner_product(axis, axis + d, &centres[cluster * d], 0.0);
    };
    std::vector<analysis::MapPlace> places;
    for (std::size_t cluster = 0; cluster * d < centres.size(); ++cluster)
        places.push_back(
            {along(cluster, result.settings.pca_x), along(cluster, result.settings.pca_y)});
    return places;
}

} // namespace

// The members up to `mutex` belong to the worker's thread; those after it are guarded by it.
struct Live::Worker {
    Worker(std::function<void()> wake_window, Pace wanted_pace)
        : wake(std::move(wake_window)), pace(wanted_pace) {
        thread = std::jthread([this](std::stop_token stop) { run(stop); });
    }
    ~Worker() {
        thread.request_stop();
        const std::scoped_lock lock(mutex);
        stop_running(true);
    }

    // What the worker decided to do next, taken under the lock.
    struct Job {
        TableSource load;
        std::string load_name;
        Settings settings;
        bool has_request = false;
        std::vector<std::pair<int, std::string>> renames;
        std::shared_ptr<base::Progress> progress;
    };

    void run(const std::stop_token& stop);
    std::optional<Job> next_job(const std::stop_token& stop);
    bool wait_for_work(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
    double due_ms() const;
    void perform(Job& job);
    void load(Job& job);
    void step(Job& job);
    void finish(Job& job);
    void rename(int colour, const std::string& name);
    void publish(std::shared_ptr<Result> result);
    std::shared_ptr<const Moves> moves_to(const Result& result);
    void fail(const std::string& message);
    // Under the lock.
    bool has_news() const { return pending_load || !pending_renames.empty() || fresh_request; }
    // Under the lock. A settings change stops a final, never a load; another load stops both.
    void stop_running(bool loads_too) {
        if (running && (loads_too || !running_is_load))
            running->cancel();
    }

    std::function<void()> wake;
    const Pace pace;
    const std::shared_ptr<base::Gate> gate = std::make_shared<base::Gate>();
    const std::shared_ptr<WardTrees> trees = std::make_shared<WardTrees>();
    std::optional<Pipeline> pipeline;
    analysis::IdentityTracker tracker;
    std::shared_ptr<const Result> shown; // what was published last
    std::optional<Grouping> last_final;  // of this table
    bool settled = true;                 // `shown` is final for the latest request
    bool preview_converged = false;
    std::uint64_t serial = 0;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    LiveState published;
    TableSource pending_load;
    std::string pending_name;
    std::vector<std::pair<int, std::string>> pending_renames;
    Settings wanted;
    bool has_wanted = false;    // a request was made at all
    bool fresh_request = false; // …and not yet looked at
    bool held = false;
    bool released = false;
    double changed_at_ms = 0.0;
    std::shared_ptr<base::Progress> running;
    bool running_is_load = false;
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
    job.load = std::exchange(pending_load, {});
    job.load_name = pending_name;
    job.renames = std::exchange(pending_renames, {});
    job.settings = wanted;
    job.has_request = has_wanted;
    if (std::exchange(fresh_request, false)) {
        settled = false;
        preview_converged = false;
    }
    job.progress = std::make_shared<base::Progress>();
    running = job.progress;
    running_is_load = static_cast<bool>(job.load);
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
            published.computing = !settled || fresh_request || pending_load;
            if (!pending_load)
                published.loading.clear();
        }
        wake();
    }
}

void Live::Worker::perform(Job& job) {
    if (job.load)
        return load(job);
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

void Live::Worker::load(Job& job) {
    try {
        const std::shared_ptr<const data::Table> table = job.load(*job.progress);
        job.settings = fit_settings(job.settings, *table).settings;
        Pipeline fresh(table, trees);
        auto result = std::make_shared<Result>(*fresh.final_result(job.settings, *job.progress));
        pipeline = std::move(fresh);
        tracker.forget();
        last_final.reset();
        settled = true;
        publish(std::move(result));
    } catch (const base::Cancelled&) {
        // Another file is waiting.
    } catch (const std::exception& error) {
        fail(error.what()); // the old table and its result stay
    }
}

// One piece of work towards the final: a preview while the knob moves, then the final.
void Live::Worker::step(Job& job) {
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
            labels_agreement(*shown->prepared.learners, *shown->clustering,
                             *result->prepared.learners, *result->clustering) < kSamePartition;
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
    const std::vector<analysis::MapPlace> places = places_of(*result);
    result->identity =
        tracker.match({result->clustering->labels, result->clustering->k,
                       result->prepared.learners->rows, key, result->final_result, places});
    result->serial = ++serial;
    std::shared_ptr<const Moves> moves = moves_to(*result);
    shown = result;
    std::shared_ptr<const Result> replaced; // destroyed, if nobody shows it, without the lock
    const std::scoped_lock lock(mutex);
    replaced = std::exchange(published.result, std::move(result));
    std::swap(published.moves, moves);
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

Live::Live(std::function<void()> wake, Pace pace)
    : worker_(std::make_unique<Worker>(std::move(wake), pace)) {}
Live::~Live() = default;

void Live::load_from(const std::string& name, TableSource source) {
    {
        const std::scoped_lock lock(worker_->mutex);
        worker_->pending_load = std::move(source);
        worker_->pending_name = name;
        worker_->published.loading = name;
        worker_->published.error.clear();
        worker_->published.computing = true;
        worker_->stop_running(true);
    }
    worker_->changed.notify_all();
}

void Live::load_file(const std::string& path) {
    load_from(path, [path](base::Progress& progress) {
        return std::make_shared<const data::Table>(data::read_table(path, {}, progress));
    });
}

void Live::load_sample() {
    load_from("built-in sample", [](base::Progress&) {
        return std::make_shared<const data::Table>(data::make_sample());
    });
}

void Live::load_table(std::shared_ptr<const data::Table> table) {
    load_from(table->source, [table](base::Progress&) { return table; });
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
            worker.stop_running(false);
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
    const std::scoped_lock lock(worker_->mutex);
    return worker_->published;
}

} // namespace cohortscope::engine

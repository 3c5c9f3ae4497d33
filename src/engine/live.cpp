#include "engine/live.h"

#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "engine/fitted_settings.h"
#include "engine/labels_agreement.h"
#include "engine/live_worker.h"
#include "engine/stages.h"
#include "sample/sample.h"

namespace cohortscope::engine {

namespace {

constexpr double kSamePartition = 0.95; // adjusted Rand index below which a notice is due

} // namespace

double Live::Worker::due_ms() const {
    return released ? changed_at_ms : changed_at_ms + pace.settle_ms;
}

// True when there is something to do now; false when asked to stop.
bool Live::Worker::wait_for_work(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (has_news())
            return true;
        if (settled || awaited) {
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
    job.wish = wanted;
    job.follows = std::exchange(fresh_identity, false);
    job.picks = std::exchange(fresh_picking, false);
    job.selects = std::exchange(fresh_selection, false);
    job.column = std::exchange(fresh_column, false);
    job.contrasts = std::exchange(fresh_contrast, false);
    if (std::exchange(fresh_request, false)) {
        settled = false;
        preview_converged = false;
    }
    job.asks = settled && std::exchange(fresh_asking, false);
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
            if (job->asks)
                answer(*job);
            follow_contrast(*job);
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
    back_to = job.wish.back_to;
    take_baseline(job.wish);
    if (job.picks)
        pick(job.wish.picking);
    else if (job.selects)
        follow_selection(job.wish.selection);
    if (job.column)
        show_column();
    if (job.arrival) {
        std::optional<Arrival> arrival = loads->take();
        if ((arrival && adopt(*arrival, job)) || (settled && !job.follows))
            return; // where it failed, what is shown stays as it is
    }
    if (job.follows)
        follow_identity(job.wish);
    if (!pipeline)
        settled = true; // a request before any table: the load will answer it
    else if (!settled)
        step(job);
    else if (job.follows)
        show_again();
    else if (!job.picks && !job.selects && !job.column && !job.asks && !job.contrasts)
        follow_baseline(job);
}

Settings Live::Worker::settings_wanted() const {
    const std::scoped_lock lock(mutex);
    return wanted.settings;
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
bool Live::Worker::adopt(Arrival& arrival, const Job& job) {
    if (!arrival.pipeline) {
        const std::scoped_lock lock(mutex);
        load_error = arrival.error;
        refused = std::exchange(awaited, nullptr);
        published.unknown_columns = std::move(arrival.unknown);
        return false;
    }
    const std::shared_ptr<const data::Table>& table = arrival.result->prepared.table;
    const bool again = shown && shown->prepared.table->fingerprint == table->fingerprint;
    const bool meant = job.wish.table == table; // the window knows it
    pipeline = std::move(arrival.pipeline);
    if (!again)
        tracker.forget();
    names = again || meant || is_back(*arrival.result) ? job.wish.names : analysis::GivenNames();
    tracker.follow_names(names);
    last_final.reset();
    {
        const std::scoped_lock lock(mutex);
        awaited.reset();
        settled =
            fit_settings(wanted.settings, arrival.result->prepared.table, arrival.named).settings ==
            arrival.result->settings;
    }
    named = std::move(arrival.named);
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
    const std::shared_ptr<const data::Table>& table = shown->prepared.table;
    const bool keeps = keeps_schema(*settings.schema, *table, named.get());
    return has_old || !keeps ? fit_settings(settings, table, named).settings : settings;
}

// One piece of work towards the final: a preview while the knob moves, then the final.
void Live::Worker::step(Job& job) {
    Settings& settings = job.wish.settings;
    settings = fitting(settings);
    if (!shown || pipeline->final_is_cheap(settings))
        return finish(job);
    if (!preview_converged) {
        auto preview =
            std::make_shared<Result>(*pipeline->preview(settings, *shown, pace.preview_ms));
        preview_converged = preview->clustering->converged;
        return publish(std::move(preview));
    }
    finish(job);
}

void Live::Worker::finish(Job& job) {
    auto result =
        std::make_shared<Result>(*pipeline->final_result(job.wish.settings, *job.progress));
    if (shown && !shown->final_result && shown->settings == job.wish.settings)
        result->better_optimum =
            labels_agreement(*shown->prepared.rows, *shown->clustering, *result->prepared.rows,
                             *result->clustering) < kSamePartition;
    settled = true;
    publish(std::move(result));
}

Live::Worker::TableWish Live::Worker::take_wish(const Wish& wish, bool holds) {
    const std::scoped_lock lock(mutex);
    const bool asks = !has_wanted || wanted.settings != wish.settings;
    const bool follows =
        wanted.names != wish.names || (wish.back_to && wanted.back_to != wish.back_to);
    const bool lets_go = held && !holds;
    fresh_picking = fresh_picking || wanted.picking.serial != wish.picking.serial;
    fresh_selection = fresh_selection || wanted.selection != wish.selection;
    fresh_asking = fresh_asking || wanted.asking != wish.asking;
    fresh_contrast = fresh_contrast || wanted.contrasting != wish.contrasting;
    // A table that failed to come is tried again with other settings.
    const bool goes_to =
        wish.table && (wish.table != wanted.table || (asks && wish.table == refused));
    const bool fetches =
        goes_to && !(published.result && published.result->prepared.table == wish.table);
    const bool gives_up = goes_to && awaited && !fetches;
    if (goes_to) {
        load_error.clear();
        refused.reset();
        awaited = fetches ? wish.table : nullptr;
    }
    wanted = wish;
    held = holds;
    fresh_identity = fresh_identity || follows;
    if (asks) {
        has_wanted = true;
        fresh_request = true;
        changed_at_ms = now_ms();
        published.computing = true;
        // A preview is short and always shown; only a final gives way.
        stop_running();
    }
    if (asks || lets_go)
        released = lets_go;
    return {fetches ? awaited : nullptr, gives_up};
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
    worker_->loads->start_file(path, options);
}

void Live::keep_schema(std::shared_ptr<const schema::Schema> named) {
    worker_->loads->keep_schema(std::move(named));
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
    Wish wish;
    {
        const std::scoped_lock lock(worker_->mutex);
        wish = worker_->wanted;
    }
    wish.settings = settings;
    request(wish, held);
}

void Live::request(const Wish& wish, bool held) {
    const Worker::TableWish tables = worker_->take_wish(wish, held);
    if (tables.gives_up)
        cancel_load();
    if (tables.fetched)
        load_table(tables.fetched);
    worker_->changed.notify_all();
}

void Live::show_column(const std::string& name) {
    {
        const std::scoped_lock lock(worker_->mutex);
        if (worker_->shown_column == name)
            return;
        worker_->shown_column = name;
        worker_->fresh_column = true;
        worker_->published.computing = true;
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

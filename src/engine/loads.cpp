#include "engine/loads.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/error.h"
#include "base/file_message.h"
#include "engine/fitted_settings.h"
#include "engine/known_tables.h"

namespace cohortscope::engine {

namespace {

constexpr std::chrono::milliseconds kPatience{100}; // for threads that end, at the end

struct Run {
    std::string name;
    TableSource source;
    std::shared_ptr<const schema::Schema> named; // null: the one that fits best
    base::Progress progress;
    std::optional<Arrival> arrival; // guarded by Shared::mutex
};

} // namespace

struct Loads::Shared {
    std::mutex owner_mutex; // held while the owner is asked; taken before `mutex`, never after
    LoadOwner owner;        // empty when it is gone
    std::shared_ptr<base::Gate> gate;
    std::shared_ptr<WardTrees> trees;

    std::mutex mutex;
    std::condition_variable ended;
    std::shared_ptr<Run> current;
    int threads = 0;

    Settings wanted() {
        const std::scoped_lock lock(owner_mutex);
        return owner.settings ? owner.settings() : Settings{};
    }
    Arrival read(Run& run);
    Arrival first_result(std::shared_ptr<const data::Table> table, Run& run);
    void perform(Run& run);
    void land(Run& run, Arrival arrival);
};

Arrival Loads::Shared::first_result(std::shared_ptr<const data::Table> table, Run& run) {
    const base::Urgent urgent(*gate);
    Arrival arrival;
    const FittedSettings fitted = fit_settings(wanted(), table, run.named);
    arrival.named = run.named;
    arrival.dropped = fitted.columns;
    arrival.columns =
        std::make_shared<const std::vector<schema::ColumnSummary>>(schema::summaries_of(*table));
    arrival.pipeline.emplace(std::move(table), trees);
    arrival.result =
        std::make_shared<Result>(*arrival.pipeline->final_result(fitted.settings, run.progress));
    return arrival;
}

Arrival Loads::Shared::read(Run& run) {
    Arrival failed;
    try {
        return first_result(run.source(run.progress), run);
    } catch (const base::Cancelled&) {
        // Nobody waits for it.
    } catch (const data::UnknownColumns& error) {
        failed.error = base::message_about(run.name, error.what());
        failed.unknown = std::make_shared<const data::UnknownColumns>(error);
    } catch (const std::bad_alloc&) {
        failed.error = base::message_about(run.name, "not enough memory for this table");
    } catch (const std::exception& error) {
        failed.error = base::message_about(run.name, error.what());
    }
    return failed;
}

void Loads::Shared::perform(Run& run) {
    land(run, read(run));
    run.source = {}; // what it holds ends before the thread counts as ended
    const std::scoped_lock lock(mutex);
    --threads;
    ended.notify_all();
}

void Loads::Shared::land(Run& run, Arrival arrival) {
    {
        const std::scoped_lock lock(mutex);
        if (run.progress.cancelled())
            return;
        run.arrival = std::move(arrival);
    }
    const std::scoped_lock lock(owner_mutex);
    if (owner.arrived)
        owner.arrived();
}

Loads::Loads(LoadOwner owner, std::shared_ptr<base::Gate> gate, std::shared_ptr<WardTrees> trees)
    : shared_(std::make_shared<Shared>()) {
    shared_->owner = std::move(owner);
    shared_->gate = std::move(gate);
    shared_->trees = std::move(trees);
}

Loads::~Loads() {
    cancel();
    {
        const std::scoped_lock lock(shared_->owner_mutex);
        shared_->owner = {};
    }
    std::unique_lock lock(shared_->mutex);
    shared_->ended.wait_for(lock, kPatience, [&] { return shared_->threads == 0; });
}

void Loads::keep_schema(std::shared_ptr<const schema::Schema> named) {
    kept_schema_ = std::move(named);
}

void Loads::start(const std::string& name, TableSource source) {
    start(name, std::move(source), nullptr);
}

void Loads::start_file(const std::string& path, const data::ReadOptions& options) {
    start(
        path,
        [path, options](base::Progress& progress) {
            return std::make_shared<const data::Table>(table_of_file(path, options, progress));
        },
        kept_schema_);
}

void Loads::start(const std::string& name, TableSource source,
                  std::shared_ptr<const schema::Schema> named) {
    cancel();
    const auto run = std::make_shared<Run>();
    run->name = name;
    run->source = std::move(source);
    run->named = std::move(named);
    {
        const std::scoped_lock lock(shared_->mutex);
        shared_->current = run;
        ++shared_->threads;
    }
    try {
        std::thread([shared = shared_, run] { shared->perform(*run); }).detach();
    } catch (const std::system_error& error) {
        Arrival failed;
        failed.error = base::message_about(name, std::string("cannot start a thread to read it: ") +
                                                     error.what());
        shared_->land(*run, std::move(failed));
        const std::scoped_lock lock(shared_->mutex);
        --shared_->threads;
    }
}

void Loads::cancel() {
    std::shared_ptr<Run> given_up; // what it holds is destroyed without the lock
    const std::scoped_lock lock(shared_->mutex);
    given_up = std::exchange(shared_->current, nullptr);
    if (given_up)
        given_up->progress.cancel();
}

std::optional<Arrival> Loads::take() {
    std::shared_ptr<Run> over;
    const std::scoped_lock lock(shared_->mutex);
    if (!shared_->current || !shared_->current->arrival)
        return std::nullopt;
    over = std::exchange(shared_->current, nullptr);
    return std::move(over->arrival);
}

LoadState Loads::state() const {
    const std::scoped_lock lock(shared_->mutex);
    if (!shared_->current)
        return {};
    const Run& run = *shared_->current;
    return {run.name, run.progress.bytes(), run.progress.rows()};
}

} // namespace cohortscope::engine

#include "engine/row_list.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "base/parallel.h"
#include "base/progress.h"

namespace cohortscope::engine {

namespace {

struct Job {
    RowQuery query;
    std::shared_ptr<const Result> result;
    bool operator==(const Job&) const = default;
};

} // namespace

// The members up to `mutex` belong to the worker's thread; those after it are guarded by it.
struct RowLister::Worker {
    Worker(std::function<void()> wake_window, std::shared_ptr<base::Gate> gate)
        : wake(std::move(wake_window)), pool(base::loop_threads(), std::move(gate)) {
        thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
    ~Worker() {
        thread.request_stop();
        const std::scoped_lock lock(mutex);
        if (progress)
            progress->cancel();
    }

    void run(const std::stop_token& stop);
    std::optional<Job> next_job(const std::stop_token& stop);
    void perform(const Job& job, base::Progress& own_progress);
    void fail(const Job& job, const std::string& message);

    std::function<void()> wake;
    base::BackgroundPool pool;
    RowFinder finder;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    std::shared_ptr<const RowListing> listing;
    std::optional<Job> asked;                 // last, answered or not
    std::optional<Job> waiting;               // the next one
    std::shared_ptr<base::Progress> progress; // of the running one
    std::jthread thread;                      // last: it uses all of the above
};

std::optional<Job> RowLister::Worker::next_job(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    if (!changed.wait(lock, stop, [&] { return waiting.has_value(); }))
        return std::nullopt;
    std::optional<Job> job;
    job.swap(waiting);
    progress = std::make_shared<base::Progress>();
    return job;
}

void RowLister::Worker::perform(const Job& job, base::Progress& own_progress) {
    std::shared_ptr<const RowListing> before;
    {
        const std::scoped_lock lock(mutex);
        before = listing;
    }
    auto found = std::make_shared<const RowListing>(
        finder.find(job.query, job.result, before.get(), own_progress));
    {
        const std::scoped_lock lock(mutex);
        listing.swap(found); // the one before goes without the lock
    }
    wake();
}

// Such as for want of memory: the listing stays and says why.
void RowLister::Worker::fail(const Job& job, const std::string& message) {
    {
        const std::scoped_lock lock(mutex);
        if (!listing)
            return;
        RowListing failed = *listing;
        failed.refused = job.query.filter;
        failed.filter_error = message;
        listing = std::make_shared<const RowListing>(std::move(failed));
    }
    wake();
}

void RowLister::Worker::run(const std::stop_token& stop) {
    while (const std::optional<Job> job = next_job(stop)) {
        const std::shared_ptr<base::Progress> own_progress = progress;
        try {
            pool.run([&] { perform(*job, *own_progress); });
        } catch (const base::Cancelled&) {
            // A later request waits.
        } catch (const std::exception& error) {
            fail(*job, error.what());
        }
        const std::scoped_lock lock(mutex);
        progress.reset();
    }
}

RowLister::RowLister(std::function<void()> wake, std::shared_ptr<base::Gate> gate)
    : worker_(std::make_unique<Worker>(std::move(wake), std::move(gate))) {}
RowLister::~RowLister() = default;

void RowLister::request(const RowQuery& query, std::shared_ptr<const Result> result) {
    Job job{query, std::move(result)};
    {
        const std::scoped_lock lock(worker_->mutex);
        if (worker_->asked == job)
            return;
        worker_->asked = job;
        worker_->waiting = std::move(job);
        if (worker_->progress)
            worker_->progress->cancel();
    }
    worker_->changed.notify_all();
}

std::shared_ptr<const RowListing> RowLister::listing() const {
    const std::scoped_lock lock(worker_->mutex);
    return worker_->listing;
}

} // namespace cohortscope::engine

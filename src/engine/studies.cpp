#include "engine/studies.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/error.h"
#include "base/parallel.h"
#include "engine/elbow_study.h"
#include "engine/stages.h"
#include "engine/study_runs.h"

namespace cohortscope::engine {

namespace {

using base::Fingerprint;
using Phase = StudyView::Phase;

constexpr double kWarmBudgetMs = 30.0; // of a warm elbow: twelve fits between two frames or so
constexpr std::size_t kKept = 6;       // values of each study, for as many settings

struct Job {
    Study study = Study::elbow;
    std::shared_ptr<const Result> result;
    Fingerprint key;
    bool warm = false; // of a preview: refresh, not a value to keep
};

// A value with what it belongs to.
struct Found {
    Fingerprint key; // 0 for a warm one, which belongs to no settings
    Fingerprint table;
    bool complete = false;
    std::string subject;
    std::shared_ptr<const StudyValue> value;
};

// What is known of one study.
struct Shelf {
    std::vector<Found> kept;    // complete ones, the latest last
    std::optional<Found> shown; // the latest, complete or not
    std::string error;
    Fingerprint error_key;
};

const Found* find(const Shelf& shelf, Fingerprint key) {
    const auto found = std::ranges::find(shelf.kept, key, &Found::key);
    return found == shelf.kept.end() ? nullptr : &*found;
}

void keep(Shelf& shelf, const Found& found) {
    std::erase_if(shelf.kept, [&](const Found& other) { return other.key == found.key; });
    if (shelf.kept.size() == kKept)
        shelf.kept.erase(shelf.kept.begin());
    shelf.kept.push_back(found);
}

} // namespace

// The members up to `mutex` belong to the worker's thread; those after it are guarded by it.
struct Studies::Worker {
    Worker(std::function<void()> wake_window, const std::shared_ptr<base::Gate>& gate,
           std::shared_ptr<WardTrees> trees)
        : wake(std::move(wake_window)), pool(base::loop_threads(), gate) {
        context.trees = std::move(trees);
        thread = std::jthread([this](std::stop_token stop) { run(stop); });
    }
    ~Worker() {
        thread.request_stop();
        const std::scoped_lock lock(mutex);
        if (progress)
            progress->cancel();
    }

    Shelf& shelf(Study study) { return shelves[static_cast<std::size_t>(study)]; }

    void run(const std::stop_token& stop);
    std::optional<Job> next_job(const std::stop_token& stop);
    void perform(const Job& job, base::Progress& own_progress);
    void refresh(const Job& job);
    void publish(const Job& job, StudyValue value, bool complete);
    void fail(const Job& job, const std::string& message);

    // Under the lock.
    std::size_t rank(Study study) const;
    void order_queue();
    bool is_under_way(const Job& job) const;
    void drop(Study study);
    StudyView view(Study study, const Result* result) const;
    void add_phase(StudyView& view, Study study, Fingerprint key) const;

    std::function<void()> wake;
    base::BackgroundPool pool;
    StudyContext context;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    std::array<Shelf, kStudies> shelves;
    std::deque<Job> queue;    // in the order in which they run
    std::vector<Study> front; // go before the others, in this order
    std::optional<Job> running;
    std::shared_ptr<base::Progress> progress; // of the running one
    double started_ms = 0.0;
    std::jthread thread; // last: it uses all of the above
};

std::optional<Job> Studies::Worker::next_job(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    const auto is_known = [&](const Job& job) {
        return !job.warm && find(shelf(job.study), job.key) != nullptr;
    };
    const auto has_job = [&] {
        std::erase_if(queue, is_known); // one that gave way may have finished after all
        return !queue.empty();
    };
    if (!changed.wait(lock, stop, has_job))
        return std::nullopt;
    Job job = std::move(queue.front());
    queue.pop_front();
    running = job;
    progress = std::make_shared<base::Progress>();
    started_ms = now_ms();
    return job;
}

void Studies::Worker::run(const std::stop_token& stop) {
    while (const std::optional<Job> job = next_job(stop)) {
        const std::shared_ptr<base::Progress> own_progress = progress;
        try {
            pool.run([&] { perform(*job, *own_progress); });
        } catch (const base::Cancelled&) {
            // What has landed stays visible.
        } catch (const std::exception& error) {
            fail(*job, error.what());
        }
        {
            const std::scoped_lock lock(mutex);
            running.reset();
            progress.reset();
        }
        wake();
    }
}

void Studies::Worker::perform(const Job& job, base::Progress& own_progress) {
    if (job.warm)
        return refresh(job);
    const Partial partial = [&](StudyValue value) {
        publish(job, std::move(value), false);
        wake();
    };
    publish(job, run_study(job.study, *job.result, context, partial, own_progress), true);
}

void Studies::Worker::refresh(const Job& job) {
    std::shared_ptr<const StudyValue> before;
    {
        const std::scoped_lock lock(mutex);
        const std::optional<Found>& shown = shelf(job.study).shown;
        if (shown && shown->table == job.result->prepared.table->fingerprint)
            before = shown->value;
    }
    const Elbow* elbow = before ? std::get_if<Elbow>(before.get()) : nullptr;
    if (elbow == nullptr)
        return;
    if (std::optional<Elbow> warm = warm_elbow(*elbow, *job.result, kWarmBudgetMs))
        publish(job, std::move(*warm), false);
}

void Studies::Worker::publish(const Job& job, StudyValue value, bool complete) {
    Found found{job.warm ? Fingerprint{} : job.key, job.result->prepared.table->fingerprint,
                complete, study_subject(job.study, job.result->settings),
                std::make_shared<const StudyValue>(std::move(value))};
    const std::scoped_lock lock(mutex);
    Shelf& known = shelf(job.study);
    if (complete)
        keep(known, found);
    known.shown = std::move(found);
    known.error.clear();
}

void Studies::Worker::fail(const Job& job, const std::string& message) {
    const std::scoped_lock lock(mutex);
    shelf(job.study).error = message;
    shelf(job.study).error_key = job.key;
}

bool Studies::Worker::is_under_way(const Job& job) const {
    const auto same = [&](const Job& other) {
        return other.study == job.study && other.key == job.key && other.warm == job.warm;
    };
    return (running && !progress->cancelled() && same(*running)) ||
           std::ranges::any_of(queue, same);
}

std::size_t Studies::Worker::rank(Study study) const {
    return static_cast<std::size_t>(std::ranges::find(front, study) - front.begin());
}

// Those in front first; among equals in the order in which they came. The running one goes back to
// the head of the others where one in front would have to wait for it.
void Studies::Worker::order_queue() {
    const bool runs = running && !progress->cancelled();
    const bool waits =
        std::ranges::any_of(queue, [&](const Job& job) { return rank(job.study) < front.size(); });
    if (runs && waits && rank(running->study) == front.size()) {
        queue.push_front(*running);
        progress->cancel();
    }
    std::ranges::stable_sort(queue, {}, [&](const Job& job) { return rank(job.study); });
}

void Studies::Worker::drop(Study study) {
    std::erase_if(queue, [&](const Job& job) { return job.study == study; });
    if (running && running->study == study)
        progress->cancel();
}

void Studies::Worker::add_phase(StudyView& view, Study study, Fingerprint key) const {
    const auto is_it = [&](const Job& job) { return job.study == study && !job.warm; };
    if (running && is_it(*running) && !progress->cancelled()) {
        view.phase = Phase::running;
        view.running_for_present = running->key == key;
        view.fraction = progress->fraction();
        constexpr double kTooEarly = 0.02; // to tell how long it takes
        if (view.fraction > kTooEarly)
            view.seconds_left =
                (now_ms() - started_ms) / 1000.0 * (1.0 - view.fraction) / view.fraction;
        return;
    }
    const auto waiting = std::ranges::find_if(queue, is_it);
    if (waiting == queue.end())
        return;
    view.phase = Phase::waiting;
    view.running_for_present = waiting->key == key;
}

StudyView Studies::Worker::view(Study study, const Result* result) const {
    StudyView made;
    if (result == nullptr)
        return made;
    const Shelf& known = shelves[static_cast<std::size_t>(study)];
    const Fingerprint key = study_key(study, *result);
    const Found* present = find(known, key);
    const bool has_other = known.shown && known.shown->table == result->prepared.table->fingerprint;
    const Found* found = present != nullptr ? present : has_other ? &*known.shown : nullptr;
    if (found != nullptr) {
        made.value = found->value;
        made.subject = found->subject;
        made.current = found->key == key && key != Fingerprint{};
        made.complete = made.current && found->complete;
    }
    add_phase(made, study, key);
    if (known.error_key == key)
        made.error = known.error;
    return made;
}

Studies::Studies(std::function<void()> wake, std::shared_ptr<base::Gate> gate,
                 std::shared_ptr<WardTrees> trees)
    : worker_(std::make_unique<Worker>(std::move(wake), gate, std::move(trees))) {}
Studies::~Studies() = default;

void Studies::request(Study study, std::shared_ptr<const Result> result) {
    const bool warm = !result->final_result;
    if (warm && study != Study::elbow)
        return;
    Job job{study, std::move(result), {}, warm};
    job.key = study_key(study, *job.result);
    {
        const std::scoped_lock lock(worker_->mutex);
        if (find(worker_->shelf(study), job.key) != nullptr || worker_->is_under_way(job))
            return;
        worker_->drop(study);
        worker_->shelf(study).error.clear();
        worker_->queue.push_back(std::move(job));
        worker_->order_queue();
    }
    worker_->changed.notify_all();
}

void Studies::put_first(std::span<const Study> front) {
    const std::scoped_lock lock(worker_->mutex);
    if (std::ranges::equal(worker_->front, front))
        return;
    worker_->front.assign(front.begin(), front.end());
    worker_->order_queue();
}

void Studies::cancel(Study study) {
    {
        const std::scoped_lock lock(worker_->mutex);
        worker_->drop(study);
    }
    worker_->wake();
}

StudiesState Studies::state(const Result* result) const {
    StudiesState state;
    const std::scoped_lock lock(worker_->mutex);
    for (const Study study : kAllStudies)
        state.views[static_cast<std::size_t>(study)] = worker_->view(study, result);
    return state;
}

} // namespace cohortscope::engine

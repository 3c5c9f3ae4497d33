#include "base/background.h"

#include <exception>

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "base/error.h"

namespace cohortscope::base {

namespace {

// What the present thread is doing: nothing of a pool, a pool's run(), or a task of its loop.
struct Place {
    BackgroundPool* pool = nullptr;
    bool in_task = false;
};
thread_local Place place;

class Enter {
  public:
    explicit Enter(Place now) : before_(place) { place = now; }
    ~Enter() { place = before_; }
    Enter(const Enter&) = delete;
    Enter& operator=(const Enter&) = delete;

  private:
    Place before_;
};

// On Linux a nice value belongs to a thread. 10 leaves a thread about a tenth of a contended
// processor: enough to go on beside other programs, too little to be felt.
void lower_priority() {
#if defined(__linux__)
    constexpr int kNice = 10;
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);
#endif
}

} // namespace

void Gate::open() {
    {
        const std::scoped_lock lock(mutex_);
        --closed_;
    }
    opened_.notify_all();
}

void Gate::wait() {
    if (is_open())
        return;
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [&] { return is_open(); });
}

struct BackgroundPool::Loop {
    std::size_t count;
    const std::function<void(std::size_t)>& body;
    Gate& gate;
    std::atomic<std::size_t> next = 0;
    int helpers = 0;            // guarded by the pool's mutex
    std::exception_ptr failure; // the first one
    std::mutex failure_mutex;

    void work() {
        const Enter task({nullptr, true});
        try {
            for (std::size_t index = next++; index < count; index = next++) {
                gate.wait();
                body(index);
            }
        } catch (...) {
            const std::scoped_lock lock(failure_mutex);
            if (!failure)
                failure = std::current_exception();
            next = count;
        }
    }
};

BackgroundPool::BackgroundPool(int threads, std::shared_ptr<Gate> gate) : gate_(std::move(gate)) {
    for (int i = 1; i < threads; ++i)
        threads_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
}

BackgroundPool::~BackgroundPool() {
    for (std::jthread& thread : threads_)
        thread.request_stop();
}

void BackgroundPool::serve(const std::stop_token& stop) {
    lower_priority();
    const auto has_work = [&] { return loop_ != nullptr && loop_->next.load() < loop_->count; };
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, has_work)) {
        Loop& loop = *loop_;
        ++loop.helpers;
        lock.unlock();
        loop.work();
        lock.lock();
        --loop.helpers;
        changed_.notify_all();
    }
}

void BackgroundPool::run(const std::function<void()>& body) {
    ENSURE(place.pool == nullptr && !place.in_task);
    lower_priority();
    const Enter inside({this, false});
    body();
}

void BackgroundPool::share(Loop& loop) {
    {
        const std::scoped_lock lock(mutex_);
        loop_ = &loop;
    }
    changed_.notify_all();
    loop.work();
    std::unique_lock lock(mutex_);
    loop_ = nullptr;
    changed_.wait(lock, [&] { return loop.helpers == 0; });
}

bool BackgroundPool::run_loop(std::size_t count, const std::function<void(std::size_t)>& body) {
    if (place.in_task) {
        for (std::size_t index = 0; index < count; ++index)
            body(index);
        return true;
    }
    if (place.pool == nullptr)
        return false;
    Loop loop{count, body, *place.pool->gate_, {}, {}, {}, {}};
    place.pool->share(loop);
    if (loop.failure)
        std::rethrow_exception(loop.failure);
    return true;
}

} // namespace cohortscope::base

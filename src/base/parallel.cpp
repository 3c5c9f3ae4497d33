#include "base/parallel.h"

#include <algorithm>

#include "base/background.h"

#if defined(__SANITIZE_THREAD__)
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#endif

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>

namespace cohortscope::base {

namespace {

#if defined(__SANITIZE_THREAD__)

// The thread sanitizer cannot see the hand-overs inside the system's oneTBB and would call them
// races. Its builds share the tasks between two plain threads, so that it checks the bodies
// themselves.
void run_tasks(std::size_t count, const std::function<void(std::size_t)>& body) {
    std::atomic<std::size_t> next = 0;
    std::exception_ptr failure;
    std::mutex failure_mutex;
    const auto work = [&] {
        try {
            for (std::size_t task = next++; task < count; task = next++)
                body(task);
        } catch (...) {
            const std::scoped_lock lock(failure_mutex);
            failure = std::current_exception();
            next = count;
        }
    };
    {
        const std::jthread other(work);
        work();
    }
    if (failure)
        std::rethrow_exception(failure);
}

#else

void run_tasks(std::size_t count, const std::function<void(std::size_t)>& body) {
    // Loops nested in a body may run on the calling thread's stack; isolation would cost more than
    // it brings, since no body holds a lock.
    oneapi::tbb::parallel_for(std::size_t{0}, count, [&](std::size_t task) { body(task); });
}

#endif

} // namespace

void for_each_chunk(std::size_t rows, std::size_t chunk_rows,
                    const std::function<void(const Chunk&)>& body) {
    for_each_task(chunk_count(rows, chunk_rows), [&](std::size_t index) {
        const std::size_t begin = index * chunk_rows;
        body({index, begin, std::min(rows, begin + chunk_rows)});
    });
}

void for_each_task(std::size_t count, const std::function<void(std::size_t)>& body) {
    if (count == 1) {
        body(0);
        return;
    }
    if (!BackgroundPool::run_loop(count, body))
        run_tasks(count, body);
}

int loop_threads() {
    using oneapi::tbb::global_control;
    return static_cast<int>(global_control::active_value(global_control::max_allowed_parallelism));
}

ThreadLimit::ThreadLimit(int threads) : control_(nullptr) {
    using oneapi::tbb::global_control;
    if (threads > 0)
        control_ = new global_control(global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(threads));
}

ThreadLimit::~ThreadLimit() { delete static_cast<oneapi::tbb::global_control*>(control_); }

} // namespace cohortscope::base

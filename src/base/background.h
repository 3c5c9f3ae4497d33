// A pool for work that gives way: studies run on it while the window stays live.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace cohortscope::base {

// Closed while something urgent runs; background pools start no task then.
class Gate {
  public:
    void close() { ++closed_; }
    void open();
    void wait(); // until it is open
    bool is_open() const { return closed_.load(std::memory_order_relaxed) == 0; }

  private:
    std::atomic<int> closed_ = 0; // how often
    std::mutex mutex_;
    std::condition_variable opened_;
};

// Closes a gate while it lives: the live worker holds one while it computes.
class Urgent {
  public:
    explicit Urgent(Gate& gate) : gate_(gate) { gate_.close(); }
    ~Urgent() { gate_.open(); }
    Urgent(const Urgent&) = delete;
    Urgent& operator=(const Urgent&) = delete;

  private:
    Gate& gate_;
};

// Plain threads of low priority for the system, apart from oneTBB's pool: a live result never
// queues behind a study's tasks, and where processors are short the system prefers the live
// threads. Loops of parallel.h that are started inside run() go to these threads, with the same
// chunks and so with the same bits.
class BackgroundPool {
  public:
    // The caller of run() is one of the `threads` (at least 1).
    BackgroundPool(int threads, std::shared_ptr<Gate> gate);
    ~BackgroundPool();
    BackgroundPool(const BackgroundPool&) = delete;
    BackgroundPool& operator=(const BackgroundPool&) = delete;

    // Calls body on the present thread, whose priority stays lowered from then on. An exception
    // reaches the caller. One call at a time.
    void run(const std::function<void()>& body);

    // For parallel.cpp. Runs the loop on the pool whose run() encloses the call; a loop inside such
    // a loop runs where it is called. False where no run() does: then nothing was done.
    static bool run_loop(std::size_t count, const std::function<void(std::size_t)>& body);

  private:
    struct Loop;
    void serve(const std::stop_token& stop);
    void share(Loop& loop);

    std::shared_ptr<Gate> gate_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    Loop* loop_ = nullptr;              // the one to help with
    std::vector<std::jthread> threads_; // last: they use all of the above
};

} // namespace cohortscope::base

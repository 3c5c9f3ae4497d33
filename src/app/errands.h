// A thread for what the window's thread must not wait for: files.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace cohortscope::app {

// Errands run one after another, in the order in which they are given; none may throw. At the end
// those that wait are run, but not the one for later.
class Errands {
  public:
    using Errand = std::function<void()>;
    using Time = std::chrono::steady_clock::duration;

    Errands() = default;
    ~Errands();
    Errands(const Errands&) = delete;
    Errands& operator=(const Errands&) = delete;

    void run(Errand errand);
    // Once so long has passed without another one for later, which takes its place.
    void run_later(Errand errand, Time after);

  private:
    std::optional<Errand> next();
    void serve();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Errand> waiting_;
    Errand later_; // empty: none
    std::chrono::steady_clock::time_point due_;
    bool ends_ = false;
    std::thread thread_{[this] { serve(); }}; // last: uses the rest
};

} // namespace cohortscope::app

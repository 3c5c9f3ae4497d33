#include "app/close_deadline.h"

#include <chrono>
#include <cstdlib>

namespace cohortscope::app {

namespace {

constexpr std::chrono::milliseconds kPatience{300};

} // namespace

CloseDeadline::CloseDeadline()
    : thread_([this] {
          std::unique_lock lock(mutex_);
          if (!changed_.wait_for(lock, kPatience, [this] { return in_time_; }))
              std::_Exit(EXIT_SUCCESS); // without the destructors that a hung thread would need
      }) {}

CloseDeadline::~CloseDeadline() {
    {
        const std::scoped_lock lock(mutex_);
        in_time_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

} // namespace cohortscope::app

// The end of the program when its window is closed: whatever still works must not hold it up.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace cohortscope::app {

// Ends the process with status 0 where it has not ended by itself a moment after this was made. A
// thread may hang in a read that the system does not come back from; nobody waits for its table.
class CloseDeadline {
  public:
    CloseDeadline();
    ~CloseDeadline();
    CloseDeadline(const CloseDeadline&) = delete;
    CloseDeadline& operator=(const CloseDeadline&) = delete;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool in_time_ = false;
    std::thread thread_; // last: uses the rest
};

} // namespace cohortscope::app

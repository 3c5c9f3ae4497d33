// Time passed, and time that the calling thread had a processor: the latter does not depend on who
// else uses the machine.
#pragma once

#include <algorithm>

namespace cohortscope::base {

double now_ms();    // of std::chrono::steady_clock
double thread_ms(); // processor time of the calling thread since its start

struct Duration {
    double passed_ms = 0.0;
    double thread_ms = 0.0;

    Duration operator-(const Duration& other) const {
        return {passed_ms - other.passed_ms, thread_ms - other.thread_ms};
    }
    void raise(const Duration& other) { // to the larger of each
        passed_ms = std::max(passed_ms, other.passed_ms);
        thread_ms = std::max(thread_ms, other.thread_ms);
    }
    Duration& operator+=(const Duration& other) {
        passed_ms += other.passed_ms;
        thread_ms += other.thread_ms;
        return *this;
    }
};

// Of one thread, from its making on.
class Stopwatch {
  public:
    Duration passed() const { return Duration{now_ms(), base::thread_ms()} - start_; }

  private:
    Duration start_{now_ms(), base::thread_ms()};
};

} // namespace cohortscope::base

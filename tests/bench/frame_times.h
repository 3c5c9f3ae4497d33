// Times of single frames: their median and worst, where the library alone would give a mean.
#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <vector>

#include <benchmark/benchmark.h>

namespace cohortscope::bench {

// Collects the time of every frame of one benchmark. The benchmark uses manual time, so that what
// stands outside measure() costs nothing.
class FrameTimes {
  public:
    explicit FrameTimes(benchmark::State& state) : state_(state) {}

    // Times body() as one iteration. `parts`, asked afterwards, says how many equal pieces of work
    // it did: the time counted is that of one.
    template <class Body, class Parts> void measure(const Body& body, const Parts& parts) {
        using namespace std::chrono;
        const std::clock_t cpu_start = std::clock();
        const auto start = steady_clock::now();
        body();
        const duration<double, std::milli> spent = steady_clock::now() - start;
        const double cpu = 1e3 * static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
        milliseconds_.push_back(spent.count() / static_cast<double>(parts()));
        cpu_milliseconds_.push_back(cpu / static_cast<double>(parts()));
        state_.SetIterationTime(milliseconds_.back() / 1e3);
    }

    template <class Body> void measure(const Body& body) {
        measure(body, [] { return 1; });
    }

    // Adds the counters median_ms and worst_ms, and cpu_ms: the median of all threads' processor
    // time, which other work on the machine hardly changes.
    void report() {
        if (milliseconds_.empty())
            return;
        std::sort(milliseconds_.begin(), milliseconds_.end());
        std::sort(cpu_milliseconds_.begin(), cpu_milliseconds_.end());
        state_.counters["median_ms"] = milliseconds_[milliseconds_.size() / 2];
        state_.counters["worst_ms"] = milliseconds_.back();
        state_.counters["cpu_ms"] = cpu_milliseconds_[cpu_milliseconds_.size() / 2];
    }

  private:
    benchmark::State& state_;
    std::vector<double> milliseconds_;
    std::vector<double> cpu_milliseconds_;
};

} // namespace cohortscope::bench

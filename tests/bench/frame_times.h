// Times of single frames: their median and worst, where the library alone would give a mean.
#pragma once

#include <algorithm>
#include <chrono>
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
        const auto start = steady_clock::now();
        body();
        const duration<double, std::milli> spent = steady_clock::now() - start;
        milliseconds_.push_back(spent.count() / static_cast<double>(parts()));
        state_.SetIterationTime(milliseconds_.back() / 1e3);
    }

    template <class Body> void measure(const Body& body) {
        measure(body, [] { return 1; });
    }

    // Adds the counters best_ms, median_ms and worst_ms.
    void report() {
        if (milliseconds_.empty())
            return;
        std::sort(milliseconds_.begin(), milliseconds_.end());
        state_.counters["best_ms"] = milliseconds_.front();
        state_.counters["median_ms"] = milliseconds_[milliseconds_.size() / 2];
        state_.counters["worst_ms"] = milliseconds_.back();
    }

  private:
    benchmark::State& state_;
    std::vector<double> milliseconds_;
};

} // namespace cohortscope::bench

// The splat beside the loops of other threads: the live worker's, a study's.
#include <algorithm>
#include <atomic>
#include <ctime>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "plot/splat.h"
#include "support/cloud_data.h"

using namespace cohortscope;

namespace {

// Processor time of the calling thread: what other programs do to the machine does not count.
double thread_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double median_ms(plot::Splatter& splatter, const plot::CloudData& data) {
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) {
        const double start = thread_ms();
        splatter.draw(data, support::unit_view(960, 540), support::five_colours());
        times.push_back(thread_ms() - start);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// Keeps a thread and the pool busy with long tasks until it is destroyed.
class LongLoop {
  public:
    LongLoop() {
        while (tasks_ == 0)
            std::this_thread::yield();
    }
    ~LongLoop() { stop_ = true; }

    int tasks_on_caller() const { return on_caller_; }
    bool runs() const { return !ended_; }

  private:
    void run() {
        base::for_each_task(100'000, [this](std::size_t) {
            ++tasks_;
            on_caller_ += std::this_thread::get_id() == caller_ ? 1 : 0;
            const double start = thread_ms();
            while (!stop_ && thread_ms() - start < 20.0) {
            }
        });
        ended_ = true;
    }

    const std::thread::id caller_ = std::this_thread::get_id();
    std::atomic<bool> stop_ = false, ended_ = false;
    std::atomic<int> tasks_ = 0, on_caller_ = 0;
    std::jthread thread_{[this] { run(); }}; // last: it uses all of the above
};

} // namespace

TEST_CASE("a long loop on another thread neither holds the splat up nor runs in its thread") {
    const support::Cloud cloud = support::normal_clusters(100'000, 5, 31);
    const plot::CloudData data = cloud.data();
    plot::Splatter splatter;
    double alone = 0.0;
    {
        const base::ThreadLimit one(1);
        alone = median_ms(splatter, data);
    }
    const LongLoop loop;
    const double beside = median_ms(splatter, data);
    CHECK(loop.runs()); // 100,000 tasks of 20 ms each: nobody waited for them
    CHECK(loop.tasks_on_caller() == 0);
    MESSAGE("the splat's thread: " << alone << " ms alone on one thread, " << beside
                                   << " ms beside a long loop");
    CHECK(beside <= 1.5 * alone + 2.0);
}

// The splat beside the loops of other threads: the live worker's, a study's.
#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "plot/cloud/splat.h"
#include "support/cloud_data.h"

using namespace cohortscope;

namespace {

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
            while (!stop_) // as long as the splat is drawn
                std::this_thread::yield();
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
    const LongLoop loop;
    for (int i = 0; i < 9; ++i)
        splatter.draw(data, support::unit_view(960, 540), support::five_colours());
    CHECK(loop.runs()); // its tasks end with it: nobody waited for them
    CHECK(loop.tasks_on_caller() == 0);
}

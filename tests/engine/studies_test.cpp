// The studies' worker: queue, progress, cancel, what is kept, and giving way.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "data/sample.h"
#include "engine/live.h"
#include "engine/pipeline.h"
#include "engine/stages.h"
#include "engine/studies.h"

using namespace cohortscope;
using namespace cohortscope::engine;

namespace {

using Phase = StudyView::Phase;

struct Bench {
    std::shared_ptr<base::Gate> gate = std::make_shared<base::Gate>();
    std::atomic<int> woken = 0;
    Studies studies{[this] { ++woken; }, gate, std::make_shared<WardTrees>()};
};

class Results {
  public:
    explicit Results(std::size_t rows)
        : pipeline_(std::make_shared<const data::Table>(data::make_sample(rows, 3))) {}
    std::shared_ptr<const Result> at_k(int k) {
        Settings settings;
        settings.kmeans.k = k;
        base::Progress progress;
        return pipeline_.final_result(settings, progress);
    }
    Pipeline& pipeline() { return pipeline_; }

  private:
    Pipeline pipeline_;
};

// Waits until `done`; false after 20 seconds.
template <class Done> bool eventually(const Done& done) {
    const double end_ms = now_ms() + 20'000.0;
    while (!done()) {
        if (now_ms() > end_ms)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

bool is_complete(const Bench& bench, Study study, const Result& result) {
    return bench.studies.state(&result)[study].complete;
}

} // namespace

TEST_SUITE_BEGIN("live");

TEST_CASE("a study that is asked for arrives and wakes the window") {
    Bench bench;
    Results results(2000);
    const auto result = results.at_k(5);
    CHECK_FALSE(bench.studies.state(result.get()).busy());
    CHECK(bench.studies.state(nullptr)[Study::scores].value == nullptr);
    bench.studies.request(Study::scores, result);
    REQUIRE(eventually([&] { return is_complete(bench, Study::scores, *result); }));
    CHECK(value_in<analysis::ClusterScores>(bench.studies.state(result.get())[Study::scores]) !=
          nullptr);
    CHECK(eventually([&] { return !bench.studies.state(result.get()).busy(); }));
    CHECK(bench.woken > 0);
}

TEST_CASE("a value stays for what it was and is current again on the way back") {
    Bench bench;
    Results results(2000);
    const auto four = results.at_k(4);
    const auto five = results.at_k(5);
    bench.studies.request(Study::silhouette, four);
    REQUIRE(eventually([&] { return is_complete(bench, Study::silhouette, *four); }));
    const StudyView stale = bench.studies.state(five.get())[Study::silhouette];
    CHECK(stale.value != nullptr);
    CHECK_FALSE(stale.current);
    CHECK(stale.subject == "k = 4");
    bench.studies.request(Study::silhouette, five);
    REQUIRE(eventually([&] { return is_complete(bench, Study::silhouette, *five); }));
    CHECK(is_complete(bench, Study::silhouette, *four));
}

TEST_CASE("a value of another table is not shown at all") {
    Bench bench;
    Results first(2000), second(1500);
    const auto result = first.at_k(5);
    bench.studies.request(Study::scores, result);
    REQUIRE(eventually([&] { return is_complete(bench, Study::scores, *result); }));
    CHECK(bench.studies.state(second.at_k(5).get())[Study::scores].value == nullptr);
}

TEST_CASE("a cancelled study is idle at once and stops within 50 ms") {
    Bench bench;
    Results results(60'000);
    const auto result = results.at_k(5);
    int k = 5;
    for (const Study study :
         {Study::silhouette, Study::ward, Study::stability, Study::sensitivity, Study::elbow}) {
        const auto next = results.at_k(++k); // its scores are not known yet
        CAPTURE(name_of(study));
        bench.studies.request(study, result);
        CHECK(eventually(
            [&] { return bench.studies.state(result.get())[study].phase == Phase::running; }));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        const double start_ms = now_ms();
        bench.studies.cancel(study);
        CHECK(bench.studies.state(result.get())[study].phase == Phase::idle);
        // The next study begins only when the thread is free again.
        bench.studies.request(Study::scores, next);
        CHECK(eventually([&] {
            const StudyView view = bench.studies.state(next.get())[Study::scores];
            return view.phase == Phase::running || view.complete;
        }));
        CHECK(now_ms() - start_ms < 250.0); // with slack for a loaded machine
        MESSAGE(name_of(study) << " stopped after " << now_ms() - start_ms << " ms");
        bench.studies.cancel(Study::scores);
    }
}

TEST_CASE("a study waits while the live worker computes") {
    Bench bench;
    Results results(20'000);
    const auto result = results.at_k(5);
    bench.gate->close();
    bench.studies.request(Study::silhouette, result);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK_FALSE(is_complete(bench, Study::silhouette, *result));
    bench.gate->open();
    CHECK(eventually([&] { return is_complete(bench, Study::silhouette, *result); }));
}

TEST_CASE("the live worker keeps its speed while a study runs") {
    Live live([] {});
    Studies studies([] {}, live.gate(), live.trees());
    Settings settings;
    live.request(settings, false);
    live.load_sample();
    REQUIRE(eventually([&] { return live.state().result != nullptr; }));
    // Frames of a drag, each waited for: what one costs from the request to its preview.
    const auto median_frame_ms = [&](double from) {
        std::vector<double> frames;
        for (int step = 0; step < 30; ++step) {
            const std::uint64_t before = live.state().previews;
            settings.weights["ctc_log"] = from + 0.01 * step;
            const double start_ms = now_ms();
            live.request(settings, true);
            if (!eventually([&] { return live.state().previews > before; }))
                return 1e9;
            frames.push_back(now_ms() - start_ms);
        }
        std::ranges::nth_element(frames, frames.begin() + 15);
        return frames[15];
    };
    const double alone_ms = median_frame_ms(1.1);
    studies.request(Study::silhouette, live.state().result);
    const auto is_running = [&] {
        return studies.state(live.state().result.get())[Study::silhouette].phase == Phase::running;
    };
    studies.request(Study::ward, live.state().result);
    std::shared_ptr<const Result> final_result;
    CHECK(eventually([&] {
        final_result = live.state().result;
        return final_result->final_result;
    }));
    studies.request(Study::silhouette, final_result);
    CHECK(eventually(is_running));
    const double beside_ms = median_frame_ms(1.6);
    MESSAGE("a frame alone " << alone_ms << " ms, beside a study " << beside_ms << " ms");
    CHECK(beside_ms < 3.0 * alone_ms + 10.0); // with slack for a loaded machine
}

TEST_CASE("asking twice computes once") {
    Bench bench;
    Results results(20'000);
    const auto result = results.at_k(5);
    bench.studies.request(Study::hopkins, result);
    bench.studies.request(Study::hopkins, result);
    REQUIRE(eventually([&] { return is_complete(bench, Study::hopkins, *result); }));
    const auto value = bench.studies.state(result.get())[Study::hopkins].value;
    bench.studies.request(Study::hopkins, result);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(bench.studies.state(result.get())[Study::hopkins].value == value);
}

TEST_CASE("the elbow of a preview is refreshed warm and is not the present one's") {
    Bench bench;
    Results results(3000);
    const auto result = results.at_k(5);
    bench.studies.request(Study::elbow, result);
    REQUIRE(eventually([&] { return is_complete(bench, Study::elbow, *result); }));
    Settings settings;
    settings.weights["ctc_log"] = 1.5;
    const std::shared_ptr<const Result> preview =
        results.pipeline().preview(settings, *result, 8.0);
    bench.studies.request(Study::elbow, preview);
    const auto warm = [&] {
        const StudyView view = bench.studies.state(preview.get())[Study::elbow];
        const Elbow* elbow = value_in<Elbow>(view);
        return elbow != nullptr && elbow->warm && !view.current;
    };
    CHECK(eventually(warm));
    CHECK(is_complete(bench, Study::elbow, *result));
}

TEST_SUITE_END();

// The studies' worker: queue, progress, cancel, what is kept, and giving way.
#include <atomic>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "engine/live.h"
#include "engine/pipeline.h"
#include "engine/stages.h"
#include "engine/studies.h"
#include "sample/sample.h"

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
        : pipeline_(std::make_shared<const data::Table>(sample::make_sample(rows, 3))) {}
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

// Waits until `done`; false after two minutes, which end a hang and no slow machine's work.
template <class Done> bool eventually(const Done& done) {
    const double end_ms = now_ms() + 120'000.0;
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

TEST_CASE("a cancelled study is idle at once and lets the next one begin") {
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
        bench.studies.cancel(study);
        CHECK(bench.studies.state(result.get())[study].phase == Phase::idle);
        // The next study begins only when the thread is free again.
        bench.studies.request(Study::scores, next);
        CHECK(eventually([&] {
            const StudyView view = bench.studies.state(next.get())[Study::scores];
            return view.phase == Phase::running || view.complete;
        }));
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

TEST_CASE("the live worker answers while a study runs, and the study waits meanwhile") {
    Live live([] {});
    Studies studies([] {}, live.gate(), live.trees());
    Settings settings;
    live.request(settings, false);
    live.load_sample();
    const auto is_final = [&] {
        return live.state().result != nullptr && live.state().result->final_result;
    };
    REQUIRE(eventually(is_final));
    const std::shared_ptr<const Result> result = live.state().result;
    studies.request(Study::silhouette, result);
    const auto phase = [&] { return studies.state(result.get())[Study::silhouette].phase; };
    REQUIRE(eventually([&] { return phase() == Phase::running; }));
    for (int step = 0; step < 10; ++step) { // of a drag, each waited for
        const std::uint64_t before = live.state().previews;
        settings.weights["ctc_log"] = 1.1 + 0.01 * step;
        live.request(settings, true);
        CHECK(eventually([&] { return live.state().previews > before; }));
    }
    CHECK(eventually([&] { return live.gate()->is_open(); })); // nothing is urgent any more
    studies.cancel(Study::silhouette);
}

TEST_CASE("the studies in front go first, and what ran goes back to the head of the others") {
    Bench bench;
    Results results(20'000);
    const auto result = results.at_k(5);
    const auto phase = [&](Study study) { return bench.studies.state(result.get())[study].phase; };
    bench.gate->close(); // so that nothing ends before its time
    bench.studies.request(Study::silhouette, result);
    REQUIRE(eventually([&] { return phase(Study::silhouette) == Phase::running; }));
    bench.studies.request(Study::sensitivity, result);
    bench.studies.put_first(std::vector{Study::scores, Study::hopkins});
    CHECK(phase(Study::silhouette) == Phase::running); // nothing waits for it
    bench.studies.request(Study::hopkins, result);
    CHECK(phase(Study::silhouette) == Phase::waiting);
    bench.studies.request(Study::scores, result);
    bench.gate->open();
    bool in_order = true;
    CHECK(eventually([&] {
        const StudiesState state = bench.studies.state(result.get());
        const auto runs = [&](Study study) { return state[study].phase == Phase::running; };
        if (runs(Study::silhouette) || runs(Study::sensitivity))
            in_order = in_order && state[Study::hopkins].complete && state[Study::scores].complete;
        if (runs(Study::sensitivity))
            in_order = in_order && state[Study::silhouette].complete;
        return runs(Study::sensitivity) || state[Study::sensitivity].complete;
    }));
    CHECK(in_order);
    CHECK(is_complete(bench, Study::silhouette, *result));
}

TEST_CASE("a study that comes to the front while it waits makes another give way") {
    Bench bench;
    Results results(20'000);
    const auto result = results.at_k(5);
    const auto phase = [&](Study study) { return bench.studies.state(result.get())[study].phase; };
    bench.gate->close();
    bench.studies.request(Study::sensitivity, result);
    REQUIRE(eventually([&] { return phase(Study::sensitivity) == Phase::running; }));
    bench.studies.request(Study::hopkins, result);
    CHECK(phase(Study::hopkins) == Phase::waiting);
    bench.studies.put_first(std::vector{Study::hopkins});
    CHECK(phase(Study::sensitivity) == Phase::waiting);
    bench.gate->open();
    CHECK(eventually([&] { return is_complete(bench, Study::hopkins, *result); }));
    CHECK(eventually([&] { return phase(Study::sensitivity) == Phase::running; }));
    bench.studies.cancel(Study::sensitivity);
    CHECK(phase(Study::sensitivity) == Phase::idle);
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

#include "support/headless_loop.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "base/clock.h"
#include "sample/sample.h"
#include "support/headless_allocations.h"

namespace cohortscope::tests {

namespace {

constexpr double kPatienceMs = 600'000; // only what never comes takes so long, on any machine

// At 1920 × 1080; the fullest frames have about half of each.
constexpr std::size_t kUsualAllocations = 3500;
constexpr std::size_t kMostAllocations = 16'000; // the chart of personas has most
constexpr std::size_t kMostBytes = 4'000'000;
constexpr int kMostVertices = 60'000;
constexpr int kUsualCharts = 1; // while the camera glides
constexpr int kMostCharts = 8;
constexpr std::size_t kMostRows = 205'843; // in the frame that shows a result or another view

// Of the window's thread's processor, in a frame.
constexpr double kUsualMs = 3.0;
constexpr double kMostMs = 8.0;

template <class Value> Value median(std::vector<Value> values) {
    std::ranges::sort(values);
    return values.empty() ? Value{} : values[values.size() / 2];
}

// The largest of what `part` tells of each frame.
template <class Part> auto most(const std::vector<FrameCount>& frames, const Part& part) {
    return part(*std::ranges::max_element(frames, {}, part));
}

} // namespace

HeadlessLoop::HeadlessLoop(float width, float height) : ui(width, height, 1) { live.load_sample(); }

void HeadlessLoop::frame() {
    const Allocations before = allocated();
    ui.answers = false;
    ui.live = live.state();
    ui.studies = studies.state(ui.live.result.get());
    ui.rows = row_lister.listing();
    const base::Stopwatch watch;
    last = ui.frame();
    const double ms = watch.passed().thread_ms;
    live.request(last.wish, last.held);
    live.show_column(last.shown_column);
    for (const engine::Study study : last.cancelled)
        studies.cancel(study);
    studies.put_first(last.front);
    for (const engine::Study study : last.wanted)
        studies.request(study, ui.live.result);
    if (last.row_query)
        row_lister.request(*last.row_query, ui.live.result);
    const Allocations here = allocated() - before;
    const bool news = ui.live.result && (results.empty() || results.back() != ui.live.result);
    if (ui.rebuilt_fonts)
        ++font_exchanges;
    else
        counted.push_back(
            {here.count, here.bytes, ImGui::GetDrawData()->TotalVtxCount, last.work, news, ms});
    if (news)
        results.push_back(ui.live.result);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

void HeadlessLoop::frames(int count) {
    for (int i = 0; i < count; ++i)
        frame();
}

bool HeadlessLoop::rest() {
    frames(2); // what the user wants has been asked for
    for (const base::Stopwatch watch; watch.passed().passed_ms < kPatienceMs;) {
        frame();
        const engine::LiveState state = live.state();
        if (ui.live.result && ui.live.result->final_result && ui.live.result == state.result &&
            !state.computing && !last.animating)
            return true;
    }
    return false;
}

bool HeadlessLoop::studied(const ui::Tab& tab) {
    const auto landed = [&](engine::Study study) { return ui.studies[study].complete; };
    const base::Stopwatch watch;
    while (!std::ranges::all_of(tab.studies, landed) && watch.passed().passed_ms < kPatienceMs)
        frame();
    return std::ranges::all_of(tab.studies, landed);
}

void HeadlessLoop::click(float x, float y) {
    ui.move(x, y);
    frames(2);
    ui.button(true);
    frame();
    ui.button(false);
    frames(2);
}

void HeadlessLoop::drag(float x, float y, float to_x, float to_y, int steps) {
    ui.move(x, y);
    frames(2);
    ui.button(true);
    for (int i = 0; i < steps; ++i) {
        const float part = static_cast<float>(i) / static_cast<float>(steps - 1);
        ui.move(x + (to_x - x) * part, y + (to_y - y) * part);
        frame();
    }
    ui.button(false);
}

plot::Box HeadlessLoop::find_left(const std::string& text) const {
    for (int n = 0;; ++n) {
        const plot::Box box = ui.find(text, n);
        if (box.width() <= 0 || box.left < 0.22f * ui.width())
            return box;
    }
}

plot::Box HeadlessLoop::find_right(const std::string& text) const {
    plot::Box lowest;
    for (int n = 0;; ++n) {
        const plot::Box box = ui.find(text, n);
        if (box.width() <= 0)
            return lowest;
        if (box.left > 0.7f * ui.width() && box.top >= lowest.top)
            lowest = box;
    }
}

void HeadlessLoop::check_work(const std::string& what) {
    REQUIRE(!counted.empty());
    std::vector<std::size_t> allocations, charts;
    for (const FrameCount& frame : counted) {
        allocations.push_back(frame.allocations);
        if (!frame.news)
            charts.push_back(static_cast<std::size_t>(frame.work.charts));
    }
    std::vector<double> ms;
    for (const FrameCount& frame : counted)
        ms.push_back(frame.ms);
    const std::size_t usual = median(allocations);
    const std::size_t largest = most(counted, [](const FrameCount& f) { return f.allocations; });
    const std::size_t bytes = most(counted, [](const FrameCount& f) { return f.bytes; });
    const int vertices = most(counted, [](const FrameCount& f) { return f.vertices; });
    const int made = most(counted, [](const FrameCount& f) { return f.work.charts; });
    const std::size_t rows = most(counted, [](const FrameCount& f) { return f.work.rows; });
    MESSAGE(what << ": " << counted.size() << " frames, usually " << usual
                 << " allocations, at most " << largest << " of " << bytes << " bytes, " << vertices
                 << " vertices, " << made << " charts, " << rows << " rows looked at; usually "
                 << median(ms) << " ms of the thread's processor, at most "
                 << *std::ranges::max_element(ms) << " ms");
    CHECK_MESSAGE(usual <= kUsualAllocations, what);
    CHECK_MESSAGE(largest <= kMostAllocations, what);
    CHECK_MESSAGE(bytes <= kMostBytes, what);
    CHECK_MESSAGE(vertices <= kMostVertices, what);
    CHECK_MESSAGE(median(charts) <= static_cast<std::size_t>(kUsualCharts), what);
    CHECK_MESSAGE(made <= kMostCharts, what);
    CHECK_MESSAGE(rows <= kMostRows, what);
    if (times_count) {
        CHECK_MESSAGE(median(ms) <= kUsualMs, what);
        CHECK_MESSAGE(*std::ranges::max_element(ms) <= kMostMs, what);
    }
    counted.clear();
    font_exchanges = 0;
}

} // namespace cohortscope::tests

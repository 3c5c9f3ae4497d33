#include "support/headless_loop.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include <doctest/doctest.h>

#include "base/clock.h"
#include "data/sample.h"

namespace cohortscope::tests {

namespace {

constexpr int kMostFrames = 12'000;

} // namespace

HeadlessLoop::HeadlessLoop(float width, float height) : ui(width, height, 1) { live.load_sample(); }

void HeadlessLoop::frame() {
    const base::Stopwatch watch;
    ui.live = live.state();
    ui.studies = studies.state(ui.live.result.get());
    last = ui.frame();
    live.request(last.settings, last.held);
    for (const engine::Study study : last.cancelled)
        studies.cancel(study);
    for (const engine::Study study : last.wanted)
        studies.request(study, ui.live.result);
    (ui.rebuilt_fonts ? font_ms : frame_ms).push_back(watch.passed().thread_ms);
    if (ui.live.result && (results.empty() || results.back() != ui.live.result))
        results.push_back(ui.live.result);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

void HeadlessLoop::frames(int count) {
    for (int i = 0; i < count; ++i)
        frame();
}

bool HeadlessLoop::rest() {
    frames(2); // what the user wants has been asked for
    for (int i = 0; i < kMostFrames; ++i) {
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
    for (int i = 0; i < kMostFrames && !std::ranges::all_of(tab.studies, landed); ++i)
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

void HeadlessLoop::check_times(const std::string& what) {
    REQUIRE(!frame_ms.empty());
    std::ranges::sort(frame_ms);
    const double median = frame_ms[frame_ms.size() / 2];
    const double longest = frame_ms.back();
    MESSAGE(what << ": " << frame_ms.size() << " frames, median " << median << " ms, longest "
                 << longest << " ms");
    const double exchange = font_ms.empty() ? 0.0 : std::ranges::max(font_ms);
    if (median > kUsualMs || longest > kLongestMs || exchange > kLongestMs)
        too_long.insert(what);
    frame_ms.clear();
    font_ms.clear();
}

void hold_frame_times(float width, float height, const std::function<void(HeadlessLoop&)>& play) {
    constexpr int kTrials = 3;
    std::set<std::string> each_time;
    for (int trial = 1; trial <= kTrials; ++trial) {
        HeadlessLoop loop(width, height);
        play(loop);
        if (trial == 1)
            each_time = loop.too_long;
        std::erase_if(each_time, [&](const auto& step) { return !loop.too_long.contains(step); });
        if (each_time.empty())
            return;
        MESSAGE("in trial " << trial << " a frame was too long: " << *each_time.begin());
    }
    for (const std::string& step : each_time)
        FAIL_CHECK("a frame is too long each time: ", step);
}

} // namespace cohortscope::tests

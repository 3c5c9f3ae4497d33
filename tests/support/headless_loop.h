// The window's loop without a window: a synthetic mouse, the live engine and the studies' worker
// answer, and what each frame took of the thread is noted.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/live.h"
#include "engine/studies.h"
#include "support/headless_ui.h"
#include "ui/tabs.h"

namespace cohortscope::tests {

// The interface's own work in one frame, by the processor time of its thread: a busy machine takes
// longer, and that is not what is tested. The point cloud is drawn elsewhere.
inline constexpr double kUsualMs = 3.0;
inline constexpr double kLongestMs = 8.0;

struct HeadlessLoop {
    HeadlessUi ui;
    engine::Live live{[] {}};
    engine::Studies studies{[] {}, live.gate(), live.trees()};
    std::vector<double> frame_ms; // processor time since the last check_times
    std::vector<double> font_ms;  // of the frames that exchanged the fonts, since the start
    std::vector<std::shared_ptr<const engine::Result>> results; // shown, each once
    ui::FrameOutput last;

    // Loads the built-in sample, 205,843 rows.
    explicit HeadlessLoop(float width = 1920, float height = 1080);

    void frame();
    void frames(int count);

    // Frames until the final result for what the user wants is there and nothing moves; false when
    // that takes longer than a minute.
    bool rest();
    // Frames until every study of the tab has landed; false likewise.
    bool studied(const ui::Tab& tab);

    // Presses there and lets go, in frames of their own.
    void click(float x, float y);
    // Presses, moves evenly and lets go.
    void drag(float x, float y, float to_x, float to_y, int steps = 50);

    // A text in the left panel: other panels may show it, too. Not found: no width.
    plot::Box find_left(const std::string& text) const;
    // A text in the right panel, the lowest of several.
    plot::Box find_right(const std::string& text) const;

    // Holds the frames since the last call against the limits, and tells of them.
    void check_times(const std::string& what);
    std::set<std::string> too_long; // the steps that did not keep to them
};

// Plays on a loop of its own; up to three times, as long as the same step was too long each time.
// The clock of a thread also counts what a virtual machine takes from its processor, tens of
// milliseconds now and then: what comes each time is the program's.
void hold_frame_times(float width, float height, const std::function<void(HeadlessLoop&)>& play);

} // namespace cohortscope::tests

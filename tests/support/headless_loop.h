// The window's loop without a window: a synthetic mouse, the live engine and the studies' worker
// answer, and what each frame did is counted.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/live.h"
#include "engine/studies.h"
#include "support/headless_ui.h"
#include "ui/controls/tabs.h"

namespace cohortscope::tests {

// The interface's own work in one frame, counted: how long it takes is the machine's, and mostly
// the benchmarks' to tell. The point cloud is drawn elsewhere.
struct FrameCount {
    std::size_t allocations = 0, bytes = 0; // of the window's thread
    int vertices = 0;
    ui::FrameWork work;
    bool news = false; // shows another result than the frame before
    double ms = 0.0;   // processor time of the window's thread
};

struct HeadlessLoop {
    HeadlessUi ui;
    engine::Live live{[] {}};
    engine::Studies studies{[] {}, live.gate(), live.trees()};
    engine::RowLister row_lister{[] {}, live.gate()};
    std::vector<FrameCount> counted;                            // since the last check_work
    bool times_count = false;                                   // check_work holds them, too
    int font_exchanges = 0;                                     // likewise
    std::vector<std::shared_ptr<const engine::Result>> results; // shown, each once
    ui::FrameOutput last;

    // Loads the built-in sample, 205,843 rows.
    explicit HeadlessLoop(float width = 1920, float height = 1080);

    void frame();
    void frames(int count);

    // Frames until the final result for what the user wants is there and nothing moves; false when
    // that takes longer than two minutes.
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
    void check_work(const std::string& what);
};

} // namespace cohortscope::tests

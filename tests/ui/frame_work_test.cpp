// What the interface has to do in a frame, whatever the user does, on 205,843 rows.
#include <doctest/doctest.h>

#include "engine/changes.h"
#include "sample/sample.h"
#include "support/headless_loop.h"

using namespace cohortscope;
using tests::HeadlessLoop;

// The address sanitizer makes everything slow.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kIsFast = false;
#else
constexpr bool kIsFast = true;
#endif

TEST_CASE("no frame has much to do while a table is loaded and its result appears") {
    HeadlessLoop loop(1600, 900);
    REQUIRE(loop.rest());
    loop.check_work("the first result");
    loop.live.load_table(
        std::make_shared<const data::Table>(sample::make_sample(sample::kSampleRows, 7)));
    REQUIRE(loop.rest());
    loop.check_work("another table");
}

TEST_CASE("no frame has much to do whatever tab is opened, and while its studies run and land") {
    HeadlessLoop loop(1600, 900);
    engine::Settings settings;
    settings.kmeans.restarts = 2; // the elbow's, too: it need not be the best here
    loop.ui.workbench().set_settings(settings);
    REQUIRE(loop.rest());
    loop.counted.clear();
    for (const ui::Tab& tab : ui::all_tabs()) {
        loop.ui.workbench().set_tab(tab.name);
        CHECK(loop.studied(tab));
        REQUIRE(loop.rest());
        loop.check_work(std::string("opening ") + tab.name);
        for (float y = 480; y < 860; y += 12) { // the pointer over its chart
            loop.ui.move(1350, y);
            loop.frame();
        }
        loop.ui.workbench().run(ui::Command::more_clusters);
        REQUIRE(loop.rest());
        loop.ui.workbench().run(ui::Command::fewer_clusters);
        REQUIRE(loop.rest());
        loop.check_work(std::string("pointing and another k under ") + tab.name);
    }
    loop.ui.workbench().set_tab("silhouette");
    REQUIRE(loop.rest());
    loop.counted.clear();
    for (const char* button : {"Show the", "Showing the"}) {
        const plot::Box box = loop.find_right(button);
        REQUIRE(box.width() > 0);
        loop.click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    }
    loop.check_work("selecting the rows with a negative silhouette");
    for (int round = 0; round < 3; ++round)
        for (const ui::Tab& tab : ui::all_tabs()) {
            loop.ui.workbench().set_tab(tab.name);
            loop.frames(3);
        }
    loop.check_work("switching tabs");
}

TEST_CASE("no frame has much to do with a baseline: pinned, compared, pointed at, flipped to") {
    HeadlessLoop loop(1600, 900);
    loop.ui.workbench().set_tab(ui::kChangedTab);
    REQUIRE(loop.rest());
    loop.counted.clear();
    loop.ui.workbench().run(ui::Command::toggle_baseline);
    REQUIRE(loop.rest());
    for (int i = 0; i < 3; ++i)
        loop.ui.workbench().run(ui::Command::more_clusters);
    REQUIRE(loop.rest());
    REQUIRE(loop.ui.live.changes != nullptr);
    CHECK(loop.ui.live.changes->moved > 0);
    loop.check_work("a baseline, and other clusters");
    for (float y = 90; y < 860; y += 10) { // over rows of clusters, ribbons and sentences
        loop.ui.move(1350, y);
        loop.frame();
    }
    loop.check_work("pointing at what changed");
    loop.click(1350, 600); // whatever flow is there: told of by the worker
    REQUIRE(loop.rest());
    loop.frames(12); // with the story there
    loop.check_work("a flow");
    for (int i = 0; i < 4; ++i) {
        loop.ui.workbench().hold_flip_key(true);
        loop.frames(5);
        loop.ui.workbench().hold_flip_key(false);
        loop.frames(5);
    }
    loop.check_work("flipping");
}

TEST_CASE("no frame has much to do with a selection, a baseline and the list of rows") {
    HeadlessLoop loop(1600, 900);
    loop.times_count = kIsFast;
    loop.ui.workbench().set_tab("rows");
    REQUIRE(loop.rest());
    loop.ui.workbench().run(ui::Command::toggle_baseline);
    loop.ui.workbench().run(ui::Command::more_clusters);
    loop.ui.workbench().run(ui::Command::rectangle_tool);
    REQUIRE(loop.rest());
    loop.counted.clear();
    loop.drag(640, 360, 900, 620); // over the map
    REQUIRE(loop.rest());
    REQUIRE(loop.ui.live.selected != nullptr);
    REQUIRE(loop.ui.live.baseline != nullptr);
    CHECK(loop.ui.live.selected->stats.selected > 1000);
    loop.check_work("a rectangle on the map, over a baseline and the list of rows");
    for (float y = 90; y < 860; y += 10) {
        loop.ui.move(1350, y);
        loop.frame();
    }
    loop.check_work("pointing beside it");
    for (float y = 480; y < 860; y += 12) {
        loop.ui.move(1350, y);
        loop.ui.wheel(-3);
        loop.frame();
    }
    loop.check_work("scrolling through the rows");
    loop.frames(20); // the baseline's part of the selection lands
    CHECK(loop.ui.live.selected_before != nullptr);
    loop.ui.workbench().hold_flip_key(true);
    loop.frames(10);
    loop.ui.workbench().hold_flip_key(false);
    loop.frames(10);
    loop.check_work("flipping with a selection");
}

TEST_CASE("no frame has much to do wherever the mouse is pressed and dragged") {
    HeadlessLoop loop(1600, 900);
    REQUIRE(loop.rest());
    loop.counted.clear();
    for (int x = 20; x < 1600; x += 90)
        for (int y = 12; y < 900; y += 34)
            loop.drag(static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + 15),
                      static_cast<float>(y + 4), 3);
    loop.check_work("presses everywhere");
    CHECK(loop.results.size() > 20);
}

// The dendrogram's cut line, and which method's clusters the window shows.
#include <doctest/doctest.h>

#include "support/headless_studies.h"

using namespace cohortscope;
using engine::Study;
using tests::StudyBench;

namespace {

struct WardBench : StudyBench {
    WardBench() : StudyBench("ward") {
        land_all();
        frames(4);
        x = width() * 0.86f;
    }

    // The line's y: where the pointer offers to drag. Below 0 where there is none.
    float line() {
        for (float y = lowest("Show").bottom + 4; y < height() - px(40); y += 3) {
            move(x, y);
            frames(2);
            if (ImGui::GetMouseCursor() == ImGuiMouseCursor_ResizeNS)
                return y;
        }
        return -1;
    }
    float x = 0;
};

} // namespace

TEST_CASE("dragging the cut line changes k and holds it until the release") {
    WardBench ui;
    const float y = ui.line();
    REQUIRE(y > 0);
    ui.button(true);
    ui::FrameOutput out = ui.frame();
    CHECK(out.held);
    CHECK(out.wish.settings.kmeans.k == 5); // a press on the line moves nothing
    int k = 5;
    for (int step = 1; step <= 20; ++step) {
        ui.move(ui.x, y + ui.px(6) * static_cast<float>(step));
        out = ui.frame();
        CHECK(out.held);
        CHECK(out.wish.settings.kmeans.k >= k); // lower on the screen, more clusters
        k = out.wish.settings.kmeans.k;
    }
    CHECK(k > 5);
    ui.move(ui.x, -500);
    CHECK(ui.frame().wish.settings.kmeans.k == 2);
    ui.move(ui.x, ui.height() + 500);
    CHECK(ui.frame().wish.settings.kmeans.k == 15);
    ui.button(false);
    out = ui.frame();
    CHECK_FALSE(out.held);
    CHECK(out.wish.settings.kmeans.k == 15);
}

TEST_CASE(
    "while the cut line is dragged the drawn line follows at once, the result when it comes") {
    WardBench ui;
    const float y = ui.line();
    REQUIRE(y > 0);
    ui.button(true);
    ui.frame();
    ui.move(ui.x, y - ui.px(60));
    const int k = ui.frames(2).wish.settings.kmeans.k;
    CHECK(k < 5);
    ui.button(false);
    ui.frames(2);
    ui.show(k);
    ui.frames(3);
    const float after = ui.line();
    CHECK(after > 0);
    CHECK(after < y);
}

TEST_CASE("the keys of k go on working in the tab of Ward") {
    WardBench ui;
    ui.workbench().run(ui::Command::more_clusters);
    CHECK(ui.frame().wish.settings.kmeans.k == 6);
}

TEST_CASE("the switch says which clusters are shown") {
    WardBench ui;
    const plot::Box show = ui.lowest("Show");
    const float y = (show.top + show.bottom) / 2;
    CHECK(ui.click(show.right + ui.px(10 + 130), y).wish.settings.method == engine::Method::ward);
    CHECK(ui.click(show.right + ui.px(10 + 40), y).wish.settings.method == engine::Method::kmeans);
}

TEST_CASE("a stale tree is said to belong to other settings") {
    WardBench ui;
    ui.make_stale(Study::ward, "other settings");
    CHECK(ui.frame().wanted == std::vector<Study>{Study::ward});
    CHECK(ui.shows("for other settings"));
}

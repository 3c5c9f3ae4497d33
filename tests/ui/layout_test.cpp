// Every panel at every size: letters inside their panels, none over another, none too small.
#include <tuple>

#include <doctest/doctest.h>

#include "support/headless_letters.h"

using namespace cohortscope;
using tests::check_layout;
using tests::HeadlessUi;
using tests::letters_cut;

namespace {

struct Size {
    float width, height, scale;
};

const Size kSizes[] = {{960, 540, 1},   {1024, 600, 1}, {1280, 720, 1},
                       {1920, 1080, 1}, {960, 540, 2},  {1920, 1080, 2}};

} // namespace

TEST_CASE("no text is cut or lies on other text at any size, scale or number of clusters") {
    for (const Size& size : kSizes)
        for (const int k : {2, 5, 8, 15}) {
            CAPTURE(size.width);
            CAPTURE(size.scale);
            CAPTURE(k);
            HeadlessUi ui(size.width, size.height, size.scale);
            ui.live.result = tests::sample_result(4000, k);
            ui.frames(5);
            check_layout(ui);
        }
}

TEST_CASE("every row of the left panel fits when it is scrolled into view") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(3);
    ui.move(3, 100); // in the padding: no tooltip
    for (int turn = 0; turn < 25; ++turn) {
        ui.wheel(-1);
        ui.frames(2);
        check_layout(ui);
    }
    CHECK(ui.shows("Exposure"));
}

TEST_CASE("each part of the window shows its texts and units") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(5);
    for (const char* text : {"Cohortscope",
                             "built-in sample",
                             "Points",
                             "Density",
                             "Auto",
                             "Keys",
                             "100 %",
                             "Clusters k",
                             "Rare company below",
                             "Weights",
                             "share of distance",
                             "Projection",
                             "PC 1",
                             "share",
                             "pay a year",
                             "median",
                             "Profile",
                             "Final",
                             "spread within groups",
                             "shown by the map",
                             "rounds"})
        CHECK_MESSAGE(ui.shows(text), text);
}

TEST_CASE("at 1280 × 720 the right column shows all of five clusters, nothing needs scrolling") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(5);
    for (const char* text : {"deviations from all rows", "₹1 L", "rows clipped"}) {
        const plot::Box box = ui.find(text);
        CHECK_MESSAGE(box.width() > 0, text);
        CHECK(box.bottom < 720 - 28 - 30); // above hint and status line
    }
    CHECK(ui.shows("computed in"));
}

TEST_CASE("the first minute's hints can be switched off") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(3);
    CHECK(ui.shows("all rows cluster anew"));
    CHECK(ui.shows("wheel to zoom"));
    CHECK(ui.shows("single it out"));
    ui.workbench().set_hints(false);
    ui.frames(2);
    CHECK_FALSE(ui.shows("all rows cluster anew"));
}

TEST_CASE("a frame's scale rasterises the letters anew") {
    HeadlessUi ui(1280, 720, 2);
    ui.live.result = tests::sample_result(4000);
    ui.frame();
    CHECK(ui.rebuilt_fonts);
    ui.frame();
    CHECK_FALSE(ui.rebuilt_fonts);
    const float height = ui.find("Cohortscope").height();
    ui.workbench().run(ui::Command::smaller);
    CHECK(ui.rest() == 1);
    CHECK(ui.find("Cohortscope").height() < height);
}

TEST_CASE("a window too small for a larger scale keeps the scale that fits, and says so") {
    for (const auto& [width, height, largest] : {std::tuple{1280.0f, 720.0f, "133 %"},
                                                 {1920.0f, 1080.0f, "200 %"},
                                                 {1920.0f, 700.0f, "130 %"},
                                                 {3840.0f, 2160.0f, "300 %"}}) {
        CAPTURE(width);
        CAPTURE(height);
        HeadlessUi ui(width, height, 1);
        ui.live.result = tests::sample_result(4000);
        ui.frames(2);
        for (int i = 0; i < 20; ++i)
            ui.workbench().run(ui::Command::larger);
        ui.rest();
        check_layout(ui);
        CHECK(ui.shows(largest));
        const plot::Box percent = ui.find(largest);
        ui.move(percent.right + 0.045f * height, (percent.top + percent.bottom) / 2);
        ui.frames(3);
        CHECK(ui.shows("has no room for a larger interface"));
    }
}

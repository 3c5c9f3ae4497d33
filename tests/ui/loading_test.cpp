#include "ui/panels/loading.h"

#include <cmath>

#include <doctest/doctest.h>

#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

struct Bench : HeadlessUi {
    explicit Bench(float width = 1600, float height = 900) : HeadlessUi(width, height, 1) {
        live.result = tests::sample_result(4000);
        frames(4);
    }
};

} // namespace

TEST_CASE("the toolbar says what is read, how much of it came, and is drawn again as it goes") {
    Bench ui;
    ui.live.loading = "/far/away/learners.csv";
    ui.live.computing = true;
    ui.live.loading_bytes = 12'400'000;
    ui.live.loading_rows = 80'000;
    const ui::FrameOutput out = ui.frames(60);
    CHECK(ui.shows("reading learners.csv: 12.4 MB, 80,000 rows"));
    CHECK(std::isfinite(out.next_frame_s));
    CHECK_FALSE(out.animating);
    CHECK_FALSE(ui.shows("computing …"));
    ui.live.loading.clear();
    ui.live.computing = false;
    CHECK_FALSE(std::isfinite(ui.frames(4).next_frame_s));
    CHECK_FALSE(ui.shows("reading"));
}

TEST_CASE("Escape stops the reading before anything below it is closed") {
    Bench ui;
    ui.workbench().run(ui::Command::isolate_cluster, 1);
    ui.frames(2);
    CHECK_FALSE(ui.frame().cancels_load);
    ui.live.loading = "pipe";
    ui.frame();
    ui.workbench().run(ui::Command::clear_focus);
    CHECK(ui.frame().cancels_load);
    ui.live.loading.clear();
    CHECK_FALSE(ui.frame().cancels_load);
    ui.workbench().run(ui::Command::clear_focus); // now the cluster
    CHECK_FALSE(ui.frame().cancels_load);
}

TEST_CASE("names of files and messages are shown without what a terminal would obey") {
    Bench ui;
    ui.live.loading = "/tmp/a\x1b[31m\nb.csv";
    ui.live.error = "c\x1b[2J.csv: is empty";
    ui.frames(3);
    CHECK(ui.shows("reading a\\x1B[31m\\nb.csv"));
    CHECK(ui.shows("c\\x1B[2J.csv: is empty"));
}

TEST_CASE("a name of any length leaves the toolbar's buttons alone") {
    for (const float width : {960.0f, 1600.0f}) {
        Bench ui(width, 540);
        const plot::Box keys = ui.find("Keys");
        ui.live.loading = std::string(300'000, 'n') + ".csv";
        ui.live.loading_bytes = 4'000'000'000;
        ui.live.loading_rows = 123'456'789;
        ui.frames(3);
        const plot::Box points = ui.find("Points");
        REQUIRE(points.width() > 0);
        CHECK(ui.find("Keys").left == keys.left);
        for (const tests::Letter& letter : ui.letters())
            if (letter.box.bottom < 42 && letter.box.right < points.left)
                CHECK(letter.box.right < points.left - 8);
        CHECK(ui.shows("reading nnn"));
    }
}

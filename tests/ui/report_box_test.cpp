#include <doctest/doctest.h>

#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

struct Bench : HeadlessUi {
    Bench() : HeadlessUi(1920, 1080, 1) {
        live.result = tests::sample_result(4000);
        frames(4);
    }
    // As the worker answers.
    void know(const std::string& folder) {
        report.facts = std::make_shared<const ui::ReportFacts>(
            ui::ReportFacts{live.result->serial, folder, "Makes 3 of 4,000 rows unique.",
                            "With Learner every row can be traced."});
        frames(2);
    }
    void open() {
        workbench().run(ui::Command::export_report);
        frames(3);
    }
    bool is_open() const { return shows("A report of this picture"); }
    // What is asked for in one of the frames of a click.
    std::shared_ptr<const ui::ReportWish> press(const std::string& text) {
        const plot::Box box = find(text);
        REQUIRE(box.width() > 0);
        return press((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    }
    std::shared_ptr<const ui::ReportWish> press(float x, float y) {
        move(x, y);
        frames(2);
        button(true);
        const ui::FrameOutput pressed = frame();
        button(false);
        const ui::FrameOutput released = frame();
        cancelled = pressed.report.cancel || released.report.cancel;
        return pressed.report.make ? pressed.report.make : released.report.make;
    }
    // The switch left of these words.
    void turn(const std::string& words) {
        const plot::Box box = find(words);
        REQUIRE(box.width() > 0);
        press(box.left - 50, (box.top + box.bottom) / 2);
        frames(2);
    }
    bool cancelled = false;
};

} // namespace

TEST_CASE("the Export button and its key open the box for a report, and Esc closes it") {
    Bench ui;
    CHECK_FALSE(ui.is_open());
    ui.press("Export");
    ui.frames(3);
    CHECK(ui.is_open());
    ui.workbench().run(ui::Command::clear_focus);
    ui.frames(3);
    CHECK_FALSE(ui.is_open());
    ui.open();
    CHECK(ui.is_open());
    ui.press("Cancel");
    ui.frames(3);
    CHECK_FALSE(ui.is_open());
}

TEST_CASE("what rows give away is asked of the worker, only while the box is open") {
    Bench ui;
    CHECK(ui.frame().report.facts_of == nullptr);
    ui.open();
    CHECK(ui.frame().report.facts_of == ui.live.result);
    CHECK(ui.shows("Looks at what the rows give away"));
    CHECK(ui.press("Start") == nullptr);
    ui.know("/data/people-report");
    CHECK(ui.frame().report.facts_of == nullptr);
    CHECK(ui.shows("Makes 3 of 4,000 rows unique."));
    CHECK(ui.shows("/data/people-report"));
}

TEST_CASE("Start asks for the final result shown, with rows and without ids unless told") {
    Bench ui;
    ui.open();
    ui.know("/data/people-report");
    const std::shared_ptr<const ui::ReportWish> wish = ui.press("Start");
    REQUIRE(wish);
    CHECK(wish->result == ui.live.result);
    CHECK(wish->folder == "/data/people-report");
    CHECK(wish->has_rows);
    CHECK_FALSE(wish->with_ids);
    ui.frames(3);
    CHECK_FALSE(ui.is_open());
}

TEST_CASE("rows can be left out, and ids with them; ids are never remembered") {
    Bench ui;
    ui.open();
    ui.know("/data/people-report");
    ui.turn("…with ids");
    auto wish = ui.press("Start");
    REQUIRE(wish);
    CHECK(wish->with_ids);
    ui.frames(3);
    ui.open();
    ui.turn("…with ids");
    ui.turn("Table of rows");
    CHECK_FALSE(ui.shows("with ids"));
    wish = ui.press("Start");
    REQUIRE(wish);
    CHECK_FALSE(wish->has_rows);
    CHECK_FALSE(wish->with_ids);
    ui.frames(3);
    ui.open();
    ui.turn("Table of rows");
    wish = ui.press("Start");
    REQUIRE(wish);
    CHECK(wish->has_rows);
    CHECK_FALSE(wish->with_ids);
}

TEST_CASE("a folder that is typed stays, one that is offered follows the result") {
    Bench ui;
    ui.open();
    ui.know("/data/people-report");
    ui.know("/data/people-report-2");
    CHECK(ui.shows("/data/people-report-2"));
    const plot::Box box = ui.find("/data/people-report-2");
    ui.click(box.right - 2, (box.top + box.bottom) / 2);
    ui.frames(3);
    ui.key(ImGuiKey_End);
    ui.type("x");
    ui.frames(2);
    ui.know("/data/people-report-3");
    const auto wish = ui.press("Start");
    REQUIRE(wish);
    CHECK(wish->folder == "/data/people-report-2x");
}

TEST_CASE("a preview and a result on its way are waited for") {
    Bench ui;
    ui.open();
    ui.know("/data/people-report");
    ui.live.computing = true;
    ui.frames(2);
    CHECK(ui.shows("Waits for the final result"));
    CHECK(ui.press("Start") == nullptr);
    ui.live.computing = false;
    auto preview = std::make_shared<engine::Result>(*ui.live.result);
    preview->final_result = false;
    ui.live.result = preview;
    ui.frames(2);
    CHECK(ui.shows("Waits for the final result"));
    CHECK(ui.press("Start") == nullptr);
    CHECK(ui.frame().report.facts_of == nullptr);
}

TEST_CASE("while a report is made its progress is shown and can be cancelled") {
    Bench ui;
    ui.report.under_way = true;
    ui.report.fraction = 0.42;
    ui.report.doing = "silhouette";
    CHECK(ui.frames(3).next_frame_s <= 0.1);
    CHECK(ui.shows("silhouette"));
    CHECK(ui.shows("42 %"));
    ui.open();
    CHECK_FALSE(ui.is_open()); // one at a time
    ui.press("Cancel");
    CHECK(ui.cancelled);
    ui.report.under_way = false;
    ui.frames(3);
    CHECK_FALSE(ui.shows("silhouette"));
}

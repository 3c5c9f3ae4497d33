// The tab of what sets the selected rows apart.
#include <doctest/doctest.h>

#include "engine/history.h"
#include "engine/selection/shapes.h"
#include "support/headless_ui.h"

using namespace cohortscope;

namespace {

struct Bench : tests::HeadlessUi {
    Bench() : HeadlessUi(1920, 1080, 1.0f) {
        workbench().set_hints(false);
        workbench().set_tab("selected");
        live.result = tests::sample_result(3000);
        rest();
        frames(3);
    }
    void select_group(int colour) {
        workbench().set_selection(rows_in(*live.result, {engine::Group{colour}}), "a group");
        frames(4);
    }
    void click_text(const std::string& text) {
        const plot::Box box = find(text);
        REQUIRE(box.width() > 0);
        click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        frames(3);
    }
};

} // namespace

TEST_CASE("without a selection the tab says how to make one") {
    Bench ui;
    CHECK(ui.shows("Nothing is selected yet."));
    CHECK(ui.shows("lasso (L)"));
}

TEST_CASE(
    "the selected rows stand against the rest, and the worker is asked while the tab is open") {
    Bench ui;
    ui.select_group(1);
    CHECK(ui.shows("selected against"));
    CHECK(ui.shows("Beyond chance"));
    CHECK(ui.frame().wish.contrasting.wanted);
    ui.workbench().set_tab("profile");
    CHECK_FALSE(ui.frame().wish.contrasting.wanted);
}

TEST_CASE("kept sets are compared with each other") {
    Bench ui;
    ui.select_group(1);
    ui.click_text("keep as A");
    ui.select_group(2);
    ui.click_text("keep as B");
    const auto& sets = ui.workbench().history().present().sets;
    REQUIRE(sets.size() == 2);
    ui.click_text("the rest");
    ui.click_text("set A");
    CHECK(ui.frame().wish.contrasting.second == sets[0].rows);
    CHECK(ui.shows("selected against"));
    CHECK(ui.shows("in A"));
}

TEST_CASE("the chip above the map opens the tab") {
    Bench ui;
    ui.workbench().set_tab("profile");
    ui.select_group(1);
    ui.click_text("what sets them apart");
    CHECK(ui.shows("selected against"));
}

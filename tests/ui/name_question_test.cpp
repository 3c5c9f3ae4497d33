#include "support/headless_ui.h"

#include <doctest/doctest.h>

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

constexpr std::size_t kRows = 4000;

// A final result whose cluster 3 is the likest to one that was called "Senior leaders".
struct Asked : HeadlessUi {
    explicit Asked(float width = 1280, float height = 720, float scale = 1)
        : HeadlessUi(width, height, scale) {
        live.result = tests::sample_result(kRows);
        frames(4);
        lose({{"Senior leaders", 3, 0.12}});
    }
    void lose(const std::vector<analysis::LostName>& lost, bool final_result = true) {
        auto result = std::make_shared<engine::Result>(*live.result);
        result->final_result = final_result;
        result->identity.lost = lost;
        ++result->serial;
        live.result = result;
        frames(3);
    }
    plot::Box keep() const { return find("keep?"); }
    ui::FrameOutput click_on(const plot::Box& box, float beside = 0.0f) {
        return click((box.left + box.right) / 2 + beside, (box.top + box.bottom) / 2);
    }
    void click_cross() { click_on(keep(), px(38)); }
};

} // namespace

TEST_CASE("a name whose group is gone is asked about, and nothing moves for it") {
    Asked ui;
    CHECK(ui.shows("was: Senior leaders (12 % the same rows)"));
    const plot::Box axis = ui.find("axes");
    ui.lose({});
    CHECK_FALSE(ui.shows("was:"));
    CHECK(ui.find("axes").top == axis.top);
}

TEST_CASE("keep gives the name to the likest group") {
    Asked ui;
    const plot::Box keep = ui.keep();
    ui.move((keep.left + keep.right) / 2, (keep.top + keep.bottom) / 2);
    ui.frames(2);
    ui.button(true);
    const ui::FrameOutput out = ui.frame();
    ui.button(false);
    ui.frame();
    REQUIRE(out.wish.names.size() == 1);
    CHECK(out.wish.names[0] == analysis::GivenName{"Senior leaders", ui.live.clusters, 3});
}

TEST_CASE("a click on the question does not reach the map below it") {
    Asked ui;
    const plot::CloudView before = ui.clouds.at(0).view;
    const plot::Box text = ui.find("was: Senior leaders");
    ui.double_click((text.left + text.right) / 2, (text.top + text.bottom) / 2);
    ui.frames(30);
    CHECK(ui.clouds.at(0).view.min_x == before.min_x);
    CHECK(ui.clouds.at(0).view.max_x == before.max_x);
}

TEST_CASE("a question that was closed does not come again until the name has been back") {
    Asked ui;
    ui.click_cross();
    ui.frames(2);
    CHECK_FALSE(ui.shows("was:"));
    ui.lose({{"Senior leaders", 2, 0.31}});
    CHECK_FALSE(ui.shows("was:"));
    auto back = std::make_shared<engine::Result>(*ui.live.result);
    back->identity.lost.clear();
    back->identity.given_name[1] = "Senior leaders";
    ui.live.result = back;
    ui.frames(3);
    auto again = std::make_shared<engine::Result>(*back);
    again->identity.given_name[1].clear();
    ui.live.result = again;
    ui.lose({{"Senior leaders", 2, 0.31}});
    CHECK(ui.shows("was: Senior leaders (31 % the same rows)"));
}

TEST_CASE("questions come one after another, and none about a preview") {
    Asked ui;
    ui.lose({{"Senior leaders", 3, 0.12}, {"Newcomers", 1, 0.004}});
    CHECK(ui.shows("was: Senior leaders"));
    CHECK_FALSE(ui.shows("Newcomers"));
    ui.click_cross();
    ui.frames(2);
    CHECK(ui.shows("was: Newcomers (under 1 % the same rows)"));
    ui.lose(ui.live.result->identity.lost, false);
    CHECK_FALSE(ui.shows("was:"));
}

TEST_CASE("a long name leaves room for its share and for the answer") {
    Asked ui(960, 540);
    ui.lose({{"Leaders of large companies with more than twenty years of experience", 3, 0.12}});
    CHECK(ui.shows("was: Le")); // as much as has room
    CHECK(ui.shows("(12 % the same rows)"));
    CHECK(ui.shows("keep?"));
}

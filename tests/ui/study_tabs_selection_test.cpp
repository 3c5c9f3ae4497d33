// Rows below 0 of the silhouettes, picked out in the scatter; bands and clusters in focus.
#include <doctest/doctest.h>

#include "base/error.h"
#include "support/headless_studies.h"
#include "ui/controls/tabs.h"

using namespace cohortscope;
using engine::Study;
using tests::StudyBench;

namespace {

struct SilhouetteBench : StudyBench {
    SilhouetteBench() : StudyBench("silhouette") {
        land_all();
        frames(4);
    }
    std::size_t negative_rows() {
        return engine::value_in<engine::SilhouetteStudy>(study(Study::silhouette))->negative_rows;
    }
    std::size_t selected() const { return clouds.at(0).selected_rows; }
};

} // namespace

TEST_CASE("the button selects the rows below 0 and a second click lets them go") {
    SilhouetteBench ui;
    REQUIRE(ui.negative_rows() > 0);
    CHECK(ui.selected() == 0);
    ui.click_text("Show the");
    ui.frames(2);
    CHECK(ui.selected() == ui.negative_rows());
    CHECK(ui.clouds[0].selected_key != 0);
    CHECK(ui.shows(" selected · negative silhouette at k = 5"));
    ui.click_text("Showing the");
    ui.frames(2);
    CHECK(ui.selected() == 0);
    CHECK_FALSE(ui.shows("selected"));
}

TEST_CASE("Esc lets selected rows go") {
    SilhouetteBench ui;
    ui.click_text("Show the");
    ui.frames(2);
    CHECK(ui.selected() > 0);
    ui.workbench().run(ui::Command::clear_focus);
    ui.frame();
    CHECK(ui.selected() == 0);
}

TEST_CASE("selected rows survive new clusters, and go when the rows are others") {
    SilhouetteBench ui;
    ui.click_text("Show the");
    ui.frames(2);
    const std::size_t selected = ui.selected();
    ui.show(4);
    ui.frames(2);
    CHECK(ui.selected() == selected);
    auto other = std::make_shared<engine::Result>(*tests::sample_result(3000, 5));
    other->serial = 99;
    ui.live.result = other;
    ui.forget_all();
    ui.frames(2);
    CHECK(ui.selected() == 0);
}

TEST_CASE("a stale silhouette offers no rows") {
    SilhouetteBench ui;
    ui.make_stale(Study::silhouette, "k = 4");
    ui.frames(2);
    CHECK_FALSE(ui.shows("Show the"));
}

TEST_CASE("hovering the silhouettes' bands brings each cluster into focus everywhere") {
    SilhouetteBench ui;
    std::vector<bool> focused(5, false);
    for (float y = ui.height() * 0.4f; y < ui.height() - ui.px(50); y += 8) {
        ui.move(ui.width() * 0.87f, y);
        ui.frames(20);
        const std::vector<float>& emphasis = ui.clouds.at(0).style.emphasis;
        for (std::size_t cluster = 0; cluster < emphasis.size(); ++cluster)
            if (emphasis[cluster] == 1.0f && emphasis[(cluster + 1) % 5] < 1.0f)
                focused[cluster] = true;
    }
    CHECK(focused == std::vector<bool>(5, true));
}

TEST_CASE("a tab that does not exist is refused with those that do") {
    SilhouetteBench ui;
    CHECK_NOTHROW(ui.workbench().set_tab("profile"));
    std::string names;
    for (const ui::Tab& tab : ui::all_tabs())
        names += (names.empty() ? "" : ", ") + std::string(tab.name);
    const std::string expected = "there is no tab 'nothing'; expected " + names;
    CHECK_THROWS_WITH_AS(ui.workbench().set_tab("nothing"), expected.c_str(), base::Error);
}

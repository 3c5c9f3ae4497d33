// Selecting by dragging and clicking, on the map and beside the clusters.
#include <doctest/doctest.h>

#include "engine/history.h"
#include "plot/labels.h"
#include "support/headless_ui.h"

using namespace cohortscope;

namespace {

struct Bench : tests::HeadlessUi {
    Bench() : HeadlessUi(1920, 1080, 1.0f) {
        workbench().set_hints(false);
        live.result = tests::sample_result(3000);
        rest();
        frames(3);
    }
    const engine::Result& result() const { return *live.result; }
    std::size_t selected() {
        const auto& rows = workbench().history().present().selection;
        return rows ? rows->count() : 0;
    }
    std::size_t step() { return workbench().history().at(); }
    // Of a cluster: its median stands at the right end of its row.
    ImVec2 median_of(int cluster) {
        const plot::Box head = find("median");
        const auto& profile = result().profiles->clusters[static_cast<std::size_t>(cluster)];
        const std::string text =
            plot::short_measure(*result().profiles->measure, profile.measure_median);
        for (int n = 0; n < 20; ++n) {
            const plot::Box box = find(text, n);
            if (box.left > head.left - 60 && box.top > head.bottom)
                return {head.left, (box.top + box.bottom) / 2};
        }
        FAIL("no row of the cluster");
        return {};
    }
    // A place on its ridge, 0 to 1 of the way.
    ImVec2 on_ridge(int cluster, float share) {
        const float left = find(plot::full_label(*result().profiles->measure)).left + 10;
        const ImVec2 row = median_of(cluster);
        const float right = row.x - 40;
        return {left + share * (right - left), row.y};
    }
    int colour(int cluster) const {
        return result().identity.colour[static_cast<std::size_t>(cluster)];
    }
};

} // namespace

TEST_CASE("a drag over a ridge selects a range of that group, as one step") {
    Bench ui;
    const std::size_t before = ui.step();
    ui.drag(ui.on_ridge(4, 0.2f), ui.on_ridge(4, 0.8f));
    CHECK(ui.selected() > 0);
    CHECK(ui.selected() <= ui.result().clustering->sizes[4]);
    CHECK(ui.step() == before + 1);
    CHECK(ui.shows(" selected · "));
    for (std::size_t i = 0; i < ui.result().rows(); ++i)
        if (ui.workbench().history().present().selection->contains(
                ui.result().prepared.rows->rows[i]))
            REQUIRE(ui.result().clustering->labels[i] == 4);
    ui.workbench().run(ui::Command::undo);
    ui.frames(2);
    CHECK(ui.selected() == 0);
    ui.workbench().run(ui::Command::redo);
    ui.frames(2);
    CHECK(ui.selected() > 0);
}

TEST_CASE("a click on a ridge still pins, and a double click zooms") {
    Bench ui;
    const ImVec2 at = ui.on_ridge(2, 0.5f);
    ui.click(at.x, at.y);
    ui.frames(2);
    CHECK(ui.selected() == 0);
    CHECK(ui.workbench().history().present().view.pinned == ui.colour(2));
}

TEST_CASE("Ctrl+click selects a group; Shift adds another, Alt takes one away, Esc clears") {
    Bench ui;
    const auto& sizes = ui.result().clustering->sizes;
    const auto click_with = [&](int cluster, const auto& key) {
        const ImVec2 at = ui.median_of(cluster);
        key(true);
        ui.frames(2);
        ui.click(at.x, at.y);
        ui.frames(3);
        key(false);
        ui.frames(2);
    };
    click_with(0, [&](bool down) { ui.control(down); });
    CHECK(ui.selected() == sizes[0]);
    click_with(1, [&](bool down) { ui.shift(down); });
    CHECK(ui.selected() == sizes[0] + sizes[1]);
    click_with(0, [&](bool down) { ui.alt(down); });
    CHECK(ui.selected() == sizes[1]);
    click_with(1, [&](bool down) {
        ui.shift(down);
        ui.alt(down);
    });
    CHECK(ui.selected() == sizes[1]);
    CHECK(ui.workbench().history().present().view.pinned == engine::kNoColour);
    ui.workbench().run(ui::Command::clear_focus);
    ui.frames(2);
    CHECK(ui.selected() == 0);
}

TEST_CASE("a lasso on the map is one step, and another k keeps its rows") {
    Bench ui;
    ui.workbench().run(ui::Command::rectangle_tool);
    ui.frames(2);
    const std::size_t before = ui.step();
    const float x = ui.width() / 2, y = ui.height() / 2;
    ui.drag({x - 120, y - 120}, {x + 120, y + 120});
    const std::size_t selected = ui.selected();
    REQUIRE(selected > 0);
    CHECK(ui.step() == before + 1);
    CHECK(ui.clouds.at(0).selected_rows == selected);
    auto other = std::make_shared<engine::Result>(*tests::sample_result(3000, 4));
    other->prepared.table = ui.live.result->prepared.table;
    other->serial = 77;
    ui.live.result = other;
    ui.live.clusters.reset();
    ui.frames(3);
    CHECK(ui.selected() == selected);
    CHECK(ui.clouds.at(0).selected_rows == selected);
    ui.workbench().run(ui::Command::undo);
    ui.frames(2);
    CHECK(ui.selected() == 0);
}

TEST_CASE("density keeps the selection") {
    Bench ui;
    ui.workbench().set_cloud(ui::CloudChoice::density);
    ui.drag(ui.on_ridge(4, 0.2f), ui.on_ridge(4, 0.8f));
    REQUIRE(ui.selected() > 0);
    CHECK(ui.clouds.at(0).style.mode == plot::CloudMode::density);
    CHECK(ui.clouds.at(0).selected_rows == ui.selected());
}

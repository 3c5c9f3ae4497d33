// Tooltips stand beside what they explain.
#include <doctest/doctest.h>

#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

bool lies_inside(const plot::Box& box, const HeadlessUi& ui) {
    return box.left >= 0 && box.top >= 0 && box.right <= ui.width() && box.bottom <= ui.height();
}

} // namespace

TEST_CASE("the tip of a name on the map stands beside the name, inside the window") {
    for (const float scale : {1.0f, 2.0f}) {
        HeadlessUi ui(1280, 720, scale);
        ui.live.result = tests::sample_result(4000);
        ui.frames(40);
        int tips = 0;
        for (int cluster = 0; cluster < 5; ++cluster) {
            ui.move(3, 58 * scale);
            ui.frames(3);
            const std::string& name = ui.live.result->name(cluster);
            // Drawn first on the map, then in the table.
            const plot::Box on_map = ui.find(name);
            if (on_map.width() <= 0 || on_map.left > ui.width() * 0.7f)
                continue; // no room for it there
            ui.move((on_map.left + on_map.right) / 2, (on_map.top + on_map.bottom) / 2);
            ui.frames(3);
            const plot::Box tip = ui.find(name + ":");
            CAPTURE(name);
            REQUIRE(tip.width() > 0);
            ++tips;
            CHECK(lies_inside(tip, ui));
            CHECK_FALSE(tip.overlaps(on_map));
        }
        CHECK(tips >= 2);
    }
}

TEST_CASE("the tip of rows under the pointer leaves the pixels about it free, in every corner") {
    HeadlessUi ui(1280, 720, 1.0f);
    ui.live.result = tests::sample_result(4000);
    ui.frames(40);
    int tips = 0;
    for (int column = 0; column < 9; ++column)
        for (int line = 0; line < 9; ++line) {
            const float x = 340 + 62.0f * static_cast<float>(column);
            const float y = 100 + 66.0f * static_cast<float>(line);
            ui.move(x, y);
            ui.frames(2);
            const plot::Box tip = ui.find(" here");
            if (tip.width() <= 0)
                continue;
            ++tips;
            CHECK(lies_inside(tip, ui));
            CHECK_FALSE(tip.overlaps({x - 5, y - 5, x + 5, y + 5}));
        }
    CHECK(tips > 5);
}

#include "ui/cloud_keys.h"

#include <cstdlib>
#include <vector>

#include <doctest/doctest.h>

#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

std::shared_ptr<engine::Result> copy_of(const engine::Result& result) {
    auto copy = std::make_shared<engine::Result>(result);
    ++copy->serial;
    return copy;
}

} // namespace

TEST_CASE("the labels keep their key as long as every row keeps its cluster") {
    const auto result = tests::sample_result(4000);
    ui::CloudKeys keys;
    const std::uint64_t first = keys.labels_key(*result);
    CHECK(keys.labels_key(*copy_of(*result)) == first);
    const auto confirmed = copy_of(*result); // a final that finds what its preview found
    confirmed->clustering = std::make_shared<analysis::Clustering>(*result->clustering);
    CHECK(keys.labels_key(*confirmed) == first);
    const auto moved = copy_of(*result);
    auto clustering = std::make_shared<analysis::Clustering>(*result->clustering);
    clustering->labels.back() = clustering->labels.back() == 0 ? 1 : 0;
    moved->clustering = clustering;
    const std::uint64_t second = keys.labels_key(*moved);
    CHECK(second != first);
    CHECK(keys.labels_key(*moved) == second);
    CHECK(keys.labels_key(*result) != second);
}

TEST_CASE("a frame that only repaints the interface asks for the same picture of the cloud") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(30); // hints, fonts and glides have settled
    REQUIRE(ui.clouds.size() == 1);
    const tests::DrawnCloud before = ui.clouds[0];
    ui.move(100, 300); // over the left panel
    ui.frames(5);
    const auto named = copy_of(*ui.live.result);
    named->identity.given_name[0] = "a name";
    ui.live.result = named;
    ui.live.computing = true;
    ui.frames(3);
    REQUIRE(ui.clouds.size() == 1);
    CHECK(ui.clouds[0].positions_key == before.positions_key);
    CHECK(ui.clouds[0].labels_key == before.labels_key);
    CHECK(ui.clouds[0].selected_key == before.selected_key);
    CHECK(ui.clouds[0].view == before.view);
    CHECK(ui.clouds[0].style == before.style);
}

TEST_CASE("the density has the same pixels at every scale, the points finer ones") {
    std::vector<tests::DrawnCloud> points, densities;
    for (const float scale : {1.0f, 2.0f, 3.0f}) {
        HeadlessUi ui(1280, 720, scale);
        ui.live.result = tests::sample_result(4000);
        ui.frames(30);
        REQUIRE(ui.clouds.size() == 1);
        points.push_back(ui.clouds[0]);
        ui.workbench().run(ui::Command::toggle_points_density);
        ui.frames(2);
        REQUIRE(ui.clouds.size() == 1);
        densities.push_back(ui.clouds[0]);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const int scale = static_cast<int>(i) + 1;
        CHECK(densities[i].style.mode == plot::CloudMode::density);
        // A pixel of the density is two of the screen at scale 1.
        CHECK(std::abs(points[i].view.width - 2 * scale * densities[i].view.width) <= 2 * scale);
        CHECK(std::abs(densities[i].view.width - densities[0].view.width) <= 2);
        CHECK(std::abs(densities[i].view.height - densities[0].view.height) <= 2);
        CHECK(densities[i].style.saturation_rows == densities[0].style.saturation_rows);
    }
}

#include "ui/cloud_keys.h"

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

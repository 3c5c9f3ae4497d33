#include "plot/clusters/cluster_ghosts.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/fake_result.h"

using namespace cohortscope;

namespace {

std::vector<float> shares_of(const analysis::ClusterProfile& profile) {
    std::vector<float> shares;
    for (const std::uint32_t rows : profile.histogram)
        shares.push_back(static_cast<float>(rows) / static_cast<float>(profile.size));
    return shares;
}

plot::GhostRow row_of(const engine::Result& result, int colour) {
    const analysis::MeasureAxis& axis = result.profiles->measure_axis;
    return {
        colour, {10, 20, 210, 60}, axis.low, axis.low + axis.step * axis.bins, axis.logarithmic};
}

} // namespace

TEST_CASE("a ghost is the outline and the median of the group that had the colour") {
    auto result = *tests::fake_result();
    result.identity.colour = {4, 3, 2, 1, 0};
    const engine::Ghost ghost = engine::ghost_of(result);
    CHECK(ghost.with(4) == &result.profiles->clusters[0]);
    CHECK(ghost.with(9) == nullptr);
    plot::Scene scene;
    plot::add_ghost_ridge(scene, ghost, row_of(result, 4), shares_of(*ghost.with(4)), {});
    const auto outlines = tests::shapes_of<plot::Polyline>(scene);
    REQUIRE(outlines.size() == 1);
    CHECK(outlines[0].points.size() == ghost.with(4)->histogram.size());
    float highest = 1e9f;
    for (const plot::Point& point : outlines[0].points) {
        CHECK(point.x >= 10);
        CHECK(point.x <= 210);
        CHECK(point.y <= 60);
        highest = std::min(highest, point.y);
    }
    CHECK(highest == doctest::Approx(20));
    CHECK(tests::shapes_of<plot::Line>(scene).size() == 3);
    CHECK(plot::ghost_words(ghost, 4).starts_with("before: "));
}

TEST_CASE(
    "no ghost where nothing is pinned, no group had the colour, or the axis is of another kind") {
    const auto result = tests::fake_result();
    const engine::Ghost ghost = engine::ghost_of(*result);
    const auto shares = shares_of(*ghost.with(0));
    plot::Scene scene;
    plot::add_ghost_ridge(scene, {}, row_of(*result, 0), shares, {});
    plot::add_ghost_ridge(scene, ghost, row_of(*result, 12), shares, {});
    plot::GhostRow linear = row_of(*result, 0);
    linear.logarithmic = false;
    plot::add_ghost_ridge(scene, ghost, linear, shares, {});
    plot::add_ghost_share(scene, ghost, 12, {0, 0, 100, 8}, {});
    plot::add_ghost_share(scene, {}, 0, {0, 0, 100, 8}, {});
    CHECK(scene.shapes.empty());
    CHECK(plot::ghost_words(ghost, 12).empty());
}

TEST_CASE("a ghost stays inside an axis that shows less than it had") {
    const auto result = tests::fake_result();
    const engine::Ghost ghost = engine::ghost_of(*result);
    plot::GhostRow row = row_of(*result, 1);
    const double third = (row.high - row.low) / 3;
    row.low += third;
    row.high -= third;
    plot::Scene scene;
    plot::add_ghost_ridge(scene, ghost, row, shares_of(*ghost.with(1)), {});
    for (const plot::Polyline& outline : tests::shapes_of<plot::Polyline>(scene))
        for (const plot::Point& point : outline.points) {
            CHECK(point.x >= row.ridge.left);
            CHECK(point.x <= row.ridge.right);
        }
}

TEST_CASE("a share's ghost lies across the bar where the share was") {
    const auto result = tests::fake_result();
    plot::Scene scene;
    plot::add_ghost_share(scene, engine::ghost_of(*result), 2, {100, 5, 200, 13}, {});
    const auto lines = tests::shapes_of<plot::Line>(scene);
    REQUIRE(lines.size() == 1);
    const double share = result->profiles->clusters[2].share;
    CHECK(lines[0].from.x == doctest::Approx(100 + 100 * share));
    CHECK(lines[0].from.x == lines[0].to.x);
}

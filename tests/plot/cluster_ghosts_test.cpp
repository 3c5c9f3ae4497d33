#include "plot/clusters/cluster_ghosts.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "plot/clusters/cluster_chart.h"
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

TEST_CASE("what is different from before, in words") {
    const auto result = tests::fake_result();
    const engine::Ghost ghost = engine::ghost_of(*result);
    analysis::ClusterProfile now = *ghost.with(2);
    CHECK(plot::ghost_change(ghost, 2, now) == "share as before, median as before");
    now.share += 0.031;
    CHECK(plot::ghost_change(ghost, 2, now) == "share +3.1 points, median as before");
    now.share -= 0.041;
    CHECK(plot::ghost_change(ghost, 2, now) == "share −1.0 point, median as before");
    now.measure_median *= 0.5;
    CHECK(plot::ghost_change(ghost, 2, now).starts_with("share −1.0 point, median −₹"));
    CHECK(plot::ghost_change(ghost, 12, now) == "new: no group had this colour before");
}

TEST_CASE("the shares of a ghost leave out the rows that clipping moved to the ends") {
    auto result = *tests::fake_result();
    engine::Ghost ghost = engine::ghost_of(result);
    ghost.clips_low = ghost.clips_high = false;
    const auto sum = [](const std::vector<float>& shares) {
        double total = 0.0;
        for (const float share : shares)
            total += static_cast<double>(share);
        return total;
    };
    CHECK(sum(plot::ghost_shares(ghost, 0)) == doctest::Approx(1.0));
    ghost.clips_low = ghost.clips_high = true;
    const analysis::ClusterProfile& profile = *ghost.with(0);
    const double ends = static_cast<double>(profile.at_lowest + profile.at_highest) /
                        static_cast<double>(profile.size);
    CHECK(sum(plot::ghost_shares(ghost, 0)) == doctest::Approx(1.0 - ends));
    CHECK(plot::ghost_shares(ghost, 12).empty());
}

TEST_CASE("a share of before lies where a bar of it would end, at most at the end of the track") {
    const auto result = tests::fake_result();
    const engine::Ghost ghost = engine::ghost_of(*result);
    const float share = static_cast<float>(ghost.with(1)->share);
    plot::Scene scene;
    plot::add_ghost_share(scene, ghost, 1, {0, 0, 100, 8}, {}, 0.5);
    plot::add_ghost_share(scene, ghost, 1, {0, 0, 100, 8}, {}, 1e-6);
    const auto lines = tests::shapes_of<plot::Line>(scene);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].from.x == doctest::Approx(200 * share));
    CHECK(lines[1].from.x == 100);
}

TEST_CASE("the clusters' chart has a ghost in every row of a colour that was there") {
    const auto result = tests::fake_result();
    const engine::Ghost ghost = engine::ghost_of(*result);
    const tests::EstimatedMeasure measure;
    plot::ClusterRoom room;
    room.width = 560;
    room.height = 400;
    const auto without = plot::cluster_chart(*result, room, {}, measure);
    room.ghost = &ghost;
    const auto with = plot::cluster_chart(*result, room, {}, measure);
    const auto outlines = [](const plot::ClusterChart& chart) {
        return tests::shapes_of<plot::Polyline>(chart.rows).size();
    };
    CHECK(outlines(with) == outlines(without) + 5);
    CHECK(with.rows.marks.size() == without.rows.marks.size());
}

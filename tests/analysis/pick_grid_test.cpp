#include "analysis/pick_grid.h"

#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "base/random.h"

using namespace cohortscope;
using analysis::build_pick_grid;
using analysis::PickGrid;
using analysis::Projection;

namespace {

// A dense middle and long tails, on a lattice so that points lie exactly on the ellipse's rim.
Projection scattered(std::size_t n) {
    base::Random random(5);
    Projection projection;
    for (std::size_t i = 0; i < n; ++i) {
        const double spread = i % 50 == 0 ? 16.0 : 1.0;
        projection.x.push_back(static_cast<float>(std::round(random.normal() * spread * 32) / 32));
        projection.y.push_back(static_cast<float>(std::round(random.normal() * spread * 32) / 32));
    }
    return projection;
}

std::vector<std::uint32_t> brute_force(const Projection& projection, double x, double y, double rx,
                                       double ry) {
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < projection.x.size(); ++i) {
        const double dx = static_cast<double>(projection.x[i]) - x;
        const double dy = static_cast<double>(projection.y[i]) - y;
        if (dx * dx * ry * ry + dy * dy * rx * rx <= rx * rx * ry * ry)
            rows.push_back(static_cast<std::uint32_t>(i));
    }
    return rows;
}

} // namespace

TEST_CASE("the grid finds exactly the rows that a search of all rows finds") {
    const Projection projection = scattered(30'000);
    const PickGrid grid = build_pick_grid(projection);
    base::Random random(9);
    for (int trial = 0; trial < 200; ++trial) {
        const auto place = [&] {
            return static_cast<float>(std::round(random.normal() * 3 * 32) / 32);
        };
        const float x = place();
        const float y = place();
        const float rx = static_cast<float>(1 + random.below(64)) / 32;
        const float ry = static_cast<float>(1 + random.below(64)) / 32;
        CHECK(grid.find(projection, x, y, rx, ry) == brute_force(projection, x, y, rx, ry));
    }
    CHECK(grid.find(projection, 0, 0, 1e9f, 1e9f).size() == projection.x.size());
    CHECK(grid.find(projection, 1e9f, 0, 1, 1).empty());
}

TEST_CASE("every row is in one cell, rows of a cell ascend, and threads change nothing") {
    const Projection projection = scattered(20'011);
    const PickGrid grid = build_pick_grid(projection);
    REQUIRE(grid.starts.size() == static_cast<std::size_t>(grid.columns * grid.lines) + 1);
    std::vector<int> seen(projection.x.size());
    bool ascending = true;
    for (std::size_t cell = 0; cell + 1 < grid.starts.size(); ++cell)
        for (std::uint32_t at = grid.starts[cell]; at < grid.starts[cell + 1]; ++at) {
            ++seen[grid.rows[at]];
            if (at > grid.starts[cell])
                ascending = ascending && grid.rows[at - 1] < grid.rows[at];
        }
    CHECK(ascending);
    CHECK(seen == std::vector<int>(seen.size(), 1));
    const base::ThreadLimit one(1);
    const PickGrid again = build_pick_grid(projection);
    CHECK(again.rows == grid.rows);
    CHECK(again.starts == grid.starts);
}

TEST_CASE("points that are all equal are found with any radius, even 0") {
    Projection projection;
    projection.x.assign(1000, 2.5f);
    projection.y.assign(1000, -1.0f);
    const PickGrid grid = build_pick_grid(projection);
    CHECK(grid.find(projection, 2.5f, -1.0f, 0, 0).size() == 1000);
    CHECK(grid.find(projection, 2.4f, -1.0f, 0.2f, 0.1f).size() == 1000);
    CHECK(grid.find(projection, 2.4f, -1.0f, 0.05f, 1.0f).empty());
}

TEST_CASE("one row and no rows make a grid") {
    const Projection one{{3.0f}, {4.0f}};
    CHECK(build_pick_grid(one).find(one, 3, 4, 1, 1) == std::vector<std::uint32_t>{0});
    const Projection none;
    CHECK(build_pick_grid(none).find(none, 0, 0, 1, 1).empty());
}

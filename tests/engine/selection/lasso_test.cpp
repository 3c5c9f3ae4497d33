#include "engine/selection/lasso.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "base/random.h"
#include "engine/selection/orientation.h"

using namespace cohortscope;
using engine::Lasso;
using engine::MapPoint;

namespace {

constexpr int kParts = 32; // of a unit: the lattice on which points and corners lie

struct Corner {
    std::int64_t x = 0, y = 0; // 1/32
};

// The rule as Lasso states it, in whole numbers: nothing rounds.
bool is_inside(const std::vector<Corner>& corners, Corner p) {
    bool inside = false;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        Corner a = corners[i], b = corners[(i + 1) % corners.size()];
        if (a.y > b.y)
            std::swap(a, b);
        // Left of the edge, which runs upwards.
        if (p.y >= a.y && p.y < b.y && (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0)
            inside = !inside;
    }
    return inside;
}

Lasso lasso_of(const std::vector<Corner>& corners) {
    Lasso lasso;
    for (const Corner& corner : corners)
        lasso.points.push_back(
            {static_cast<double>(corner.x) / kParts, static_cast<double>(corner.y) / kParts});
    return lasso;
}

std::vector<Corner> lattice_points(std::size_t n, double spread, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<Corner> points;
    for (std::size_t i = 0; i < n; ++i)
        points.push_back(
            {std::llround(random.normal() * spread), std::llround(random.normal() * spread)});
    return points;
}

analysis::Projection projection_of(const std::vector<Corner>& points) {
    analysis::Projection projection;
    for (const Corner& point : points) {
        projection.x.push_back(static_cast<float>(point.x) / kParts);
        projection.y.push_back(static_cast<float>(point.y) / kParts);
    }
    return projection;
}

std::vector<bool> inside_of(const Lasso& lasso, const analysis::Projection& projection) {
    const auto grid = analysis::build_pick_grid(projection);
    const auto words = points_inside(lasso, projection, grid);
    std::vector<bool> inside;
    for (std::size_t i = 0; i < projection.x.size(); ++i)
        inside.push_back((words[i / 64] >> (i % 64) & 1) != 0);
    return inside;
}

std::vector<bool> brute_force(const Lasso& lasso, const analysis::Projection& projection) {
    std::vector<bool> inside;
    for (std::size_t i = 0; i < projection.x.size(); ++i)
        inside.push_back(contains(lasso, static_cast<double>(projection.x[i]),
                                  static_cast<double>(projection.y[i])));
    return inside;
}

Lasso random_lasso(std::size_t corners, double spread, std::uint64_t seed) {
    base::Random random(seed);
    Lasso lasso;
    for (std::size_t i = 0; i < corners; ++i)
        lasso.points.push_back({random.normal() * spread, random.normal() * spread});
    return lasso;
}

} // namespace

TEST_CASE("of a square, lower and left edges are inside, upper and right ones outside") {
    const Lasso square{{{0, 0}, {2, 0}, {2, 2}, {0, 2}}};
    CHECK(contains(square, 1, 1));
    CHECK(contains(square, 0, 1));
    CHECK(contains(square, 1, 0));
    CHECK(contains(square, 0, 0));
    CHECK(!contains(square, 2, 1));
    CHECK(!contains(square, 1, 2));
    CHECK(!contains(square, 2, 0));
    CHECK(!contains(square, 0, 2));
    CHECK(!contains(square, 2, 2));
    CHECK(!contains(square, 3, 1));
    CHECK(!contains(square, -1, 1));
}

TEST_CASE("where the outline runs around a place twice it is outside") {
    // Two squares in one outline; they overlap in [1, 2) × [1, 2).
    const Lasso twice{
        {{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}, {1, 1}, {3, 1}, {3, 3}, {1, 3}, {1, 1}}};
    CHECK(contains(twice, 0.5, 0.5));
    CHECK(contains(twice, 2.5, 2.5));
    CHECK(!contains(twice, 1.5, 1.5));
}

TEST_CASE("points on edges and corners of any polygon are judged exactly") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        // Few places, so that many points lie on edges; polygons cross themselves.
        const auto points = lattice_points(3000, 12, seed);
        const auto corners = lattice_points(3 + seed % 9, 14, seed + 500);
        std::vector<bool> expected;
        for (const Corner& point : points)
            expected.push_back(is_inside(corners, point));
        CHECK(inside_of(lasso_of(corners), projection_of(points)) == expected);
    }
}

TEST_CASE("the grid finds the points that a test of every point finds") {
    const auto projection = projection_of(lattice_points(30'000, 60, 5));
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        const Lasso lasso = random_lasso(seed <= 6 ? 5 : 200, seed % 2 == 0 ? 0.5 : 4.0, seed);
        CHECK(inside_of(lasso, projection) == brute_force(lasso, projection));
    }
}

TEST_CASE("of two polygons with a common outline each point is in one") {
    const auto projection = projection_of(lattice_points(5000, 40, 3));
    base::Random random(8);
    Lasso left{{{9, 9}, {-9, 9}, {-9, -9}, {9, -9}}}, right, square = left;
    left.points = {{0, 9}, {-9, 9}, {-9, -9}, {0, -9}};
    right.points = {{0, 9}, {9, 9}, {9, -9}, {0, -9}};
    // Back from the lower ends to the upper ones along the same corners.
    for (int i = 1; i < 50; ++i) {
        const MapPoint corner = {random.normal(), -9 + i * 0.36};
        left.points.push_back(corner);
        right.points.push_back(corner);
    }
    const auto in_left = inside_of(left, projection), in_right = inside_of(right, projection),
               in_square = inside_of(square, projection);
    bool each_once = true;
    for (std::size_t i = 0; i < in_left.size(); ++i)
        each_once = each_once && (in_left[i] != in_right[i]) == in_square[i];
    CHECK(each_once);
}

TEST_CASE("an outline may start anywhere, turn either way and repeat its first corner") {
    const auto projection = projection_of(lattice_points(2000, 30, 4));
    Lasso lasso = random_lasso(9, 1.0, 2);
    const auto expected = inside_of(lasso, projection);
    std::rotate(lasso.points.begin(), lasso.points.begin() + 4, lasso.points.end());
    CHECK(inside_of(lasso, projection) == expected);
    std::reverse(lasso.points.begin(), lasso.points.end());
    CHECK(inside_of(lasso, projection) == expected);
    lasso.points.push_back(lasso.points.front());
    CHECK(inside_of(lasso, projection) == expected);
}

TEST_CASE("outlines without an area hold nothing") {
    const auto projection = projection_of(lattice_points(500, 8, 4));
    const std::vector<bool> none(500, false);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    for (const Lasso& lasso :
         {Lasso{}, Lasso{{{0, 0}}}, Lasso{{{-1, -1}, {1, 1}}}, Lasso{{{0, 0}, {0, 0}, {0, 0}}},
          Lasso{{{-1, 0}, {0, 0}, {1, 0}}}, Lasso{{{0, -1}, {0, 0}, {0, 1}}},
          Lasso{{{0, 0}, {1, nan}, {infinite, 0}, {1, 1}}}})
        CHECK(inside_of(lasso, projection) == none);
    const Lasso square{{{-100, -100}, {100, -100}, {nan, 0}, {100, 100}, {-100, 100}}};
    CHECK(inside_of(square, projection) == std::vector<bool>(500, true));
}

TEST_CASE("outlines far larger than the map are judged as well") {
    const auto projection = projection_of(lattice_points(5000, 30, 6));
    for (const double far : {1e3, 1e6, 1e9, 1e12, 1e15}) {
        CAPTURE(far);
        const Lasso lasso{
            {{-far, -far * 0.7}, {far * 1.1, far * 0.9}, {far, far * 3}, {-far, far}}};
        CHECK(inside_of(lasso, projection) == brute_force(lasso, projection));
    }
}

TEST_CASE("points that lie on one line or in one place are judged as well") {
    analysis::Projection level, one, none;
    for (int i = 0; i < 1000; ++i) {
        level.x.push_back(static_cast<float>(i) / 100);
        level.y.push_back(1.0f);
        one.x.push_back(2.5f);
        one.y.push_back(1.0f);
    }
    const Lasso lasso{{{2, 0}, {4, 1}, {3, 3}, {1, 2}}};
    CHECK(inside_of(lasso, level) == brute_force(lasso, level));
    CHECK(inside_of(lasso, one) == std::vector<bool>(1000, true));
    std::swap(level.x, level.y);
    CHECK(inside_of(lasso, level) == brute_force(lasso, level));
    CHECK(inside_of(lasso, none).empty());
}

TEST_CASE("threads change no point") {
    const auto projection = projection_of(lattice_points(50'000, 60, 5));
    const Lasso lasso = random_lasso(40, 1.5, 5);
    const auto expected = inside_of(lasso, projection);
    const base::ThreadLimit limit(1);
    CHECK(inside_of(lasso, projection) == expected);
}

TEST_CASE("the side of a line is told where doubles round it away") {
    // Kettner et al. 2008, "Classroom examples of robustness problems".
    for (int i = 0; i < 16; ++i)
        for (int j = 0; j < 16; ++j) {
            const double x = 0.5 + i * 0x1p-53, y = 0.5 + j * 0x1p-53;
            const int expected = y > x ? 1 : y < x ? -1 : 0;
            CHECK(engine::orientation(12, 12, 24, 24, x, y) == expected);
            CHECK(engine::orientation(24, 24, 12, 12, x, y) == -expected);
            CHECK(engine::orientation(x, y, 12, 12, 24, 24) == expected);
        }
    CHECK(engine::orientation(0, 0, 1, 0, 0, 1) == 1);
    CHECK(engine::orientation(0, 0, 1, 0, 5, 0) == 0);
}

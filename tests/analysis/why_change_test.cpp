#include "analysis/why/change.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "analysis/why/standing.h"
#include "base/random.h"

using namespace cohortscope;
using analysis::Clustering;
using analysis::Curve;
using analysis::NumberCell;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Clustering centres_of(std::vector<double> centres, int k) {
    Clustering clustering;
    clustering.k = k;
    clustering.centres = std::move(centres);
    clustering.sizes.assign(static_cast<std::size_t>(k), 1);
    return clustering;
}

double squared(double x) { return x * x; }

// By the slowest way: every distance from scratch.
int nearest_naively(const std::vector<double>& row, const Clustering& clustering) {
    int best = -1;
    double least = kInfinity;
    for (int c = 0; c < clustering.k; ++c) {
        double sum = 0.0;
        for (std::size_t f = 0; f < row.size(); ++f)
            sum +=
                squared(row[f] - clustering.centres[static_cast<std::size_t>(c) * row.size() + f]);
        if (clustering.sizes[static_cast<std::size_t>(c)] > 0 && sum < least) {
            least = sum;
            best = c;
        }
    }
    return best;
}

struct Case {
    Clustering clustering;
    std::vector<double> row;
    NumberCell cell;
    int own = 0;
};

// Cells of every kind: straight, logarithmic or both; bounded, clipped or neither; whole or not.
Case random_case(base::Random& random) {
    const std::size_t d = 1 + random.below(4);
    const int k = 2 + static_cast<int>(random.below(5));
    Case made;
    std::vector<double> centres;
    for (std::size_t i = 0; i < static_cast<std::size_t>(k) * d; ++i)
        centres.push_back(3.0 * random.normal());
    made.clustering = centres_of(centres, k);
    if (k > 2 && random.below(6) == 0)
        made.clustering.sizes[1] = 0;
    const std::size_t kind = random.below(d > 1 ? 3 : 2);
    NumberCell& cell = made.cell;
    const double sign = random.below(2) == 0 ? 1.0 : -1.0;
    cell.coordinates.push_back({0, kind == 1 ? Curve::logarithm : Curve::straight, random.normal(),
                                sign * (kind == 1 ? 1.5 : 0.2) * (0.5 + random.uniform())});
    if (kind == 2)
        cell.coordinates.push_back({1, Curve::logarithm, random.normal(), 3.0 * random.normal()});
    cell.is_whole = random.below(3) == 0;
    cell.value = (kind == 0 ? -20.0 : -2.0) + 40.0 * random.uniform();
    if (cell.is_whole)
        cell.value = std::round(cell.value);
    if (random.below(2) == 0) {
        cell.lowest = std::min(cell.value, std::floor(-10.0 * random.uniform()));
        cell.highest = std::max(cell.value, std::ceil(60.0 * random.uniform()));
    }
    if (random.below(2) == 0) {
        cell.low = -5.0 * random.uniform();
        cell.high = 10.0 + 20.0 * random.uniform();
    }
    std::vector<double> base(d);
    for (double& value : base)
        value = 3.0 * random.normal();
    made.row = analysis::row_with(base, cell, cell.value);
    made.own = nearest_naively(made.row, made.clustering);
    return made;
}

bool moves(const Case& c, double x) {
    return x >= c.cell.lowest && x <= c.cell.highest &&
           nearest_naively(analysis::row_with(c.row, c.cell, x), c.clustering) != c.own;
}

// The nearest number in steps of `step` that moves the row, up to `reach` away; infinite if none.
double scanned(const Case& c, double step, double reach) {
    for (double away = step; away <= reach; away += step)
        if (moves(c, c.cell.value + away) || moves(c, c.cell.value - away))
            return away;
    return kInfinity;
}

} // namespace

TEST_CASE("the smallest change is the one that a scan in small steps finds") {
    base::Random random(11);
    constexpr double kReach = 60.0;
    int moved = 0, unmoved = 0;
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        const Case c = random_case(random);
        const double step = c.cell.is_whole ? 1.0 : 0.02;
        const double found = scanned(c, step, kReach);
        const auto change = analysis::smallest_change(c.row, c.clustering, c.own, c.cell);
        const double away = change ? std::fabs(change->to - c.cell.value) : kInfinity;
        if (found == kInfinity) {
            CHECK(away > kReach - step);
            ++unmoved;
            continue;
        }
        ++moved;
        REQUIRE(change.has_value());
        // What the scan finds lies at most a step behind the boundary.
        CHECK(away <= found + 1e-9);
        CHECK(away >= found - step - 1e-9);
        const double beyond = change->to + (change->up ? 1e-7 : -1e-7);
        const auto row = analysis::row_with(c.row, c.cell, c.cell.is_whole ? change->to : beyond);
        CHECK(nearest_naively(row, c.clustering) == change->cluster);
    }
    CHECK(moved > 100);
    CHECK(unmoved > 25);
}

TEST_CASE("a boundary half way between two centres is found by hand") {
    // Centres 0 and 10 on one axis whose unit is two of the cell's: the boundary is at 10.
    const Clustering two = centres_of({0.0, 10.0}, 2);
    NumberCell cell;
    cell.value = 4.0;
    cell.coordinates = {{0, Curve::straight, 0.0, 0.5}};
    const auto change = analysis::smallest_change(std::vector<double>{2.0}, two, 0, cell);
    REQUIRE(change.has_value());
    CHECK(change->to == doctest::Approx(10.0));
    CHECK(change->up);
    CHECK(change->cluster == 1);
}

TEST_CASE("a logarithm's boundary is the number whose logarithm lies half way") {
    const Clustering two = centres_of({0.0, 4.0}, 2);
    NumberCell cell;
    cell.value = 0.0;
    cell.coordinates = {{0, Curve::logarithm, 0.0, 1.0}};
    const auto change = analysis::smallest_change(std::vector<double>{0.0}, two, 0, cell);
    REQUIRE(change.has_value());
    CHECK(change->to == doctest::Approx(std::expm1(2.0)));
}

TEST_CASE("of whole numbers the change goes to the first that is nearer to the other centre") {
    const Clustering two = centres_of({0.0, 10.0}, 2);
    NumberCell cell;
    cell.is_whole = true;
    cell.value = 2.0;
    cell.coordinates = {{0, Curve::straight, 0.0, 1.0}};
    const std::vector<double> row = {2.0};
    // At 5 both are as near, and the lower cluster keeps the row.
    CHECK(analysis::smallest_change(row, two, 0, cell)->to == 6.0);
    const Clustering turned = centres_of({10.0, 0.0}, 2);
    CHECK(analysis::smallest_change(row, turned, 1, cell)->to == 5.0);
}

TEST_CASE("a clipped cell has to leave the clip before anything changes") {
    const Clustering two = centres_of({0.0, 10.0}, 2);
    NumberCell cell;
    cell.value = 90.0;
    cell.low = 0.0;
    cell.high = 9.0;
    cell.coordinates = {{0, Curve::straight, 0.0, 1.0}};
    const auto change = analysis::smallest_change(std::vector<double>{9.0}, two, 1, cell);
    REQUIRE(change.has_value());
    CHECK(change->to == doctest::Approx(5.0));
    CHECK_FALSE(change->up);
}

TEST_CASE("no change moves a row whose cell may not hold what it takes") {
    const Clustering two = centres_of({0.0, 10.0}, 2);
    NumberCell cell;
    cell.value = 1.0;
    cell.lowest = 0.0;
    cell.highest = 4.9;
    cell.coordinates = {{0, Curve::straight, 0.0, 1.0}};
    const std::vector<double> row = {1.0};
    CHECK_FALSE(analysis::smallest_change(row, two, 0, cell).has_value());
    cell.highest = kInfinity;
    cell.high = 4.9; // what lies beyond counts as 4.9
    CHECK_FALSE(analysis::smallest_change(row, two, 0, cell).has_value());
    cell.coordinates.clear();
    CHECK_FALSE(analysis::smallest_change(row, two, 0, cell).has_value());
}

TEST_CASE("centres that agree in the cell's coordinate are never told apart by it") {
    const Clustering two = centres_of({3.0, 0.0, 3.0, 8.0}, 2);
    NumberCell cell;
    cell.value = 1.0;
    cell.coordinates = {{0, Curve::straight, 0.0, 1.0}};
    CHECK_FALSE(analysis::smallest_change(std::vector<double>{1.0, 1.0}, two, 0, cell).has_value());
}

TEST_CASE(
    "a standing's differences sum to the squared distances, and ties go to the lower cluster") {
    base::Random random(3);
    for (int round = 0; round < 100; ++round) {
        const Case c = random_case(random);
        const auto standing = analysis::standing_of(c.row, c.clustering, c.own);
        double own = 0.0, other = 0.0;
        for (std::size_t f = 0; f < c.row.size(); ++f) {
            own += standing.to_own[f];
            other += standing.to_other[f];
        }
        CHECK(own == standing.own_squared);
        CHECK(other == standing.other_squared);
        CHECK(standing.own_is_nearest);
        CHECK(standing.other != c.own);
        CHECK(other >= own);
        CHECK(analysis::nearest_centre(c.row, c.clustering) ==
              nearest_naively(c.row, c.clustering));
    }
    const Clustering two = centres_of({0.0, 2.0}, 2);
    CHECK(analysis::nearest_centre(std::vector<double>{1.0}, two) == 0);
    CHECK_FALSE(analysis::standing_of(std::vector<double>{1.0}, two, 1).own_is_nearest);
}

TEST_CASE("the only cluster has no other beside it") {
    const Clustering one = centres_of({1.0, 2.0}, 1);
    const auto standing = analysis::standing_of(std::vector<double>{0.0, 0.0}, one, 0);
    CHECK(standing.other == -1);
    CHECK(standing.to_other.empty());
    CHECK(standing.own_squared == doctest::Approx(5.0));
    Clustering emptied = centres_of({1.0, 2.0}, 2);
    emptied.sizes[1] = 0;
    CHECK(analysis::standing_of(std::vector<double>{0.0}, emptied, 0).other == -1);
}

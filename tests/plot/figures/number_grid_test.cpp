#include "plot/figures/number_grid.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace cohortscope::plot;

TEST_CASE("rows are counted where both of their numbers lie") {
    const std::vector<double> x = {0, 1, 1, 2, 3, 4, 9};
    const std::vector<double> y = {10, 10, 99, 100, 1000, 0, 10};
    const NumberGrid grid = count_grid(x, y, {0, 4, 4, false}, {1, 3, 2, true});
    CHECK(grid.at(0, 0) == 1); // (0, 10)
    CHECK(grid.at(1, 0) == 2); // (1, 10), (1, 99)
    CHECK(grid.at(2, 1) == 1); // (2, 100): a bin holds its lower end
    CHECK(grid.at(3, 1) == 1); // (3, 1000): the last one its upper end, too
    CHECK(grid.outside == 2);  // (4, 0) has no logarithm, 9 is beyond
    CHECK(grid.most == 2);
    CHECK(grid.x.edge(1) == 1.0);
}

TEST_CASE("every row of a large table is counted once") {
    std::vector<double> x, y;
    for (int row = 0; row < 50'000; ++row) {
        x.push_back(row % 7);
        y.push_back(row % 5);
    }
    const NumberGrid grid = count_grid(x, y, {-0.5, 6.5, 7, false}, {-0.5, 4.5, 5, false});
    std::size_t all = 0;
    for (const std::uint32_t count : grid.counts)
        all += count;
    CHECK(all == 50'000);
    CHECK(grid.outside == 0);
    CHECK(grid.at(3, 2) == 50'000 / 35 + 1);
}

TEST_CASE("bands hold their lower edge, the last one both, and have quartiles") {
    const std::vector<double> x = {0, 1, 1, 1, 1, 5, 10, 11};
    const std::vector<double> y = {7, 1, 2, 3, 4, 8, 9, 100};
    const std::vector<double> edges = {0, 1, 5, 10};
    const auto bands = bands_of(x, y, edges);
    REQUIRE(bands.size() == 3);
    CHECK(bands[0].rows == 1);
    CHECK(bands[0].median == 7.0);
    CHECK(bands[1].rows == 4);
    CHECK(bands[1].q1 == 1.75);
    CHECK(bands[1].median == 2.5);
    CHECK(bands[1].q3 == 3.25);
    CHECK(bands[2].rows == 2); // 5 and 10
    CHECK(bands[2].median == 8.5);
}

TEST_CASE("a band without rows has no quartiles") {
    const std::vector<double> x = {0.0}, y = {1.0}, edges = {0, 1, 2};
    const auto bands = bands_of(x, y, edges);
    CHECK(bands[1].rows == 0);
    CHECK(std::isnan(bands[1].median));
}

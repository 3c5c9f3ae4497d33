#include "plot/sketch.h"

#include <doctest/doctest.h>

#include "plot/labels.h"

using namespace cohortscope;

TEST_CASE("labels that have room stay where they belong") {
    CHECK(plot::spread({10, 40, 90}, 16, 0, 100) == std::vector<float>{10, 40, 90});
    CHECK(plot::spread({}, 16, 0, 100).empty());
}

TEST_CASE("labels that crowd are moved apart as little as possible, and stay inside") {
    const auto pair = plot::spread({50, 50}, 16, 0, 100);
    CHECK(pair[0] == doctest::Approx(42));
    CHECK(pair[1] == doctest::Approx(58));
    const auto foot = plot::spread({98, 99, 99.5f}, 16, 0, 100);
    CHECK(foot == std::vector<float>{60, 76, 92});
    const auto full = plot::spread({0, 0, 0, 0, 100}, 20, 0, 100);
    CHECK(full == std::vector<float>{10, 30, 50, 70, 90});
}

TEST_CASE("compact counts have three significant digits and no zeros behind them") {
    CHECK(plot::compact_count(0) == "0");
    CHECK(plot::compact_count(987) == "987");
    CHECK(plot::compact_count(999.6) == "1k");
    CHECK(plot::compact_count(1000) == "1k");
    CHECK(plot::compact_count(1234) == "1.23k");
    CHECK(plot::compact_count(12345) == "12.3k");
    CHECK(plot::compact_count(205785) == "206k");
    CHECK(plot::compact_count(999'499) == "999k");
    CHECK(plot::compact_count(999'600) == "1M");
    CHECK(plot::compact_count(1'029'215) == "1.03M");
}

TEST_CASE("text stands out on every tint of a share") {
    for (const auto theme : {plot::Theme::dark, plot::Theme::light})
        for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0})
            CHECK(plot::contrast_ratio(plot::tokens(theme).text,
                                       plot::share_colour(share, theme)) >= 4.5);
    for (const auto theme : {plot::Theme::dark, plot::Theme::light}) // where nothing is shared
        CHECK(plot::contrast_ratio(plot::tokens(theme).muted, plot::share_colour(0.0, theme)) >=
              4.5);
}

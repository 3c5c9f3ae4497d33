#include "ui/controls/slider_scale.h"

#include <initializer_list>

#include <doctest/doctest.h>

using namespace cohortscope::ui;

namespace {

const SliderScale kWhole = {2, 15, 1, 1, false};
const SliderScale kWeight = {0, 3, 0.01, 0.05, false};
const SliderScale kRare = {1, 1000, 1, 1, true};

} // namespace

TEST_CASE("a slider's ends are its range and places beyond them stay inside") {
    for (const SliderScale& scale : {kWhole, kWeight, kRare}) {
        CHECK(value_at(scale, 0.0) == scale.minimum);
        CHECK(value_at(scale, 1.0) == scale.maximum);
        CHECK(value_at(scale, -3.0) == scale.minimum);
        CHECK(value_at(scale, 7.0) == scale.maximum);
        CHECK(place_of(scale, scale.minimum - 1.0) == 0.0);
        CHECK(place_of(scale, scale.maximum * 2.0) == 1.0);
    }
}

TEST_CASE("each whole value comes back from its own place") {
    for (int k = 2; k <= 15; ++k)
        CHECK(value_at(kWhole, place_of(kWhole, k)) == k);
    for (int threshold = 1; threshold <= 1000; ++threshold)
        CHECK(value_at(kRare, place_of(kRare, threshold)) == threshold);
}

TEST_CASE("the middle of a logarithmic slider is the geometric mean of its ends") {
    CHECK(value_at(kRare, 0.5) == 32.0); // sqrt(1 · 1000) = 31.6
}

TEST_CASE("values of fine steps are the nearest doubles of their decimals") {
    CHECK(value_at(kWeight, 0.1) == 0.3);
    CHECK(value_at(kWeight, 0.7) == 2.1);
    CHECK(nudged(kWeight, 0.1, 4) == 0.3);
}

TEST_CASE("a nudge always changes the value except at the ends") {
    for (int threshold = 1; threshold < 1000; ++threshold)
        CHECK(nudged(kRare, threshold, 1) > threshold);
    for (int threshold = 2; threshold <= 1000; ++threshold)
        CHECK(nudged(kRare, threshold, -1) < threshold);
    CHECK(nudged(kWhole, 15, 1) == 15);
    CHECK(nudged(kWhole, 2, -1) == 2);
    CHECK(nudged(kWhole, 5, 3) == 8);
}

#include "plot/studies/study_charts.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/chart_sizes.h"
#include "support/fake_studies.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

} // namespace

TEST_CASE("stability of 1 to 15 clusters has no fault at any size") {
    for (const int k : {1, 2, 5, 9, 15}) {
        CAPTURE(k);
        const auto result = tests::fake_result({k, 900, true});
        const auto stability = tests::fake_stability(k);
        tests::check_at_all_sizes([&](float width, float height, const plot::ChartOptions& options,
                                      const plot::TextMeasure& measure) {
            return plot::stability_chart(stability, *result, width, height, options, measure);
        });
    }
}

TEST_CASE("a cluster's word is that of its bounds and agrees with the number beside it") {
    CHECK(plot::stability_word(0.85) == "stable");
    CHECK(plot::stability_word(0.8499) == "moderate");
    CHECK(plot::stability_word(0.60) == "moderate");
    CHECK(plot::stability_word(0.5999) == "shaky");
    const auto result = tests::fake_result({5, 900});
    const analysis::Stability stability = {{0.97, 0.598, 0.8499, 0.6, 0.0}, 25};
    const auto scene = plot::stability_chart(stability, *result, 552, 300, {}, kMeasure);
    for (const char* text : {"0.97", "0.598", "0.850", "0.60", "0.00"})
        CHECK_MESSAGE((tests::says(scene, text) == (std::string(text) != "0.850")), text);
    CHECK(tests::says(scene, "0.8499")); // 0.850 would be stable
    CHECK(tests::says(scene,
                      "mean Jaccard of each cluster with its best match in 25 resamples of the "
                      "rows"));
    REQUIRE(scene.marks.size() == 5);
    CHECK(scene.marks[0].tip == result->name(0) + ": mean Jaccard 0.97, stable, over 25 resamples");
}

TEST_CASE("markers of stability lie on the scale from 0 to 1") {
    const auto result = tests::fake_result({3, 900});
    const analysis::Stability stability = {{0.0, 0.5, 1.0}, 25};
    const auto scene = plot::stability_chart(stability, *result, 552, 300, {}, kMeasure);
    std::vector<float> xs;
    for (const plot::Disc& disc : tests::shapes_of<plot::Disc>(scene))
        if (disc.radius > 5.2f) // not the markers of the names
            xs.push_back(disc.centre.x);
    REQUIRE(xs.size() == 3);
    CHECK(xs[1] == doctest::Approx((xs[0] + xs[2]) / 2));
}

TEST_CASE("a stability that is not defined is a dash without a word") {
    const auto result = tests::fake_result({2, 900});
    const analysis::Stability stability = {{engine::kUnknown, 0.9}, 1};
    const auto scene = plot::stability_chart(stability, *result, 360, 220, {}, kMeasure);
    CHECK(tests::says(scene, "–"));
    CHECK(tests::fault_of(scene, 1, kMeasure) == "");
}

TEST_CASE("sensitivity has no fault at any size, complete, begun or empty") {
    auto sensitivity = tests::fake_sensitivity();
    for (const std::size_t known : {std::size_t{10}, std::size_t{3}, std::size_t{0}}) {
        sensitivity.nudges.resize(known);
        sensitivity.complete = known == 10;
        tests::check_at_all_sizes([&](float width, float, const plot::ChartOptions& options,
                                      const plot::TextMeasure& measure) {
            return plot::sensitivity_chart(sensitivity, schema::built_in(), width, options,
                                           measure);
        });
    }
}

TEST_CASE("knobs are named as people say them, with what was nudged to what") {
    const auto scene =
        plot::sensitivity_chart(tests::fake_sensitivity(), schema::built_in(), 700, {}, kMeasure);
    for (const char* text :
         {"scaler standard", "minmax", "updates weight 1", "1.25", "k 5", "6", "rare company 5",
          "10", "log of pay weight 1", "0.61", "0.34", "0.00",
          "thin bar: the second nudge tried, the other way or the next choice of a list"})
        CHECK_MESSAGE(tests::says(scene, text), text);
    const auto tip_of = [&](int value) {
        const auto found = std::ranges::find(scene.marks, value, &plot::Mark::value);
        return found == scene.marks.end() ? std::string() : found->tip;
    };
    CHECK(tip_of(0) == "scaler standard to minmax: the clusters change by 0.612");
    CHECK(tip_of(1) == "updates weight 1 to 1.25: the clusters change by 0.344, to 0.75: by 0.291");
    CHECK(tip_of(10).empty()); // there is no other way to nudge the scaler
    CHECK(tip_of(11) == "updates weight 1 to 0.75: the clusters change by 0.291");
}

TEST_CASE("bars are in proportion to the change, and what changes nothing has none and is muted") {
    const auto scene =
        plot::sensitivity_chart(tests::fake_sensitivity(), schema::built_in(), 700, {}, kMeasure);
    std::vector<float> widths;
    for (const plot::Rectangle& bar : tests::shapes_of<plot::Rectangle>(scene))
        if (bar.box.height() > 6)
            widths.push_back(bar.box.width());
    REQUIRE(widths.size() == 7);
    CHECK(widths[1] / widths[0] == doctest::Approx(0.344 / 0.612).epsilon(0.001));
    for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
        if (text.text == "seed 42" || text.text == "0.00")
            CHECK(text.colour == plot::tokens(plot::Theme::dark).muted);
}

TEST_CASE("small changes stay small: the scale of the bars ends at 0.1 or above") {
    engine::Sensitivity small;
    small.nudges = {{"seed", "42", "43", 0.02, "", engine::kUnknown}};
    const auto scene = plot::sensitivity_chart(small, schema::built_in(), 700, {}, kMeasure);
    const auto bars = tests::shapes_of<plot::Rectangle>(scene);
    REQUIRE(bars.size() == 1);
    engine::Sensitivity large = small;
    large.nudges[0].change = 0.1;
    const auto whole = tests::shapes_of<plot::Rectangle>(
        plot::sensitivity_chart(large, schema::built_in(), 700, {}, kMeasure));
    CHECK(bars[0].box.width() / whole.at(0).box.width() == doctest::Approx(0.2).epsilon(0.01));
}

// The profile's order by strength, and what it says of rows outside the distance.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "plot/clusters/cluster_charts.h"
#include "plot/clusters/profile_rows.h"
#include "support/fake_result.h"
#include "support/scene_check.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

// Strengths that fall from feature to feature but for the last, which is constant.
std::shared_ptr<const engine::Result> compared(tests::FakeOptions options = {}) {
    auto result = std::make_shared<engine::Result>(*tests::fake_result(options));
    auto profiles = std::make_shared<analysis::Profiles>(*result->profiles);
    for (std::size_t f = 0; f < result->prepared.features->columns.size(); ++f)
        profiles->strengths.features.push_back(0.1 + 0.15 * static_cast<double>(f));
    profiles->strengths.features.back() = NAN;
    profiles->strengths.measure = 0.42;
    profiles->strengths.outcome = NAN;
    profiles->strengths.names = {0.3, 0.9};
    result->profiles = profiles;
    return result;
}

} // namespace

TEST_CASE("strongest first: of equal strengths the schema's order, last what has none") {
    const auto result = compared();
    const auto listed = plot::profile_rows(*result), sorted = plot::profile_rows(*result, true);
    REQUIRE(listed.size() == sorted.size());
    CHECK(listed[0].label.starts_with("median"));
    CHECK(std::isnan(sorted.back().strength));
    for (std::size_t i = 1; i + 1 < sorted.size(); ++i)
        CHECK((std::isnan(sorted[i].strength) || sorted[i].strength <= sorted[i - 1].strength));
    const auto median = std::ranges::find(sorted, listed[0].label, &plot::ProfileRow::label);
    REQUIRE(median != sorted.end());
    CHECK((median + 1)->label == listed[1].label);
}

TEST_CASE("a row tells in plain English how much it tells the clusters apart") {
    const auto rows = plot::profile_rows(*compared());
    CHECK(rows[0].strength == 0.42);
    CHECK(rows[0].strength_tip.find("42.0 % of the differences in pay between rows") !=
          std::string::npos);
    CHECK(rows[0].strength_tip.find("eta squared 0.420") != std::string::npos);
}

TEST_CASE("a muted feature is marked as outside the distance, in its row and below") {
    const auto muted = compared({5, 3000, false, false, true});
    const auto rows = plot::profile_rows(*muted);
    CHECK(std::ranges::count(rows, true, &plot::ProfileRow::outside) == 1);
    const auto scene = plot::profile_heatmap(*muted, 900, {}, kMeasure);
    CHECK(tests::says(scene, "pay updates †"));
    const auto all = plot::profile_rows(*compared());
    CHECK(std::ranges::count(all, true, &plot::ProfileRow::outside) == 0);
    CHECK(std::ranges::any_of(scene.marks, [](const plot::Mark& mark) {
        return mark.tip.find("not in the distance") != std::string::npos;
    }));
}

TEST_CASE("bars at the rows' ends keep everything apart, at any width and k") {
    for (const int k : {1, 2, 5, 9, 15})
        for (const float width : {330.0f, 360.0f, 576.0f, 1200.0f})
            for (const bool by_strength : {false, true}) {
                CAPTURE(k);
                CAPTURE(width);
                const auto result = compared({k, 900, true});
                plot::ChartOptions options;
                options.by_strength = by_strength;
                const auto scene = plot::profile_heatmap(*result, width, options, kMeasure);
                CHECK(tests::fault_of(scene, 1, kMeasure) == "");
            }
}

TEST_CASE("five clusters stand beside each other in the narrowest panel") {
    const auto scene = plot::profile_heatmap(*compared({5, 900}), 360, {}, kMeasure);
    const auto first = std::ranges::find(scene.marks, 0, &plot::Mark::cluster);
    const auto fifth = std::ranges::find(scene.marks, 4, &plot::Mark::cluster);
    REQUIRE(fifth != scene.marks.end());
    CHECK(first->box.top == fifth->box.top);
}

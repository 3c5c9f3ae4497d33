#include "plot/studies/study_charts.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/chart_sizes.h"
#include "support/fake_studies.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

} // namespace

TEST_CASE("comparisons of 1 to 15 clusters have no fault at any size") {
    for (const int k : {1, 2, 5, 9, 15}) {
        CAPTURE(k);
        const auto result = tests::fake_result({k, 1500, true, false, false, k == 9});
        auto comparison = tests::fake_comparison(*result);
        for (const bool shown : {true, false}) {
            comparison.kmeans_is_shown = shown;
            tests::check_at_all_sizes([&](float width, float, const plot::ChartOptions& options,
                                          const plot::TextMeasure& measure) {
                return plot::comparison_chart(comparison, *result, width, options, measure);
            });
        }
    }
}

TEST_CASE("a comparison writes every shared count, its agreement and a word for it") {
    const auto result = tests::fake_result({2, 1000});
    engine::Comparison comparison;
    comparison.k = 2;
    comparison.kmeans_sizes = {600, 400};
    comparison.ward_sizes = {550, 450};
    comparison.contingency = {540, 10, 60, 390};
    comparison.ward_number = {1, 0};
    comparison.adjusted_rand = 0.742;
    comparison.normalized_mutual_information = 0.655;
    const auto scene = plot::comparison_chart(comparison, *result, 552, {}, kMeasure);
    for (const char* text :
         {"0.74", "similar", "0.66", "540", "10", "60", "390", "55 %", "45 %", "60 %", "40 %"})
        CHECK_MESSAGE(tests::says(scene, text), text);
    const auto has = [&](const std::string& tip) {
        return std::any_of(scene.marks.begin(), scene.marks.end(),
                           [&](const plot::Mark& mark) { return mark.tip == tip; });
    };
    CHECK(has("60 rows: 13 % of Ward 1, 10 % of " + result->name(0) + " (K-Means)"));
    CHECK(has("Ward 2: 550 rows, 98 % of them in " + result->name(0) + " (K-Means)"));
    CHECK(has(result->name(0) + " (K-Means): 600 rows, 90 % of them in Ward 2"));
}

TEST_CASE("ribbons leave no row out: at both ends they are as thick as the blocks") {
    const auto result = tests::fake_result();
    const auto comparison = tests::fake_comparison(*result);
    const auto scene = plot::comparison_chart(comparison, *result, 552, {}, kMeasure);
    float thick = 0; // of all ribbons that are areas, at their left ends
    for (const plot::Area& area : tests::shapes_of<plot::Area>(scene))
        if (!area.lower.empty()) {
            thick += area.lower.front() - area.upper.front().y;
            CHECK(area.lower.back() - area.upper.back().y ==
                  doctest::Approx(area.lower.front() - area.upper.front().y));
        }
    // 150 pixels less four gaps of 3 pixels, less ribbons too thin for an area.
    CHECK(thick <= 138.01f);
    CHECK(thick > 120);
}

TEST_CASE("where Ward's clusters are shown, they have the table's numbers, names and colours") {
    const auto result = tests::fake_result();
    auto comparison = tests::fake_comparison(*result);
    const auto kmeans = plot::comparison_chart(comparison, *result, 1200, {}, kMeasure);
    CHECK(tests::says(kmeans, result->name(0)));
    comparison.kmeans_is_shown = false;
    const auto ward = plot::comparison_chart(comparison, *result, 1200, {}, kMeasure);
    CHECK(tests::says(ward, result->name(0)));
    for (const auto* scene : {&kmeans, &ward})
        for (const plot::Mark& mark : scene->marks) {
            if (mark.cluster < 0)
                continue;
            CAPTURE(mark.tip);
            CHECK(mark.tip.find(result->name(mark.cluster)) != std::string::npos);
        }
    const auto tip = [&](const plot::Scene& scene, const std::string& part) {
        return std::any_of(scene.marks.begin(), scene.marks.end(), [&](const plot::Mark& mark) {
            return mark.tip.find(part) != std::string::npos;
        });
    };
    // The fake Ward's first cluster is number 2 of a result whose method is Ward.
    CHECK(tip(ward, result->name(1) + " (Ward): "));
    CHECK(tip(ward, "of K-Means 1"));
    CHECK(tip(kmeans, "of Ward 2"));
    CHECK(tip(kmeans, result->name(0) + " (K-Means): "));
}

TEST_CASE("words for agreement change at their bounds") {
    CHECK(plot::agreement_word(1.0) == "nearly the same");
    CHECK(plot::agreement_word(0.9) == "nearly the same");
    CHECK(plot::agreement_word(0.899) == "similar");
    CHECK(plot::agreement_word(0.65) == "similar");
    CHECK(plot::agreement_word(0.5) == "partly the same");
    CHECK(plot::agreement_word(0.1) == "different");
    CHECK(plot::agreement_word(-0.1) == "different");
    CHECK(plot::agreement_word(engine::kUnknown).empty());
}

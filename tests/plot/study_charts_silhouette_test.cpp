#include "plot/studies/study_charts.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/chart_sizes.h"
#include "support/fake_studies.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

} // namespace

TEST_CASE("silhouettes of 1 to 15 clusters have no fault at any size") {
    for (const int k : {1, 2, 5, 9, 15}) {
        CAPTURE(k);
        const auto result = tests::fake_result({k, 1500, true, false, false, k % 2 == 1 && k > 1});
        const auto study = tests::fake_silhouette(*result);
        tests::check_at_all_sizes([&](float width, float height, const plot::ChartOptions& options,
                                      const plot::TextMeasure& measure) {
            return plot::silhouette_chart(study, *result, width, height, options, measure);
        });
    }
}

TEST_CASE("bands are as high as their shares of the rows and touch each other") {
    const auto result = tests::fake_result();
    const auto study = tests::fake_silhouette(*result);
    const auto scene = plot::silhouette_chart(study, *result, 552, 420, {}, kMeasure);
    REQUIRE(scene.marks.size() == 10); // a name and a band each
    const float top = scene.marks[1].box.top, bottom = scene.marks[9].box.bottom;
    for (std::size_t c = 0; c < 5; ++c) {
        const plot::Box& band = scene.marks[2 * c + 1].box;
        CHECK(scene.marks[2 * c + 1].cluster == static_cast<int>(c));
        CHECK(band.height() ==
              doctest::Approx((bottom - top) * static_cast<float>(study.sizes[c]) / 3000.0f)
                  .epsilon(0.01));
        if (c > 0)
            CHECK(band.top == doctest::Approx(scene.marks[2 * c - 1].box.bottom));
    }
}

TEST_CASE("what is below 0 lies left of the line of 0, the rest right of it") {
    const auto result = tests::fake_result();
    const auto study = tests::fake_silhouette(*result);
    const auto scene = plot::silhouette_chart(study, *result, 552, 420, {}, kMeasure);
    const auto lines = tests::shapes_of<plot::Line>(scene);
    const auto zero = std::find_if(lines.begin(), lines.end(), [](const plot::Line& line) {
        return line.colour == plot::tokens(plot::Theme::dark).muted && line.from.x == line.to.x;
    });
    REQUIRE(zero != lines.end());
    int left = 0, right = 0;
    for (const plot::Area& area : tests::shapes_of<plot::Area>(scene)) {
        const bool below = area.upper.front().x < zero->from.x - 0.01f;
        (below ? left : right) += 1;
        for (const plot::Point& point : area.upper)
            CHECK((below ? point.x <= zero->from.x + 0.01f : point.x >= zero->from.x - 0.01f));
        for (std::size_t i = 1; i < area.upper.size(); ++i)
            CHECK(area.upper[i].x >= area.upper[i - 1].x);
    }
    CHECK(left == 5);
    CHECK(right == 5);
}

TEST_CASE("means and rows below 0 are written for each cluster and for all") {
    const auto result = tests::fake_result({3, 3000});
    engine::SilhouetteStudy study;
    study.sizes = result->clustering->sizes;
    study.profiles = {{0.8, 0.4}, {0.5, -0.25}, {0.3, 0.1}};
    study.silhouette.values.assign(3000, 0.31);
    study.silhouette.cluster_means = {0.6, 0.125, 0.2};
    study.silhouette.negative = {0, 1234, 7};
    study.silhouette.mean = 0.31;
    study.negative_rows = 1241;
    const auto scene = plot::silhouette_chart(study, *result, 600, 300, {}, kMeasure);
    for (const char* text : {"0.60", "0.12", "0.20", "1,234", "7", "mean of all 0.31",
                             "1,241 rows (41.4 %) lie nearer to another cluster: below 0"})
        CHECK_MESSAGE(tests::says(scene, text), text);
    study.negative_rows = 0;
    CHECK(tests::says(plot::silhouette_chart(study, *result, 600, 300, {}, kMeasure),
                      "no row lies nearer to another cluster"));
}

TEST_CASE("silhouettes that are all 0 are drawn") {
    const auto result = tests::fake_result({1, 500});
    engine::SilhouetteStudy study;
    study.sizes = {500};
    study.profiles = {std::vector<double>(500, 0.0)};
    study.silhouette.values.assign(500, 0.0);
    study.silhouette.cluster_means = {0.0};
    study.silhouette.negative = {0};
    CHECK(tests::fault_of(plot::silhouette_chart(study, *result, 360, 220, {}, kMeasure), 1,
                          kMeasure) == "");
}

TEST_CASE("a list of scores says which way is better, and what is not known yet") {
    const auto result = tests::fake_result();
    const auto study = tests::fake_silhouette(*result);
    const auto scores = tests::fake_scores();
    const auto hopkins = tests::fake_hopkins();
    tests::check_at_all_sizes([&](float width, float, const plot::ChartOptions& options,
                                  const plot::TextMeasure& measure) {
        return plot::score_list({&study, &scores, &hopkins}, width, options, measure);
    });
    const auto all = plot::score_list({&study, &scores, &hopkins}, 900, {}, kMeasure);
    for (const char* text : {"45,010", "1.20", "0.941", "Hopkins", "Davies–Bouldin"})
        CHECK_MESSAGE(tests::says(all, text), text);
    const auto none = plot::score_list({}, 360, {}, kMeasure);
    CHECK(tests::says(none, "…"));
    CHECK(tests::says(none, "Not computed yet."));
    CHECK(tests::fault_of(none, 1, kMeasure) == "");
    const analysis::ClusterScores undefined = {engine::kUnknown, engine::kUnknown};
    const auto open = plot::score_list({nullptr, &undefined, nullptr}, 360, {}, kMeasure);
    CHECK(tests::says(open, "–"));
    CHECK(tests::says(open, "Not defined here."));
}

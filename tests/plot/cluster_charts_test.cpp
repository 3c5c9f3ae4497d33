#include "plot/cluster_charts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "support/fake_result.h"
#include "support/scene_check.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

const plot::Colour kText = plot::tokens(plot::Theme::dark).text;

} // namespace

TEST_CASE("ridges of 2 to 15 clusters with long names keep every text apart and inside") {
    for (int k = 2; k <= 15; ++k) {
        const auto result = tests::fake_result({k, 1500, true});
        for (const float width : {330.0f, 400.0f, 700.0f})
            for (const float scale : {1.0f, 1.6f}) {
                plot::ChartOptions options;
                options.text_scale = scale;
                const float height = scale * (k <= 6 ? 300.0f : 440.0f);
                CAPTURE(k);
                CAPTURE(width);
                CAPTURE(scale);
                const auto scene =
                    plot::pay_ridges(*result, width * scale, height, options, kMeasure);
                CHECK(tests::fault_of(scene, scale, kMeasure) == "");
                CHECK(scene.marks.size() == static_cast<std::size_t>(k));
            }
    }
}

TEST_CASE("each ridge has its median where the axis says, and its mark on its own row") {
    const auto result = tests::fake_result();
    const auto scene = plot::pay_ridges(*result, 500, 300, {}, kMeasure);
    const auto lines = tests::shapes_of<plot::Line>(scene);
    std::vector<plot::Line> medians;
    for (const plot::Line& line : lines)
        if (line.colour == kText && line.from.x == line.to.x)
            medians.push_back(line);
    REQUIRE(medians.size() == 5);
    REQUIRE(scene.marks.size() == 5);
    for (std::size_t c = 0; c < 5; ++c) {
        CHECK(scene.marks[c].cluster == static_cast<int>(c));
        CHECK(scene.marks[c].box.bottom == doctest::Approx(medians[c].from.y));
        CHECK(scene.marks[c].tip.rfind(result->name(static_cast<int>(c)), 0) == 0);
        if (c > 0) {
            CHECK(scene.marks[c].box.top == doctest::Approx(scene.marks[c - 1].box.bottom));
            const auto& now = result->profiles->clusters[c];
            const auto& before = result->profiles->clusters[c - 1];
            CHECK((medians[c].from.x > medians[c - 1].from.x) ==
                  (now.ctc_median > before.ctc_median));
        }
    }
}

TEST_CASE("the areas under the ridges are equal, for they are shares of their own cluster") {
    const auto result = tests::fake_result({4, 4000});
    const auto scene = plot::pay_ridges(*result, 600, 400, {}, kMeasure);
    std::vector<double> areas;
    for (const plot::Area& area : tests::shapes_of<plot::Area>(scene)) {
        if (area.upper.size() < static_cast<std::size_t>(result->profiles->pay_axis.bins))
            continue; // the quartile band
        double sum = 0;
        for (std::size_t i = 1; i < area.upper.size(); ++i)
            sum += (area.upper[i].x - area.upper[i - 1].x) *
                   (area.base - (area.upper[i].y + area.upper[i - 1].y) / 2);
        areas.push_back(sum);
    }
    REQUIRE(areas.size() == 4);
    for (const double area : areas)
        CHECK(area == doctest::Approx(areas[0]).epsilon(0.02));
}

TEST_CASE("the pay axis says what was clipped, and nothing where nothing was") {
    auto result = std::make_shared<engine::Result>(*tests::fake_result());
    const auto clipped = plot::pay_ridges(*result, 700, 300, {}, kMeasure);
    const std::string note = "1,904 + 1,727 rows clipped to ₹30,000 … ₹1.5 Cr";
    CHECK(tests::says(clipped, note));
    CHECK(tests::says(clipped, "a year, log axis · line: median, darker: middle half"));
    result->settings.outliers.mode = features::OutlierMode::none;
    CHECK_FALSE(tests::says(plot::pay_ridges(*result, 700, 300, {}, kMeasure), note));
}

TEST_CASE("a narrow chart of pay names at least two round amounts, a wide one its medians, too") {
    const auto result = tests::fake_result();
    const auto amounts = [](const plot::Scene& scene) {
        int count = 0;
        for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
            count += text.text.rfind("₹", 0) == 0 ? 1 : 0;
        return count;
    };
    const auto narrow = plot::pay_ridges(*result, 360, 172, {}, kMeasure);
    CHECK(amounts(narrow) >= 2);
    CHECK_FALSE(tests::says(narrow, "median"));
    const auto wide = plot::pay_ridges(*result, 560, 300, {}, kMeasure);
    CHECK(amounts(wide) >= 5 + 3);
    CHECK(tests::says(wide, "median"));
}

TEST_CASE("equal pay gives ridges of one bin without a fault") {
    tests::FakeOptions options;
    options.equal_pay = true;
    const auto scene = plot::pay_ridges(*tests::fake_result(options), 400, 300, {}, kMeasure);
    CHECK(tests::fault_of(scene, 1, kMeasure) == "");
    for (const plot::Area& area : tests::shapes_of<plot::Area>(scene))
        for (const plot::Point& point : area.upper)
            CHECK(std::isfinite(point.y));
}

TEST_CASE("a focused cluster keeps its ink while the others fade, in ridges and heatmap") {
    const auto result = tests::fake_result();
    plot::ChartOptions options;
    options.focus = 1;
    const auto ridges = plot::pay_ridges(*result, 700, 300, options, kMeasure);
    for (const plot::Text& text : tests::shapes_of<plot::Text>(ridges))
        for (int cluster : {0, 1, 2})
            if (text.text == result->name(cluster))
                CHECK((text.colour == kText) == (cluster == 1));
    const auto heatmap = plot::profile_heatmap(*result, 900, options, kMeasure);
    REQUIRE(heatmap.marks.size() == 5 * 8);
    for (const plot::Text& text : tests::shapes_of<plot::Text>(heatmap))
        for (auto cell = heatmap.marks.begin() + 5; cell != heatmap.marks.end(); ++cell)
            if (cell->box.contains({text.at.x, text.at.y}))
                CHECK((text.colour == kText) == (cell->cluster == 1));
}

TEST_CASE("the strip tells companies kept and rows lumped, at any width") {
    const auto result = tests::fake_result();
    for (const float width : {180.0f, 257.0f, 420.0f}) {
        const auto scene = plot::rare_strip(*result, width, {}, kMeasure);
        CHECK(tests::says(scene, width < 420.0f ? "3,781 companies" : "3,781 companies kept"));
        CHECK(tests::says(scene, width < 420.0f ? "698 rows lumped" : "698 rows lumped (23 %)"));
        CHECK(scene.height > 0);
        CHECK(tests::fault_of(scene, 1, kMeasure) == "");
    }
    const auto bars =
        tests::shapes_of<plot::Rectangle>(plot::rare_strip(*result, 400, {}, kMeasure));
    CHECK(bars.at(1).box.width() == doctest::Approx(400 * (1 - 698.0 / 3000)));
}

TEST_CASE("the strip holds when nothing or everything is lumped") {
    for (const std::size_t lumped : {std::size_t{0}, std::size_t{3000}}) {
        auto result = std::make_shared<engine::Result>(*tests::fake_result());
        auto learners = std::make_shared<features::Learners>(*result->prepared.learners);
        learners->rare = {10, lumped ? std::size_t{10} : std::size_t{0}, lumped, 0, 0};
        result->prepared.learners = learners;
        CHECK(tests::fault_of(plot::rare_strip(*result, 257, {}, kMeasure), 1, kMeasure) == "");
    }
}

TEST_CASE("size bars are in proportion to the largest cluster") {
    const auto result = tests::fake_result();
    const auto& sizes = result->clustering->sizes;
    const auto largest = *std::max_element(sizes.begin(), sizes.end());
    for (int cluster = 0; cluster < 5; ++cluster) {
        const auto scene = plot::size_bar(*result, cluster, 120, 10, {});
        const auto bars = tests::shapes_of<plot::Rectangle>(scene);
        REQUIRE(bars.size() == 2);
        const double size = static_cast<double>(sizes[static_cast<std::size_t>(cluster)]);
        CHECK(bars[1].box.width() ==
              doctest::Approx(120 * size / static_cast<double>(largest)).epsilon(0.001));
        CHECK(bars[1].fill == plot::cluster_colour(cluster, plot::Theme::dark));
        CHECK(scene.marks.at(0).cluster == cluster);
    }
}

TEST_CASE("the heatmap has one mark a cell and readable values, at any width and k") {
    for (const int k : {1, 2, 5, 9, 15})
        for (const float width : {330.0f, 360.0f, 576.0f, 1200.0f})
            for (const auto theme : {plot::Theme::dark, plot::Theme::light}) {
                const auto result = tests::fake_result({k, 900, true});
                plot::ChartOptions options;
                options.theme = theme;
                const auto scene = plot::profile_heatmap(*result, width, options, kMeasure);
                CAPTURE(k);
                CAPTURE(width);
                CHECK(tests::fault_of(scene, 1, kMeasure) == "");
                CHECK(scene.marks.size() == static_cast<std::size_t>(8 * k));
                CHECK(scene.height > 100);
            }
}

TEST_CASE("no word over the heatmap's columns is broken or cut, and numbers always stand there") {
    for (const int k : {2, 5, 9, 15})
        for (const float width : {330.0f, 360.0f, 576.0f, 1200.0f}) {
            CAPTURE(k);
            CAPTURE(width);
            const auto result = tests::fake_result({k, 900, true});
            const auto scene = plot::profile_heatmap(*result, width, {}, kMeasure);
            for (const plot::Text& text : tests::shapes_of<plot::Text>(scene)) {
                CHECK(text.text.back() != '-');
                CHECK(text.text.find("…") == std::string::npos);
            }
            for (int cluster = 1; cluster <= k; ++cluster)
                CHECK(tests::says(scene, std::to_string(cluster)));
        }
}

TEST_CASE("a heatmap's cell holds the mean in the feature's unit, tinted by its deviation") {
    const auto result = tests::fake_result();
    const auto scene = plot::profile_heatmap(*result, 900, {}, kMeasure);
    const auto& experience = *result->prepared.features->columns[0];
    for (std::size_t cluster = 0; cluster < 5; ++cluster) {
        const plot::Mark& mark = scene.marks.at(3 * 5 + cluster); // after heads and pay
        CHECK(mark.cluster == static_cast<int>(cluster));
        const double mean = result->profiles->clusters[cluster].feature_means[0];
        const plot::Colour tint =
            plot::diverging_colour((mean - experience.mean) / experience.std, plot::Theme::dark);
        const auto cells = tests::shapes_of<plot::Rectangle>(scene);
        CHECK(std::any_of(cells.begin(), cells.end(), [&](const plot::Rectangle& cell) {
            return cell.box.left == mark.box.left && cell.box.top == mark.box.top &&
                   cell.fill == tint;
        }));
    }
    CHECK(tests::says(scene, "experience"));
    CHECK(tests::says(scene, "pay updates"));
}

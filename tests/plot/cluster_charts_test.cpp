#include "plot/clusters/cluster_charts.h"

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

TEST_CASE("a focused cluster keeps its ink while the others fade in the heatmap") {
    const auto result = tests::fake_result();
    plot::ChartOptions options;
    options.focus = 1;
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
        auto rows = std::make_shared<features::PreparedRows>(*result->prepared.rows);
        rows->names[0].names = 10;
        rows->names[0].rare_names = lumped > 0 ? 10 : 0;
        rows->names[0].rare_rows = lumped;
        result->prepared.rows = rows;
        CHECK(tests::fault_of(plot::rare_strip(*result, 257, {}, kMeasure), 1, kMeasure) == "");
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

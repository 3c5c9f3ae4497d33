// What tells two sets of rows apart, drawn.
#include "plot/selection/contrast_chart.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/analysed_sample.h"
#include "support/chart_sizes.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

// The rows of a cluster against the rest.
std::shared_ptr<const engine::Contrasted> cluster_contrast(const engine::Result& result,
                                                           int cluster) {
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < result.rows(); ++i)
        if (result.clustering->labels[i] == cluster)
            rows.push_back(result.prepared.rows->rows[i]);
    const auto set = std::make_shared<const engine::RowSet>(
        engine::RowSet::of(rows, result.prepared.table->rows));
    return contrasted_in(result, {true, set, nullptr}, set,
                         analysis::rank_columns(*result.prepared.rows));
}

const std::shared_ptr<const engine::Result>& shown() { return tests::analysed_sample(); }

std::string all_text(const plot::Scene& scene) {
    std::string text;
    for (const plot::Text& part : tests::shapes_of<plot::Text>(scene))
        text += part.text + "\n";
    return text;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the contrast reads at every size, theme and scale of text") {
    const auto contrasted = cluster_contrast(*shown(), 4);
    tests::check_at_all_sizes([&](float width, float, const plot::ChartOptions& options,
                                  const plot::TextMeasure& measure) {
        return plot::contrast_chart(*contrasted, *shown(), {}, width, options, measure);
    });
}

TEST_CASE("the heading counts both sides, and sets are called by their letters") {
    const auto contrasted = cluster_contrast(*shown(), 0);
    const plot::Scene plain = plot::contrast_chart(*contrasted, *shown(), {}, 700, {}, kMeasure);
    CHECK(has(all_text(plain), " selected against "));
    CHECK(has(all_text(plain), " others\n"));
    const plot::ContrastSides sides = {{"in A", "in B"}, {"A", "B"}};
    const plot::Scene sets = plot::contrast_chart(*contrasted, *shown(), sides, 700, {}, kMeasure);
    CHECK(has(all_text(sets), " in A against "));
    CHECK(tests::says(sets, "A"));
}

TEST_CASE("a row a column of the ranking, those that tell first, each with its interval and tip") {
    const auto contrasted = cluster_contrast(*shown(), 4);
    const auto rows = plot::contrast_rows(*contrasted, *shown(), {"selected", "others"});
    REQUIRE(rows.size() > 4);
    CHECK(std::ranges::is_partitioned(rows, &plot::ContrastRow::telling));
    for (const plot::ContrastRow& row : rows) {
        CAPTURE(row.label);
        CHECK(row.interval.low <= row.effect);
        CHECK(row.effect <= row.interval.high);
        CHECK_FALSE(row.figures[0].empty());
        CHECK_FALSE(row.what.empty());
        CHECK(has(row.tip, "after correction"));
    }
    const plot::Scene scene = plot::contrast_chart(*contrasted, *shown(), {}, 552, {}, kMeasure);
    CHECK(tests::shapes_of<plot::Disc>(scene).size() == rows.size());
    CHECK(has(all_text(scene), "Beyond chance"));
}

TEST_CASE("columns outside the distance are marked, and the mark is explained") {
    engine::Result muted = *shown();
    muted.settings.weights[muted.prepared.features->columns.front()->name] = 0.0;
    const auto contrasted = cluster_contrast(muted, 4);
    const auto rows = plot::contrast_rows(*contrasted, muted, {"selected", "others"});
    CHECK(std::ranges::count(rows, true, &plot::ContrastRow::outside) == 1);
    const plot::Scene scene = plot::contrast_chart(*contrasted, muted, {}, 552, {}, kMeasure);
    CHECK(has(all_text(scene), "† not in the distance"));
    const plot::Scene all = plot::contrast_chart(*contrasted, *shown(), {}, 552, {}, kMeasure);
    CHECK_FALSE(has(all_text(all), "†"));
}

TEST_CASE("what is left out is said") {
    auto contrasted = std::make_shared<engine::Contrasted>(*cluster_contrast(*shown(), 4));
    contrasted->unused = {12, 0};
    contrasted->in_both = 1;
    const plot::Scene scene = plot::contrast_chart(*contrasted, *shown(), {}, 900, {}, kMeasure);
    CHECK(has(all_text(scene), "12 rows more selected: not used"));
    CHECK(has(all_text(scene), "1 row in both: left out"));
}

TEST_CASE("a side without rows is said, and nothing is ranked") {
    const engine::Result& result = *shown();
    const auto all =
        std::make_shared<const engine::RowSet>(engine::RowSet::all(result.prepared.table->rows));
    const auto contrasted = contrasted_in(result, {true, all, nullptr}, all,
                                          analysis::rank_columns(*result.prepared.rows));
    const plot::Scene scene = plot::contrast_chart(*contrasted, result, {}, 552, {}, kMeasure);
    CHECK(has(all_text(scene), "Nothing to compare"));
    CHECK(tests::shapes_of<plot::Disc>(scene).empty());
}

TEST_CASE("in a narrow window texts are broken, not cut") {
    for (int cluster = 0; cluster < 5; ++cluster) {
        const auto contrasted = cluster_contrast(*shown(), cluster);
        for (const float width : {345.0f, 358.0f, 420.0f})
            CHECK_FALSE(
                has(all_text(plot::contrast_chart(*contrasted, *shown(), {}, width, {}, kMeasure)),
                    "…"));
    }
}

TEST_CASE("p in words") {
    CHECK(plot::p_words(0.0) == "p < 0.001");
    CHECK(plot::p_words(0.012) == "p = 0.012");
    CHECK(plot::p_words(0.5) == "p = 0.50");
    CHECK(plot::p_words(1.0) == "p = 1.00");
}

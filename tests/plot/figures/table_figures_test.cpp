// Figures of the table and its features: their numbers against counts by hand.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "features/feature_statistics.h"
#include "features/peers/peer_flags.h"
#include "plot/figures/column_repairs.h"
#include "plot/labels.h"
#include "support/analysed_sample.h"
#include "support/figure_frames.h"

using namespace cohortscope;
using plot::Repair;
using tests::contains;
using tests::figure_named;

namespace {

const tests::EstimatedMeasure kMeasure;

std::string words_of(const char* name, const engine::Result& result) {
    return figure_named(name).words({result});
}

// Features by hand beside a made result's other parts.
engine::Result with_features(const std::vector<std::vector<double>>& values) {
    engine::Result result = *tests::fake_result({.k = 2, .rows = 100});
    auto set = std::make_shared<features::FeatureSet>();
    for (std::size_t f = 0; f < values.size(); ++f) {
        auto feature = std::make_shared<features::Feature>();
        auto spec = std::make_shared<schema::FeatureSpec>(
            schema::plain_feature(std::string("number ") + static_cast<char>('a' + f)));
        feature->name = spec->name;
        feature->spec = spec;
        feature->values = values[f];
        const auto moments = features::moments_of(features::count_values(values[f]));
        feature->mean = moments.mean;
        feature->std = moments.std;
        set->columns.push_back(feature);
    }
    set->correlation = features::correlation_of(set->columns, nullptr);
    result.prepared.features = set;
    return result;
}

const plot::ColumnRepairs& repairs_named(const std::vector<plot::ColumnRepairs>& all,
                                         const std::string& label) {
    const auto found = std::ranges::find(all, label, &plot::ColumnRepairs::label);
    REQUIRE(found != all.end());
    return *found;
}

std::size_t cells_of(const plot::ColumnRepairs& column, Repair repair) {
    const auto found = std::ranges::find(column.parts, repair, &plot::RepairedCells::repair);
    return found == column.parts.end() ? 0 : found->cells;
}

} // namespace

TEST_CASE("the correlation is Pearson's, in the cells and in words") {
    // a against b: 3/5 by hand; c = −a; d is constant.
    const engine::Result result =
        with_features({{1, 2, 3, 4}, {2, 1, 4, 3}, {-1, -2, -3, -4}, {5, 5, 5, 5}});
    const plot::Figure& figure = figure_named("correlation");
    REQUIRE(plot::can_make(figure, {result}));
    const std::string words = figure.words({result});
    CHECK(contains(words, "number a and number b (r = 0.60)"));
    CHECK(contains(words, "number a and number c (r = −1.00)"));
    const plot::Scene scene = figure.make({result}, {.measure = kMeasure}).scene;
    CHECK(tests::says(scene, "0.60"));
    CHECK(tests::says(scene, "−0.60"));
    CHECK(tests::says(scene, "−1.00"));
    CHECK(tests::says(scene, "–")); // of the constant one
    tests::check_in_all_frames(figure, {result});
}

TEST_CASE("one feature has no correlation, constant ones no pair") {
    CHECK_FALSE(plot::can_make(figure_named("correlation"), {with_features({{1, 2, 3}})}));
    const engine::Result constant = with_features({{1, 1}, {2, 2}});
    CHECK(contains(words_of("correlation", constant), "no two can be compared"));
    tests::check_in_all_frames(figure_named("correlation"), {constant});
}

TEST_CASE("of many features those that correlate most are shown") {
    std::vector<std::vector<double>> values;
    for (int f = 0; f < 60; ++f) {
        values.emplace_back();
        for (int row = 0; row < 50; ++row)
            values.back().push_back(f < 2 ? row + f * (row % 3) : (row * (f + 3) * 7919) % 101);
    }
    const engine::Result result = with_features(values);
    const plot::Figure& figure = figure_named("correlation");
    tests::check_in_all_frames(figure, {result});
    const plot::Scene scene = figure.make({result}, {.measure = kMeasure}).scene;
    CHECK(scene.height <= 600);
    const auto texts = tests::shapes_of<plot::Text>(scene);
    CHECK(std::ranges::any_of(
        texts, [](const auto& text) { return contains(text.text, " of 60 features"); }));
}

TEST_CASE("loadings say each component's share and what it is made of") {
    const auto result = tests::fake_result();
    const std::string words = words_of("loadings", *result);
    CHECK(contains(words, "component 1 (24.2 % of the variance)"));
    CHECK(contains(words, "(0.71)"));
    const plot::Scene scene = figure_named("loadings").make({*result}, {.measure = kMeasure}).scene;
    CHECK(tests::says(scene, "24.2 % of variance"));
    CHECK(tests::says(scene, "−0.66"));
}

TEST_CASE("repairs are told as the steps counted them") {
    const auto result = tests::fake_result({.rows = 3000});
    CHECK(plot::repaired_rows(*result) == 3000);
    const auto all = plot::repairs_of(*result);
    const engine::Prepared& prepared = result->prepared;
    const auto& years = repairs_named(all, prepared.bound->numbers[0].spec->label);
    CHECK(cells_of(years, Repair::missing) == 86);
    CHECK(cells_of(years, Repair::invalid) == 74);
    CHECK(cells_of(years, Repair::outliers) == 0);
    const auto& measure = repairs_named(all, prepared.rows->measure_spec->label);
    CHECK(cells_of(measure, Repair::outliers) == 1904 + 1727);
    CHECK(contains(measure.words(), "3,631 outliers clipped to ₹30,000 … ₹1.5 Cr"));
    const auto& lumped = repairs_named(all, prepared.rows->names[0].spec->label);
    CHECK(cells_of(lumped, Repair::rare) == prepared.rows->names[0].rare_rows);
    const auto& voted = repairs_named(all, prepared.rows->names[1].spec->label);
    CHECK(contains(voted.words(), "52,554 missing, filled by votes, 4,433 of them as"));
    CHECK(contains(words_of("missing_and_repaired", *result), "86 missing"));
}

TEST_CASE("a table without gaps has nothing to repair") {
    engine::Result result = *tests::fake_result({.rows = 300});
    auto rows = std::make_shared<features::PreparedRows>(*result.prepared.rows);
    for (auto& names : rows->names)
        names.rare_rows = 0;
    result.prepared.rows = rows;
    for (auto& number : result.prepared.numbers) {
        auto whole = std::make_shared<features::FilledNumber>(*number);
        whole->missing = whole->invalid = 0;
        number = whole;
    }
    for (auto& names : result.prepared.names)
        names = std::make_shared<features::FilledNames>();
    auto bounds = std::make_shared<features::MeasureBounds>(*result.prepared.bounds);
    bounds->below = bounds->above = 0;
    result.prepared.bounds = bounds;
    CHECK(contains(words_of("missing_and_repaired", result), "no cell had to be repaired"));
    tests::check_in_all_frames(figure_named("missing_and_repaired"), {result});
}

TEST_CASE("flags are shares of the rows of each cluster") {
    const engine::Result& result = *tests::analysed_sample();
    const auto slots = features::peer_slots(*result.prepared.bound);
    REQUIRE(slots);
    const auto flags = features::peer_flags(*result.prepared.rows, *slots);
    std::size_t above = 0;
    for (std::size_t row = 0; row < result.rows(); ++row)
        above += result.clustering->labels[row] == 0 && flags.tier[row] == features::kAbove;
    const double share =
        static_cast<double>(above) / static_cast<double>(result.profiles->clusters[0].size);
    CHECK(contains(words_of("flags_by_cluster", result),
                   "“" + result.name(0) + "” " + plot::percent(share)));
}

TEST_CASE("the measure by years has a median a band, counted by hand") {
    const engine::Result& result = *tests::analysed_sample();
    const plot::Figure& figure = figure_named("experience_by_pay");
    REQUIRE(plot::can_make(figure, {result}));
    const std::string words = figure.words({result});
    std::vector<double> of_band;
    const features::PreparedRows& rows = *result.prepared.rows;
    for (std::size_t row = 0; row < result.rows(); ++row)
        if (rows.numbers[0].values[row] >= 9.5 && rows.numbers[0].values[row] < 14.5)
            of_band.push_back(rows.measure[row]);
    std::ranges::sort(of_band);
    const std::size_t half = of_band.size() / 2;
    const double median =
        of_band.size() % 2 == 1 ? of_band[half] : (of_band[half - 1] + of_band[half]) / 2;
    CHECK(contains(words, "10 to 14 years " + plot::short_measure(*rows.measure_spec, median)));
}

// Any column beside the clusters: ridges on an axis of its own, shares of names, rates.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "analysis/spread/column_spread.h"
#include "plot/clusters/cluster_chart.h"
#include "plot/clusters/neutral_tints.h"
#include "support/fake_result.h"
#include "support/scene_check.h"

using namespace cohortscope;
using analysis::ColumnSpread;

namespace {

const tests::EstimatedMeasure kMeasure;

std::shared_ptr<schema::ColumnSpec> spec_of(const std::string& name, const std::string& unit = "") {
    auto spec = std::make_shared<schema::ColumnSpec>();
    spec->name = spec->label = name;
    spec->unit = unit;
    return spec;
}

ColumnSpread number_of(const engine::Result& result, double (*value_of)(std::size_t row)) {
    std::vector<double> values;
    for (std::size_t row = 0; row < result.rows(); ++row)
        values.push_back(value_of(row));
    return {"hours", spec_of("hours", "hours a week"),
            analysis::distribution_of(values, analysis::order_number(values, false),
                                      *result.clustering)};
}

ColumnSpread shares_of(int k, std::size_t names, std::size_t rows) {
    analysis::NameShares shares;
    for (std::size_t name = 0; name < names; ++name)
        shares.names.push_back("a long name of school " + std::to_string(name));
    shares.other_names = 1700;
    for (std::size_t part = 0; part <= names; ++part)
        shares.all.push_back(rows * static_cast<std::size_t>(k));
    for (int cluster = 0; cluster < k; ++cluster)
        shares.clusters.emplace_back(names + 1, rows);
    return {"school", spec_of("school"), shares};
}

ColumnSpread rates_of(int k) {
    analysis::OutcomeMeans means;
    means.rate = true;
    means.all = {100, 0.31, {0.29, 0.33}};
    for (int cluster = 0; cluster < k; ++cluster) {
        const double rate = 0.05 + 0.9 * cluster / k;
        means.clusters.push_back({30, rate, {rate * 0.8, std::min(1.0, rate * 1.2)}});
    }
    means.clusters.front() = {0, NAN, {NAN, NAN}};
    return {"dropout", spec_of("dropout"), means};
}

plot::ClusterChart chart_of(const engine::Result& result, const ColumnSpread* spread,
                            plot::Box size = {0, 0, 500, 300}, plot::ChartOptions options = {}) {
    return plot::cluster_chart(
        result, {size.right, size.bottom, false, spread, spread ? spread->spec->label : ""},
        options, kMeasure);
}

bool tells(const plot::Scene& scene, const std::string& words) {
    return std::ranges::any_of(scene.marks, [&](const plot::Mark& mark) {
        return mark.tip.find(words) != std::string::npos;
    });
}

} // namespace

TEST_CASE("every kind of column keeps its texts apart and inside, at any width and k") {
    for (const int k : {2, 5, 9, 15}) {
        const auto result = tests::fake_result({k, 900, true});
        const ColumnSpread all[] = {
            number_of(*result, [](std::size_t row) { return std::sqrt(double(row)) * 1000; }),
            number_of(*result, [](std::size_t row) { return double(row % 4) - 1; }),
            shares_of(k, 6, 5), shares_of(k, 1, 20), rates_of(k)};
        for (const ColumnSpread& spread : all)
            for (const float width : {340.0f, 400.0f, 552.0f, 1100.0f})
                for (const auto theme : {plot::Theme::dark, plot::Theme::light}) {
                    CAPTURE(k);
                    CAPTURE(width);
                    CAPTURE(spread.column);
                    plot::ChartOptions options;
                    options.theme = theme;
                    const auto chart = chart_of(*result, &spread, {0, 0, width, 260}, options);
                    CHECK(tests::fault_of(chart.head, 1, kMeasure) == "");
                    CHECK(tests::fault_of(chart.rows, 1, kMeasure) == "");
                    CHECK(tests::fault_of(chart.foot, 1, kMeasure) == "");
                    CHECK(chart.chooser.right <= width);
                }
    }
}

TEST_CASE("the list that chooses the column stands still, whatever it chooses") {
    const auto result = tests::fake_result({5, 900});
    const ColumnSpread shares = shares_of(5, 6, 5), rates = rates_of(5);
    for (const float width : {340.0f, 552.0f, 900.0f}) {
        const auto measure =
            plot::cluster_chart(*result, {width, 300, true, nullptr, "pay"}, {}, kMeasure);
        for (const ColumnSpread* spread : {&shares, &rates}) {
            const auto other =
                plot::cluster_chart(*result, {width, 300, true, spread, "pay"}, {}, kMeasure);
            CHECK(other.chooser.left == measure.chooser.left);
            CHECK(other.chooser.top == measure.chooser.top);
            CHECK(other.places[0].judged_right == measure.places[0].judged_right);
        }
    }
}

TEST_CASE("the list changes nothing of the measure's picture below it") {
    const auto result = tests::fake_result({5, 900});
    const auto plain = plot::cluster_chart(*result, {1100, 300}, {}, kMeasure);
    const auto chosen =
        plot::cluster_chart(*result, {1100, 300, false, nullptr, "pay"}, {}, kMeasure);
    CHECK(plain.rows.shapes.size() == chosen.rows.shapes.size());
    const auto a = tests::shapes_of<plot::Area>(plain.rows),
               b = tests::shapes_of<plot::Area>(chosen.rows);
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t p = 0; p < a[i].upper.size(); ++p) {
            CHECK(a[i].upper[p].x == b[i].upper[p].x);
            CHECK(a[i].upper[p].y == b[i].upper[p].y);
        }
    CHECK(plain.chooser.width() == 0);
    const std::string axis = "log axis · each ridge to its own height";
    CHECK(tests::says(plain.head, "pay a year, " + axis));
    CHECK(tests::says(chosen.head, axis));
}

TEST_CASE("few whole numbers have a bar each, as high as their share") {
    const auto result = tests::fake_result({3, 900});
    const ColumnSpread spread = number_of(*result, [](std::size_t row) {
        return row % 4 == 0 ? 2.0 : 0.0; // never 1
    });
    const auto chart = chart_of(*result, &spread);
    CHECK(tests::shapes_of<plot::Area>(chart.rows).empty());
    CHECK(tests::says(chart.foot, "0"));
    CHECK(tests::says(chart.foot, "1"));
    CHECK(tests::says(chart.foot, "2"));
    CHECK_FALSE(tests::says(chart.foot, "0.5"));
    CHECK(tells(chart.head, "a bar for each number"));
}

TEST_CASE("another number has its own axis with its unit, and its median at the right") {
    const auto result = tests::fake_result({3, 900});
    const ColumnSpread spread =
        number_of(*result, [](std::size_t row) { return 20.0 + 0.01 * double(row); });
    const auto chart = chart_of(*result, &spread, {0, 0, 900, 300});
    CHECK(tests::says(chart.foot, "20"));
    CHECK(tells(chart.head, "How the hours of each cluster is spread"));
    CHECK(tells(chart.rows, "hours a week"));
    CHECK(tests::says(chart.head, "median"));
}

TEST_CASE("names that no bar has room for stand in a key, each with its rows") {
    const auto result = tests::fake_result({3, 900});
    const ColumnSpread narrow = shares_of(3, 6, 5);
    const auto chart = chart_of(*result, &narrow);
    CHECK(tests::says(chart.foot, "a long name of school 0"));
    CHECK(tests::says(chart.foot, "the rest"));
    CHECK(tells(chart.foot, "1,700 further school"));
    CHECK(tells(chart.rows, "a long name of school 3, 5 rows"));
    CHECK(chart.foot.height > 40);
    CHECK_FALSE(tests::says(chart.head, "median"));
}

TEST_CASE("a rate has its interval by name, and a cluster without rows has none") {
    const auto result = tests::fake_result({3, 900});
    const ColumnSpread spread = rates_of(3);
    const auto chart = chart_of(*result, &spread, {0, 0, 700, 300});
    CHECK(tells(chart.rows, "95 % interval 28.0 % – 42.0 % (Wilson)"));
    CHECK(tells(chart.rows, "no row with dropout"));
    CHECK(tests::says(chart.head, "rate"));
    CHECK(tests::says(chart.rows, "35 %"));
    CHECK(tests::says(chart.rows, "–"));
    CHECK(tests::says(chart.foot, "all 31 %"));
}

TEST_CASE("while the numbers are counted, nothing is drawn that is another column's") {
    const auto result = tests::fake_result({3, 900});
    const auto chart =
        plot::cluster_chart(*result, {700, 300, false, nullptr, "hours", true}, {}, kMeasure);
    CHECK(tests::says(chart.head, "counting …"));
    CHECK(tests::shapes_of<plot::Area>(chart.rows).empty());
    CHECK(tests::shapes_of<plot::Text>(chart.foot).empty());
}

TEST_CASE("greys are apart from each other and from what is written on them") {
    for (const auto theme : {plot::Theme::dark, plot::Theme::light})
        for (const std::size_t count : {1, 2, 6, 7}) {
            std::vector<plot::Colour> tints;
            for (std::size_t place = 0; place < count; ++place)
                tints.push_back(plot::neutral_tint(place, count, theme));
            tints.push_back(plot::other_tint(theme));
            for (std::size_t i = 0; i < tints.size(); ++i) {
                CHECK(plot::contrast_ratio(plot::ink_on(tints[i]), tints[i]) >= 4.5);
                if (i > 0)
                    CHECK(plot::colour_difference(tints[i - 1], tints[i]) > 3.0);
            }
        }
}

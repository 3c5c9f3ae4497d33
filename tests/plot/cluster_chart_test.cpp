// The clusters' chart: rows that stay readable, ridges to their own heights, clipped rows apart.
#include "plot/clusters/cluster_chart.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "support/fake_result.h"
#include "support/scene_check.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;
const plot::Colour kText = plot::tokens(plot::Theme::dark).text;

plot::ClusterChart chart_of(const engine::Result& result, plot::ClusterRoom room,
                            plot::ChartOptions options = {}) {
    return plot::cluster_chart(result, room, options, kMeasure);
}

// The clipped rows of a fake result stand at the ends of its pay.
std::shared_ptr<const engine::Result> clipped_result(std::size_t low, std::size_t high) {
    auto result = std::make_shared<engine::Result>(*tests::fake_result({3, 3000}));
    auto profiles = std::make_shared<analysis::Profiles>(*result->profiles);
    for (analysis::ClusterProfile& cluster : profiles->clusters) {
        cluster.at_lowest = low;
        cluster.at_highest = high;
        cluster.histogram.front() += static_cast<std::uint32_t>(low);
        cluster.histogram.back() += static_cast<std::uint32_t>(high);
        cluster.size += low + high;
    }
    result->profiles = profiles;
    return result;
}

// The whole curves, one a cluster; the darker middle halves have fewer points.
std::vector<plot::Area> ridges_of(const plot::ClusterChart& chart, int bins) {
    std::vector<plot::Area> ridges;
    for (const plot::Area& area : tests::shapes_of<plot::Area>(chart.rows))
        if (area.upper.size() >= static_cast<std::size_t>(bins))
            ridges.push_back(area);
    return ridges;
}

float height_of(const plot::Area& ridge) {
    float top = ridge.base;
    for (const plot::Point& point : ridge.upper)
        top = std::min(top, point.y);
    return ridge.base - top;
}

} // namespace

TEST_CASE("rows of 2 to 15 clusters with long names keep every text apart and inside") {
    for (int k = 2; k <= 15; ++k) {
        const auto result = tests::fake_result({k, 900, true});
        for (const float width : {340.0f, 400.0f, 552.0f, 1100.0f})
            for (const float scale : {1.0f, 1.6f})
                for (const bool judged : {false, true}) {
                    plot::ChartOptions options;
                    options.text_scale = scale;
                    options.theme = judged ? plot::Theme::light : plot::Theme::dark;
                    CAPTURE(k);
                    CAPTURE(width);
                    CAPTURE(scale);
                    const auto chart =
                        chart_of(*result, {width * scale, 260 * scale, judged}, options);
                    CHECK(tests::fault_of(chart.head, scale, kMeasure) == "");
                    CHECK(tests::fault_of(chart.rows, scale, kMeasure) == "");
                    CHECK(tests::fault_of(chart.foot, scale, kMeasure) == "");
                    CHECK(chart.places.size() == static_cast<std::size_t>(k));
                }
    }
}

TEST_CASE("a row is at least 34 pixels high and names are never cut, in the narrowest panel") {
    for (const int k : {2, 5, 9, 15}) {
        const auto result = tests::fake_result({k, 900, true});
        for (const float height : {120.0f, 220.0f, 600.0f, 2000.0f}) {
            const auto chart = chart_of(*result, {340, height});
            for (int cluster = 0; cluster < k; ++cluster) {
                const plot::Box& row = chart.places[static_cast<std::size_t>(cluster)].row;
                CHECK(row.height() >= plot::kLeastClusterRow);
                const plot::Box& name = chart.places[static_cast<std::size_t>(cluster)].name;
                CHECK(name.top >= row.top);
                CHECK(name.bottom <= row.bottom);
                std::string shown;
                for (const plot::Text& text : tests::shapes_of<plot::Text>(chart.rows))
                    if (name.contains({text.at.x + 1, text.at.y + 1}))
                        shown += (shown.empty() ? "" : " ") + text.text;
                CHECK(shown == result->name(cluster));
            }
        }
    }
}

TEST_CASE("the rows fill the room that they have") {
    const auto result = tests::fake_result({5, 900});
    for (const float height : {300.0f, 500.0f, 900.0f}) {
        const auto chart = chart_of(*result, {500, height});
        const float whole = chart.head.height + chart.rows.height + chart.foot.height;
        CHECK(whole <= height);
        CHECK(whole > height - 6);
    }
}

TEST_CASE("rows and stability have a column where there is room for them") {
    const auto result = tests::fake_result({5, 900});
    const auto narrow = chart_of(*result, {340, 300, true});
    CHECK_FALSE(tests::says(narrow.head, "rows"));
    CHECK(narrow.places[0].judged_right == 0);
    const auto wide = chart_of(*result, {700, 300, true});
    CHECK(tests::says(wide.head, "rows"));
    CHECK(tests::says(wide.head, "stability"));
    CHECK(wide.places[0].judged_right > 0);
    CHECK_FALSE(tests::says(chart_of(*result, {700, 300}).head, "stability"));
}

TEST_CASE("each ridge has its median where the axis says, in its own row") {
    const auto result = tests::fake_result();
    const auto chart = chart_of(*result, {500, 300});
    std::vector<plot::Line> medians;
    for (const plot::Line& line : tests::shapes_of<plot::Line>(chart.rows))
        if (line.colour == kText && line.from.x == line.to.x)
            medians.push_back(line);
    REQUIRE(medians.size() == 5);
    for (std::size_t c = 0; c < 5; ++c) {
        CHECK(chart.places[c].row.contains(medians[c].to));
        if (c == 0)
            continue;
        const auto& now = result->profiles->clusters[c];
        const auto& before = result->profiles->clusters[c - 1];
        CHECK((medians[c].from.x > medians[c - 1].from.x) ==
              (now.measure_median > before.measure_median));
    }
}

TEST_CASE("every ridge is as high as the others, for each has a scale of its own") {
    for (const auto& result : {tests::fake_result({4, 4000}), clipped_result(5000, 5000)}) {
        const auto chart = chart_of(*result, {600, 400});
        const auto ridges = ridges_of(chart, result->profiles->measure_axis.bins);
        REQUIRE(ridges.size() == result->profiles->clusters.size());
        for (const plot::Area& ridge : ridges)
            CHECK(height_of(ridge) ==
                  doctest::Approx(chart.places[0].row.height() - 6).epsilon(0.01));
    }
}

TEST_CASE("clipped rows are no part of a ridge but a hatched bar with its count") {
    const auto plain = tests::fake_result({3, 3000});
    const auto clipped = clipped_result(4000, 250);
    const auto a = chart_of(*plain, {600, 400});
    const auto b = chart_of(*clipped, {600, 400});
    const int bins = plain->profiles->measure_axis.bins;
    const auto before = ridges_of(a, bins), after = ridges_of(b, bins);
    REQUIRE(before.size() == after.size());
    for (std::size_t c = 0; c < before.size(); ++c)
        for (std::size_t i = 0; i < before[c].upper.size(); ++i)
            CHECK(after[c].upper[i].y == doctest::Approx(before[c].upper[i].y).epsilon(0.001));
    const auto tips = [](const plot::ClusterChart& chart, const std::string& words) {
        return std::ranges::count_if(chart.rows.marks, [&](const plot::Mark& mark) {
            return mark.tip.find(words) != std::string::npos;
        });
    };
    CHECK(tips(b, "4,000 rows") == 3);
    CHECK(tips(b, "at ₹30,000, to which lower pay is clipped") == 3);
    CHECK(tips(b, "250 rows") == 3);
    CHECK(tips(a, "is clipped") == 0);
}

TEST_CASE("without clipping nothing is taken out of the ridges") {
    auto result = std::make_shared<engine::Result>(*clipped_result(4000, 250));
    engine::set_from_text(result->settings, "outliers.mode", "none");
    const auto chart = chart_of(*result, {600, 400});
    for (const plot::Mark& mark : chart.rows.marks)
        CHECK(mark.tip.find("is clipped") == std::string::npos);
    for (const plot::Area& ridge : ridges_of(chart, result->profiles->measure_axis.bins))
        CHECK(ridge.upper.front().y < ridge.base - 20); // the spike stands in it
}

TEST_CASE("the foot says what was clipped, and nothing where nothing was") {
    auto result = std::make_shared<engine::Result>(*tests::fake_result());
    const std::string note = "1,904 + 1,727 rows clipped to ₹30,000 … ₹1.5 Cr";
    const auto narrow = chart_of(*result, {364, 300}).foot;
    CHECK(tests::says(narrow, "3,631 rows clipped"));
    CHECK(narrow.marks.at(0).tip == note);
    engine::set_from_text(result->settings, "outliers.mode", "none");
    const auto plain = chart_of(*result, {364, 300}).foot;
    CHECK_FALSE(tests::says(plain, "3,631 rows clipped"));
    CHECK(plain.marks.empty());
}

TEST_CASE("the axis names round amounts, at least two in the narrowest panel") {
    const auto result = tests::fake_result();
    const auto amounts = [](const plot::Scene& scene) {
        int count = 0;
        for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
            count += text.text.rfind("₹", 0) == 0 ? 1 : 0;
        return count;
    };
    CHECK(amounts(chart_of(*result, {340, 200}).foot) >= 2);
    CHECK(amounts(chart_of(*result, {900, 300}).foot) >= 5);
}

TEST_CASE("equal pay gives ridges of one bin without a fault") {
    tests::FakeOptions options;
    options.equal_pay = true;
    const auto chart = chart_of(*tests::fake_result(options), {400, 300});
    CHECK(tests::fault_of(chart.rows, 1, kMeasure) == "");
    for (const plot::Area& area : tests::shapes_of<plot::Area>(chart.rows))
        for (const plot::Point& point : area.upper)
            CHECK(std::isfinite(point.y));
}

TEST_CASE("size bars are in proportion to the largest cluster") {
    const auto result = tests::fake_result();
    const auto& sizes = result->clustering->sizes;
    const auto largest = static_cast<double>(*std::ranges::max_element(sizes));
    const auto chart = chart_of(*result, {700, 400});
    for (int cluster = 0; cluster < 5; ++cluster) {
        const plot::Box& row = chart.places[static_cast<std::size_t>(cluster)].row;
        std::vector<plot::Rectangle> bars; // the track, and the bar on it
        for (const plot::Rectangle& bar : tests::shapes_of<plot::Rectangle>(chart.rows))
            if (row.contains({bar.box.left, bar.box.top}) && bar.radius > 0)
                bars.push_back(bar);
        REQUIRE(bars.size() == 2);
        const double part = static_cast<double>(sizes[static_cast<std::size_t>(cluster)]) / largest;
        CHECK(bars[1].box.width() ==
              doctest::Approx(static_cast<double>(bars[0].box.width()) * part).epsilon(0.01));
        CHECK(bars[1].fill == plot::cluster_colour(cluster, plot::Theme::dark));
    }
}

TEST_CASE("a focused cluster keeps its ink while the others fade") {
    const auto result = tests::fake_result();
    plot::ChartOptions options;
    options.focus = 1;
    const auto chart = chart_of(*result, {900, 400}, options);
    for (const plot::Text& text : tests::shapes_of<plot::Text>(chart.rows))
        for (const int cluster : {0, 1, 2})
            if (text.text == result->name(cluster))
                CHECK((text.colour == kText) == (cluster == 1));
}

TEST_CASE("a handful of rows decades away does not make needles of the ridges") {
    auto far = std::make_shared<engine::Result>(*tests::fake_result({3, 3000}));
    engine::set_from_text(far->settings, "outliers.mode", "none");
    auto profiles = std::make_shared<analysis::Profiles>(*far->profiles);
    // The same rows on an axis of ten decades more, and one row at its end.
    const int beyond = static_cast<int>(std::lround(10.0 / profiles->measure_axis.step));
    const auto widen = [&](analysis::ClusterProfile& profile) {
        profile.histogram.resize(profile.histogram.size() + static_cast<std::size_t>(beyond));
    };
    widen(profiles->all);
    for (analysis::ClusterProfile& cluster : profiles->clusters)
        widen(cluster);
    profiles->measure_axis.bins += beyond;
    for (analysis::ClusterProfile* profile : {&profiles->all, &profiles->clusters[2]}) {
        const auto most = std::ranges::max_element(profile->histogram);
        --*most;
        ++profile->histogram.back();
    }
    far->profiles = profiles;
    const auto chart = chart_of(*far, {700, 300});
    float narrowest = 1e9f;
    for (const plot::Area& area : tests::shapes_of<plot::Area>(chart.rows))
        narrowest = std::min(narrowest, area.upper.back().x - area.upper.front().x);
    CHECK(narrowest > 15); // the middle half of rows
    const bool told = std::ranges::any_of(chart.rows.marks, [](const plot::Mark& mark) {
        return mark.tip.find("outside the axis; not part of the ridge") != std::string::npos;
    });
    CHECK(told);
}

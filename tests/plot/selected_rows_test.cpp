// The selected rows over the clusters' chart.
#include "plot/selection/selected_rows.h"

#include <doctest/doctest.h>

#include <cmath>

#include "engine/selection/selected.h"
#include "engine/selection/shapes.h"
#include "engine/shown_columns.h"
#include "plot/clusters/smoothed.h"
#include "plot/selection/selected_words.h"
#include "support/analysed_sample.h"
#include "support/scene_check.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

struct Drawn {
    std::shared_ptr<const engine::Result> result = tests::analysed_sample();
    plot::ClusterChart chart = plot::cluster_chart(*result, {600, 300}, {}, kMeasure);
    engine::SelectionStats stats;

    explicit Drawn(const engine::Shape& shape)
        : stats(selection_stats({*result->prepared.rows, *result->prepared.features,
                                 *result->prepared.measure_bins, *result->clustering},
                                *rows_in(*result, shape))) {}
    plot::Scene scene() const { return plot::selected_rows(*result, stats, chart, -1, {}); }
};

} // namespace

TEST_CASE("a whole group selected fills its bar and no other") {
    const Drawn drawn({engine::Group{2}});
    const plot::Scene scene = drawn.scene();
    const plot::Colour text = plot::tokens(plot::Theme::dark).text;
    std::size_t bars = 0;
    for (const plot::Rectangle& bar : tests::shapes_of<plot::Rectangle>(scene))
        if (bar.fill == text) {
            ++bars;
            bool known = false;
            for (const plot::ClusterRowPlace& place : drawn.chart.places)
                known = known || (bar.box.left == place.bar.left &&
                                  bar.box.right == doctest::Approx(place.bar.right) &&
                                  bar.box.top > place.bar.top && bar.box.bottom < place.bar.bottom);
            CHECK(known);
        }
    CHECK(bars == 1);
    CHECK(tests::shapes_of<plot::Polyline>(scene).size() == 1); // its ridge
    CHECK(tests::fault_of(scene, 1, kMeasure) == "");
}

TEST_CASE("a group that is selected whole has the ridge that it has anyway") {
    const Drawn drawn({engine::Group{2}});
    const auto ridge = tests::shapes_of<plot::Area>(drawn.scene()).at(0);
    bool same = false; // as one of the chart's areas at its bins
    for (const plot::Area& whole : tests::shapes_of<plot::Area>(drawn.chart.rows)) {
        std::size_t met = 0;
        for (const plot::Point& point : ridge.upper)
            for (const plot::Point& other : whole.upper)
                met += std::abs(point.x - other.x) < 0.01f && std::abs(point.y - other.y) < 0.05f;
        same = same || met >= ridge.upper.size();
    }
    CHECK(same);
    CHECK(plot::selected_words(*drawn.result, drawn.stats, 2).find("(100.0 %)") !=
          std::string::npos);
}

TEST_CASE("tips tell the selected rows against the others") {
    const Drawn drawn(
        {engine::NumberRange{tests::analysed_sample()->profiles->measure->name, 1e6, 2e6}});
    for (int cluster = 0; cluster < drawn.result->clustering->k; ++cluster) {
        const std::string words = plot::selected_words(*drawn.result, drawn.stats, cluster);
        const bool any = drawn.stats.clusters[static_cast<std::size_t>(cluster)].selected > 0;
        CHECK((words.find(" selected (") != std::string::npos) == any);
    }
    CHECK(plot::selected_means(*drawn.result, drawn.stats, 0).starts_with("Selected: mean "));
    CHECK(plot::selected_means(*drawn.result, drawn.stats, -1) == "");
    CHECK(plot::selected_means(*drawn.result, drawn.stats, 999) == "");
}

TEST_CASE("smoothing keeps the sum") {
    for (const std::vector<double>& counts :
         {std::vector<double>{8}, {1, 2}, {0, 0, 16, 0, 0}, {5, 0, 0, 0, 0, 0, 3}}) {
        double sum = 0, all = 0;
        for (const double count : counts)
            all += count;
        for (const float share : plot::smoothed_shares(counts, 1))
            sum += static_cast<double>(share);
        CHECK(sum == doctest::Approx(all));
    }
}

TEST_CASE("values of the ridges' axis are round, and its ends are inside") {
    const plot::RidgeAxis pay{"pay", nullptr, 4.4771, 7.1761, true};
    CHECK(pay.value_at(0.0) <= std::pow(10.0, 4.4771));
    CHECK(pay.value_at(1.0) >= std::pow(10.0, 7.1761));
    CHECK(pay.value_at(0.5) == doctest::Approx(670'000).epsilon(0.01));
    const plot::RidgeAxis score{"score", nullptr, 0.0, 100.0};
    CHECK(score.value_at(0.0) == 0.0);
    CHECK(score.value_at(0.333) == doctest::Approx(33.0));
    CHECK(score.value_at(2.0) == 100.0);
}

TEST_CASE("on an axis of bars a place is the number whose bar is there") {
    const plot::RidgeAxis attempts{"attempts", nullptr, -0.5, 3.5, false, true, 0, 4};
    CHECK(attempts.value_at(0.0) == 0.0);
    CHECK(attempts.value_at(0.2) == 0.0);
    CHECK(attempts.value_at(0.3) == 1.0);
    CHECK(attempts.value_at(0.74) == 2.0);
    CHECK(attempts.value_at(1.0) == 3.0);
}

namespace {

// A category or an outcome beside the clusters, and the rows of a range of pay selected.
struct Beside {
    std::shared_ptr<engine::Result> result =
        std::make_shared<engine::Result>(*tests::analysed_sample());
    engine::ColumnSpreads spreads;
    std::shared_ptr<const engine::Selected> selected;
    plot::ClusterChart chart;

    explicit Beside(const std::string& column) {
        result->spread = spreads.of(*result, column);
        REQUIRE(result->spread);
        const auto rows =
            rows_in(*result, {engine::NumberRange{result->profiles->measure->name, 5e5, 2e6}});
        selected = selected_in(result, rows, nullptr, &spreads);
        plot::ClusterRoom room{600, 300};
        room.spread = result->spread.get();
        chart = plot::cluster_chart(*result, room, {}, kMeasure);
    }
    plot::Scene scene() const {
        return plot::selected_rows(*result, selected->stats, chart, -1, {}, selected->spread.get());
    }
};

} // namespace

TEST_CASE("over bars of names lies a strip of the selected rows' names, as wide as the bar") {
    const Beside drawn("job_position");
    const auto& part = std::get<analysis::NameShares>(drawn.selected->spread->what);
    const plot::Scene scene = drawn.scene();
    for (std::size_t cluster = 0; cluster < drawn.chart.places.size(); ++cluster) {
        const plot::Box& bar = drawn.chart.places[cluster].spread;
        REQUIRE(bar.width() > 0);
        std::size_t strips = 0, expected = 0;
        float width = 0;
        for (const plot::Mark& mark : scene.marks)
            if (mark.cluster == static_cast<int>(cluster) && mark.tip.starts_with("Selected: ")) {
                ++strips;
                width += mark.box.width();
                CHECK(mark.box.top > bar.top);
                CHECK(mark.box.bottom <= bar.bottom);
            }
        for (const std::size_t rows : part.clusters[cluster])
            expected += rows > 0 ? 1 : 0;
        CHECK(strips == expected);
        if (expected > 0)
            CHECK(width == doctest::Approx(bar.width()).epsilon(0.001));
    }
    CHECK(tests::fault_of(scene, 1, kMeasure) == "");
}

TEST_CASE("ridges of another number show the selected rows, too") {
    const Beside drawn("orgyear");
    const auto& part = std::get<analysis::Distribution>(drawn.selected->spread->what);
    std::size_t shown = 0, expected = 0;
    for (const plot::Mark& mark : drawn.scene().marks)
        shown += mark.tip.find(" selected, their median ") != std::string::npos ? 1 : 0;
    for (std::size_t cluster = 0; cluster < 5; ++cluster)
        expected += part.clusters[cluster].rows > 0 ? 1 : 0;
    CHECK(shown == expected);
    CHECK(expected > 2);
}

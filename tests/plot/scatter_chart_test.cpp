#include "plot/scatter/scatter_chart.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "plot/draw.h"
#include "support/fake_result.h"
#include "support/scene_check.h"

using namespace cohortscope;
using plot::Viewport;

namespace {

const tests::EstimatedMeasure kMeasure;

plot::Scatter chart_of(const engine::Result& result, float width, float height,
                       const plot::ScatterOptions& options = {}) {
    return plot::scatter_chart(result, plot::fit_viewport(result, width / height), width, height,
                               options, kMeasure);
}

std::size_t outside_by_counting(const engine::Result& result, const Viewport& v) {
    std::size_t outside = 0;
    for (std::size_t i = 0; i < result.rows(); ++i) {
        const double x = result.projection->x[i], y = result.projection->y[i];
        outside += !(x >= std::min(v.min_x, v.max_x) && x <= std::max(v.min_x, v.max_x) &&
                     y >= std::min(v.min_y, v.max_y) && y <= std::max(v.min_y, v.max_y));
    }
    return outside;
}

} // namespace

TEST_CASE("the scatter names its axes with the explained variance and counts its rows") {
    const auto result = tests::fake_result();
    const plot::Scatter chart = chart_of(*result, 900, 650);
    CHECK(tests::says(chart.scene, "Component 1 — 24.2 % of variance"));
    CHECK(tests::says(chart.scene, "Component 2 — 21.9 % of variance"));
    const std::size_t outside =
        plot::rows_outside(*result, plot::fit_viewport(*result, 900.0 / 650));
    CHECK(outside <= 12);
    CHECK(outside > 0);
    CHECK(tests::says(chart.scene, std::to_string(outside) + " outside view"));
    Viewport wide{-50, 50, -50, 50};
    const auto all = plot::scatter_chart(*result, wide, 900, 650, {}, kMeasure);
    CHECK(tests::says(all.scene, "3,000 shown"));
}

TEST_CASE("nothing of the scatter overlaps or leaves its box, for every k, size and scale") {
    for (int k = 2; k <= 15; ++k) {
        const auto result = tests::fake_result({k, 1500, true});
        for (const auto& [width, height] :
             {std::pair{900.0f, 650.0f}, {615.0f, 500.0f}, {400.0f, 300.0f}, {1800.0f, 1000.0f}})
            for (const float scale : {1.0f, 1.6f}) {
                plot::ScatterOptions options;
                options.text_scale = scale;
                options.density_rows = k % 2 ? 200 : 0;
                CAPTURE(k);
                CAPTURE(width);
                CAPTURE(scale);
                CHECK(tests::fault_of(chart_of(*result, width, height, options).scene, scale,
                                      kMeasure) == "");
            }
    }
}

TEST_CASE("units are as long on both axes unless one range is much shorter") {
    const auto ratio = [](plot::DataRange x, plot::DataRange y) {
        const Viewport seen = plot::viewport_around(x, y, 1.2, 0.06);
        return (seen.max_x - seen.min_x) / (seen.max_y - seen.min_y);
    };
    CHECK(ratio({0, 10}, {0, 8}) == doctest::Approx(1.2));
    CHECK(ratio({0, 10}, {0, 2}) > 1.2);
    CHECK(ratio({0, 2}, {0, 10}) < 1.2);
    CHECK(ratio({0, 1000}, {0, 1}) == doctest::Approx(1.2 * plot::kMostStretch));
}

TEST_CASE("the cloud fills the plot box with the viewport's coordinates") {
    const auto result = tests::fake_result();
    const Viewport viewport = plot::fit_viewport(*result, 1.2);
    const auto chart = plot::scatter_chart(*result, viewport, 800, 500, {}, kMeasure);
    const auto clouds = tests::shapes_of<plot::PointCloud>(chart.scene);
    REQUIRE(clouds.size() == 1);
    CHECK(clouds[0].min_x == static_cast<float>(viewport.min_x));
    CHECK(clouds[0].max_y == static_cast<float>(viewport.max_y));
    CHECK(clouds[0].box.left == chart.plot.left);
    CHECK(clouds[0].box.bottom == chart.plot.bottom);
    CHECK(chart.plot.width() > 650);
}

TEST_CASE("a centroid is the mean of its rows' points, and its marker lies there") {
    const auto result = tests::fake_result();
    const Viewport viewport = plot::fit_viewport(*result, 1.4);
    const auto chart = plot::scatter_chart(*result, viewport, 900, 650, {}, kMeasure);
    for (int cluster = 0; cluster < 5; ++cluster) {
        double x = 0, y = 0, n = 0;
        for (std::size_t i = 0; i < result->rows(); ++i)
            if (result->clustering->labels[i] == cluster) {
                x += result->projection->x[i];
                y += result->projection->y[i];
                n += 1;
            }
        const plot::DataPoint centre = plot::centroid(*result, cluster);
        CHECK(centre.x == doctest::Approx(x / n).epsilon(1e-4));
        CHECK(centre.y == doctest::Approx(y / n).epsilon(1e-4));
        const plot::Point pixel = {
            chart.plot.left + static_cast<float>((centre.x - viewport.min_x) /
                                                 (viewport.max_x - viewport.min_x)) *
                                  chart.plot.width(),
            chart.plot.bottom - static_cast<float>((centre.y - viewport.min_y) /
                                                   (viewport.max_y - viewport.min_y)) *
                                    chart.plot.height()};
        CHECK(std::any_of(chart.scene.marks.begin(), chart.scene.marks.end(),
                          [&](const plot::Mark& mark) {
                              return mark.cluster == cluster && mark.box.contains(pixel) &&
                                     mark.tip.rfind(result->name(cluster), 0) == 0;
                          }));
    }
}

TEST_CASE("a name without room on the map is cut at a comma, so that what is left is whole") {
    engine::Result result = *tests::fake_result();
    const std::vector<std::string> own = {"alpha", "beta", "gamma", "delta", "delta"};
    for (std::size_t i = 0; i < own.size(); ++i)
        result.identity.given_name[i] =
            own[i] + ", of so many words that there is room for them nowhere on this small map";
    const auto chart =
        plot::scatter_chart(result, plot::fit_viewport(result, 1.4), 500, 400, {}, kMeasure);
    int whole = 0;
    for (const plot::Text& text : tests::shapes_of<plot::Text>(chart.scene)) {
        whole += text.text == "alpha" || text.text == "beta" || text.text == "gamma" ? 1 : 0;
        CHECK(text.text != "delta"); // another's name begins so, too
    }
    CHECK(whole >= 2);
}

TEST_CASE("a label lies clearly nearer to its marker than to any other, or has none") {
    plot::LabelPlaces places(plot::Box{0, 0, 400, 400});
    const plot::Point own = {200, 200}, rival = {230, 200};
    const auto box = places.place({own, 60, 18, 6, 40, {rival}});
    REQUIRE(box.has_value());
    CHECK(plot::distance(*box, rival) >= plot::distance(*box, own) + 12);
    // Between two rivals a wide label has no place of its own.
    CHECK_FALSE(places.place({own, 120, 18, 6, 40, {{195, 190}, {205, 210}}}).has_value());
}

TEST_CASE("every cluster in view has its name or its number beside it") {
    for (const int k : {5, 9, 12, 15}) {
        const auto result = tests::fake_result({k, 3000, true});
        for (const float width : {400.0f, 640.0f, 1000.0f}) {
            const auto chart = chart_of(*result, width, width * 0.7f);
            std::map<int, int> marks; // its marker, and its name
            for (const plot::Mark& mark : chart.scene.marks)
                ++marks[mark.cluster];
            CAPTURE(k);
            CAPTURE(width);
            for (const auto& [cluster, count] : marks)
                CHECK((cluster < 0 || count == 2));
        }
    }
}

TEST_CASE("rows outside are counted exactly, whatever the viewport") {
    const auto result = tests::fake_result({5, 4000});
    for (const double left : {-9.0, -2.0, -0.3, 0.11, 3.0})
        for (const double width : {0.05, 0.9, 4.0, 30.0})
            for (const double bottom : {-7.0, -1.0, 0.2}) {
                const Viewport v = {left, left + width, bottom, bottom + 0.7 * width};
                CHECK(plot::rows_outside(*result, v) == outside_by_counting(*result, v));
                const Viewport mirrored = {v.max_x, v.min_x, v.min_y, v.max_y};
                CHECK(plot::rows_outside(*result, mirrored) == outside_by_counting(*result, v));
            }
}

TEST_CASE("the fitted viewport leaves out at most a thousandth of the rows at each side") {
    const auto result = tests::fake_result({7, 4000});
    for (const double aspect : {0.5, 1.0, 2.5})
        CHECK(plot::rows_outside(*result, plot::fit_viewport(*result, aspect)) <= 16);
    const Viewport one = plot::fit_cluster(*result, 3, 1.3);
    std::size_t inside = 0;
    for (std::size_t i = 0; i < result->rows(); ++i)
        inside += result->clustering->labels[i] == 3 && result->projection->x[i] >= one.min_x &&
                  result->projection->x[i] <= one.max_x && result->projection->y[i] >= one.min_y &&
                  result->projection->y[i] <= one.max_y;
    CHECK(static_cast<double>(inside) >= 0.98 * static_cast<double>(result->clustering->sizes[3]));
}

TEST_CASE("arrows stand for active features only, under names people use") {
    const auto with = chart_of(*tests::fake_result(), 900, 650);
    for (const char* label : {"experience", "updates", "same company", "same role", "log of pay"})
        CHECK(tests::says(with.scene, label));
    tests::FakeOptions options;
    options.empty_weight = true;
    CHECK(!tests::says(chart_of(*tests::fake_result(options), 900, 650).scene, "updates"));
    plot::ScatterOptions bare;
    bare.arrows = false;
    bare.names = false;
    const auto without = chart_of(*tests::fake_result(), 900, 650, bare);
    CHECK(!tests::says(without.scene, "experience"));
    CHECK(without.scene.marks.empty());
}

TEST_CASE("a mirrored axis mirrors arrows and centroids with the cloud") {
    const auto result = tests::fake_result();
    const Viewport v = {-4, 4, -3, 3}, mirrored = {4, -4, -3, 3};
    const auto plain = plot::scatter_chart(*result, v, 900, 650, {}, kMeasure);
    const auto flipped = plot::scatter_chart(*result, mirrored, 900, 650, {}, kMeasure);
    CHECK(tests::fault_of(flipped.scene, 1, kMeasure) == "");
    const auto discs = tests::shapes_of<plot::Disc>(plain.scene);
    const auto other = tests::shapes_of<plot::Disc>(flipped.scene);
    REQUIRE(discs.size() == other.size());
    for (std::size_t i = 0; i < discs.size(); ++i)
        CHECK(discs[i].centre.x - plain.plot.left ==
              doctest::Approx(flipped.plot.right - other[i].centre.x).epsilon(0.001));
}

TEST_CASE("the density legend is in rows per pixel and appears only when asked for") {
    plot::ScatterOptions options;
    const auto result = tests::fake_result();
    CHECK(!tests::says(chart_of(*result, 900, 650, options).scene, "rows per pixel"));
    options.density_rows = 200;
    const auto chart = chart_of(*result, 900, 650, options);
    CHECK(tests::says(chart.scene, "rows per pixel"));
    CHECK(tests::says(chart.scene, "0.1"));
    CHECK(tests::says(chart.scene, "10"));
    CHECK(tests::says(chart.scene, "200+"));
}

TEST_CASE("row count and legend stand above the plot, where no point is, at every width") {
    for (const float width : {360.0f, 430.0f, 615.0f, 1200.0f})
        for (const float scale : {1.0f, 1.6f})
            for (const int density : {0, 10, 2000}) {
                plot::ScatterOptions options;
                options.density_rows = density;
                options.text_scale = scale;
                const auto result = tests::fake_result();
                const auto chart = chart_of(*result, width, 420, options);
                const auto points = chart_of(*result, width, 420);
                CAPTURE(width);
                CAPTURE(density);
                bool counted = false;
                for (const plot::Text& text : tests::shapes_of<plot::Text>(chart.scene)) {
                    const bool note = text.text.find(" shown") != std::string::npos;
                    counted = counted || note;
                    if (note || text.text.find("outside") != std::string::npos ||
                        text.text == "rows per pixel" || text.text.back() == '+')
                        CHECK(plot::text_box(text, kMeasure).bottom <= chart.plot.top);
                }
                CHECK(counted);
                // The plot stays where it is between points and density.
                if (scale == 1.0f)
                    CHECK(chart.plot.top == points.plot.top);
            }
}

TEST_CASE("a density has the outlines of its clusters, cut at the plot's edge") {
    auto result = std::make_shared<engine::Result>(*tests::fake_result());
    result->contours = std::make_shared<analysis::Contours>(analysis::cluster_contours(
        *result->projection, *result->pick, result->clustering->labels, 5));
    plot::ScatterOptions options;
    options.arrows = false;
    const Viewport close = {-1, 1, -0.7, 0.7};
    CHECK(tests::shapes_of<plot::Polyline>(
              plot::scatter_chart(*result, close, 900, 650, options, kMeasure).scene)
              .empty());
    options.density_rows = 10;
    for (const Viewport& view : {plot::fit_viewport(*result, 1.4), close}) {
        const auto chart = plot::scatter_chart(*result, view, 900, 650, options, kMeasure);
        const auto lines = tests::shapes_of<plot::Polyline>(chart.scene);
        CHECK(lines.size() >= 2);
        for (const plot::Polyline& line : lines) {
            CHECK(line.points.size() >= 2);
            for (const plot::Point& p : line.points) {
                CHECK(p.x >= chart.plot.left - 0.1f);
                CHECK(p.x <= chart.plot.right + 0.1f);
                CHECK(p.y >= chart.plot.top - 0.1f);
                CHECK(p.y <= chart.plot.bottom + 0.1f);
            }
        }
    }
    for (int cluster = 0; cluster < 5; ++cluster) { // each in its colour
        const auto chart = plot::scatter_chart(*result, plot::fit_viewport(*result, 1.4), 900, 650,
                                               options, kMeasure);
        const auto lines = tests::shapes_of<plot::Polyline>(chart.scene);
        CHECK(std::any_of(lines.begin(), lines.end(), [&](const plot::Polyline& line) {
            return line.colour == plot::cluster_colour(cluster, plot::Theme::dark);
        }));
    }
}

TEST_CASE("ranges of unequal length fill the plot: units are stretched as far as that needs") {
    const auto fill = [](const Viewport& v, plot::DataRange x, plot::DataRange y) {
        return std::pair{x.width() / (v.max_x - v.min_x), y.width() / (v.max_y - v.min_y)};
    };
    for (const double aspect : {0.6, 1.0, 2.0})
        for (const double width : {0.5, 1.0, 1.3, 3.0, 30.0}) {
            const plot::DataRange x{-width, width}, y{4.0, 6.0};
            const Viewport v = plot::viewport_around(x, y, aspect, 0.0);
            const auto [across, upwards] = fill(v, x, y);
            const double stretch =
                (v.max_x - v.min_x) / aspect / (v.max_y - v.min_y); // of a unit upwards
            CAPTURE(aspect);
            CAPTURE(width);
            CHECK(std::max(across, upwards) == doctest::Approx(1.0));
            CHECK(stretch <= plot::kMostStretch * 1.0001);
            CHECK(stretch >= 1.0 / plot::kMostStretch * 0.9999);
            const bool as_far_as_it_goes =
                stretch > plot::kMostStretch * 0.999 || stretch < 1.001 / plot::kMostStretch;
            CHECK((std::min(across, upwards) >= plot::kLeastFill * 0.999 || as_far_as_it_goes));
            if (std::fabs(stretch - 1.0) > 0.001 && !as_far_as_it_goes) // and no further
                CHECK(std::min(across, upwards) == doctest::Approx(plot::kLeastFill));
            CHECK((v.min_x + v.max_x) / 2 == doctest::Approx(0.0));
            CHECK((v.min_y + v.max_y) / 2 == doctest::Approx(5.0));
        }
}

TEST_CASE("names out of view are left out, and a focused one dims the others") {
    const auto result = tests::fake_result();
    const auto far = plot::scatter_chart(*result, {40, 50, 40, 50}, 900, 650, {}, kMeasure);
    CHECK(far.scene.marks.empty());
    plot::ScatterOptions options;
    options.focus = 2;
    const auto chart = chart_of(*result, 900, 650, options);
    for (const plot::Text& text : tests::shapes_of<plot::Text>(chart.scene))
        if (text.face == plot::Face::semibold)
            CHECK((text.colour == plot::tokens(plot::Theme::dark).text) ==
                  (text.text == result->name(2)));
}

TEST_CASE("one cluster of one place still gives a chart") {
    auto result = std::make_shared<engine::Result>(*tests::fake_result({2, 10}));
    auto projection = std::make_shared<analysis::Projection>();
    projection->x.assign(10, 0.0f);
    projection->y.assign(10, 0.0f);
    result->projection = projection;
    result->pick = nullptr;
    const Viewport viewport = plot::fit_viewport(*result, 1.5);
    CHECK(viewport.max_x - viewport.min_x > 0);
    CHECK(viewport.max_y - viewport.min_y > 0);
    CHECK(tests::fault_of(chart_of(*result, 500, 400).scene, 1, kMeasure) == "");
}

TEST_CASE("text is wrapped at spaces and underscores, inside words only where it must be") {
    const plot::Text style{{}, "", {}, 10};
    const auto lines = [&](const std::string& text, float width, int count) {
        return plot::wrapped(text, width, count, style, kMeasure);
    };
    using Lines = std::vector<std::string>;
    CHECK(lines("higher pay", 40, 3) == Lines{"higher", "pay"});
    CHECK(lines("less_occurred", 52, 3) == Lines{"less_", "occurred"});
    CHECK(lines("", 40, 3).empty());
    const auto broken = lines("abcdefghjk", 30, 5);
    REQUIRE(broken.size() >= 2);
    CHECK(broken[0].back() == '-');
    CHECK(lines("one two three four", 30, 2).back().find("…") != std::string::npos);
}

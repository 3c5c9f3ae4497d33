// The whole loop without a window: a synthetic mouse drags a slider, the live engine answers.
#include <cmath>
#include <map>

#include <doctest/doctest.h>

#include "plot/scatter/scatter_chart.h"
#include "support/headless_loop.h"
#include "support/knob.h"

using namespace cohortscope;
using tests::HeadlessLoop;

namespace {

// The part of a slider's line that its track leaves free, in pixels.
struct Insets {
    float left = 0, right = 0;
};

// Drags on the track below a label from a part of its length to another.
void drag_slider(HeadlessLoop& loop, const std::string& label, Insets insets, float from,
                 float to) {
    const plot::Box box = loop.find_left(label);
    REQUIRE(box.width() > 0);
    const float left = 12 + 7 + insets.left;
    const float right = std::floor(1920 * 0.22f) - 12 - 7 - insets.right;
    const float below = 18;
    const float y = box.bottom + below;
    loop.drag(left + (right - left) * from, y, left + (right - left) * to, y);
}

// The row nearest to a cluster's middle.
std::size_t middle_row(const engine::Result& result, int cluster) {
    const plot::DataPoint middle = plot::centroid(result, cluster);
    const analysis::Projection& projection = *result.projection;
    std::size_t nearest = 0;
    double least = 1e300;
    for (std::size_t row = 0; row < result.rows(); ++row) {
        if (result.clustering->labels[row] != cluster)
            continue;
        const double distance = std::hypot(static_cast<double>(projection.x[row]) - middle.x,
                                           static_cast<double>(projection.y[row]) - middle.y);
        if (distance < least) {
            least = distance;
            nearest = row;
        }
    }
    return nearest;
}

int colour_of(const engine::Result& result, std::size_t row) {
    return result.identity.colour[result.clustering->labels[row]];
}

} // namespace

TEST_CASE(
    "a dragged slider streams previews and ends in the final result, and no frame has much to do") {
    HeadlessLoop loop(1920, 1080);
    REQUIRE(loop.rest());
    loop.check_work("the first pictures");
    const engine::LiveState before = loop.live.state();
    drag_slider(loop, "Rare company below", {}, 0.23f, 0.73f);
    REQUIRE(loop.rest());
    const engine::LiveState after = loop.live.state();
    const std::uint64_t previews = after.previews - before.previews;
    MESSAGE(previews << " previews, " << (after.finals - before.finals) << " finals");
    CHECK(test::value_of(after.result->settings, "rare_company_threshold") > 50);
    CHECK(after.result->prepared.rows->names[0].rare_rows >
          before.result->prepared.rows->names[0].rare_rows);
    CHECK(after.result->rows() > 200'000);
    CHECK(after.previews > before.previews);
    loop.check_work("a drag");
}

TEST_CASE("hovering, zooming, other looks and other scales give no frame much to do") {
    HeadlessLoop loop(1920, 1080);
    REQUIRE(loop.rest());
    loop.check_work("the first result");
    for (int i = 0; i < 60; ++i) {
        loop.ui.move(700 + 6 * static_cast<float>(i), 500); // across the rows
        loop.frame();
    }
    loop.check_work("picking");
    for (int i = 0; i < 20; ++i) {
        loop.ui.move(1500, 100 + 8 * static_cast<float>(i)); // the table of clusters
        loop.frame();
    }
    loop.ui.move(800, 500);
    for (int i = 0; i < 20; ++i) {
        loop.ui.wheel(i < 10 ? 1 : -1);
        loop.frame();
    }
    for (const ui::Command command :
         {ui::Command::toggle_theme, ui::Command::toggle_points_density, ui::Command::larger,
          ui::Command::show_keys, ui::Command::toggle_performance}) {
        loop.ui.workbench().run(command);
        loop.frames(5);
    }
    for (int i = 0; i < 24'000 && loop.font_exchanges == 0; ++i)
        loop.frame(); // another thread makes the larger fonts
    CHECK(loop.font_exchanges == 1);
    loop.check_work("other views");
}

TEST_CASE("the colour at a cluster's middle stays while a weight is dragged") {
    HeadlessLoop loop;
    REQUIRE(loop.rest());
    const engine::Result& start = *loop.results.back();
    const std::size_t first = loop.results.size();
    std::map<std::size_t, int> colours; // by row
    for (int cluster = 0; cluster < start.clustering->k; ++cluster)
        colours[middle_row(start, cluster)] =
            start.identity.colour[static_cast<std::size_t>(cluster)];
    const features::Column<std::uint32_t> rows = start.prepared.rows->rows;
    drag_slider(loop, "experience", {46, 54}, 0.333f, 0.45f); // from 1 to about 1.35
    REQUIRE(loop.rest());
    CHECK(loop.results.back()->settings.weights.count("years_of_experience") == 1);
    CHECK(loop.results.size() > first + 3);
    for (std::size_t i = first; i < loop.results.size(); ++i) {
        const engine::Result& result = *loop.results[i];
        REQUIRE(result.prepared.rows->rows == rows);
        for (const auto& [row, colour] : colours)
            CHECK_MESSAGE(colour_of(result, row) == colour, "result ", i, ", row ", row);
    }
}

#include "ui/panels/scatter_view.h"

#include <cmath>

#include <doctest/doctest.h>

#include "support/headless_ui.h"

using namespace cohortscope;
using ui::ScatterView;

namespace {

constexpr std::size_t kRows = 4000;

// The same result with other signs of the components shown, as another clustering might have them.
engine::Result with_signs(const engine::Result& result, double x_sign, std::uint64_t serial) {
    engine::Result other = result;
    auto pca = std::make_shared<analysis::Pca>(*result.pca);
    for (int i = 0; i < pca->dimensions; ++i)
        pca->components[static_cast<std::size_t>(i)] *= x_sign;
    other.pca = pca;
    other.serial = serial;
    return other;
}

} // namespace

TEST_CASE("the first look shows all rows at once and later ones glide there") {
    const auto result = tests::sample_result(kRows);
    ScatterView view;
    view.follow(*result, 1.0, false, 10.0);
    CHECK_FALSE(view.advance(10.0));
    const ui::Camera all = view.camera();
    view.pan(1.0, 0.0);
    CHECK(view.camera().x == doctest::Approx(all.x + 1.0));
    CHECK_FALSE(view.follows());
    view.fit(20.0);
    CHECK(view.advance(20.0 + ui::kGlideSeconds / 2));
    CHECK(view.camera().x == doctest::Approx(all.x + 0.5));
    CHECK_FALSE(view.advance(20.0 + ui::kGlideSeconds));
    CHECK(view.camera() == all);
}

TEST_CASE("zooming keeps the place under the pointer") {
    const auto result = tests::sample_result(kRows);
    ScatterView view;
    view.follow(*result, 1.5, false, 0.0);
    const plot::Viewport before = view.viewport();
    const double x = before.min_x + 0.25 * (before.max_x - before.min_x);
    const double y = before.min_y + 0.75 * (before.max_y - before.min_y);
    CHECK(view.zoom() == 1.0);
    view.zoom(2.0, x, y);
    CHECK(view.zoom() == doctest::Approx(2.0));
    const plot::Viewport after = view.viewport();
    CHECK(after.max_x - after.min_x == doctest::Approx((before.max_x - before.min_x) / 2));
    CHECK(after.min_x + 0.25 * (after.max_x - after.min_x) == doctest::Approx(x));
    CHECK(after.min_y + 0.75 * (after.max_y - after.min_y) == doctest::Approx(y));
}

TEST_CASE("an axis whose sign turned is shown mirrored") {
    const auto result = tests::sample_result(kRows);
    ScatterView view;
    view.follow(*result, 1.0, false, 0.0);
    CHECK(view.orientation() == ui::Orientation{});
    const engine::Result turned = with_signs(*result, -1.0, 7);
    view.follow(turned, 1.0, true, 1.0);
    CHECK(view.orientation().mirror_x);
    CHECK_FALSE(view.orientation().mirror_y);
    CHECK(view.viewport().min_x > view.viewport().max_x);
    view.follow(with_signs(*result, 1.0, 8), 1.0, true, 1.0);
    CHECK(view.orientation() == ui::Orientation{});
}

TEST_CASE("the camera stays while a knob is held and follows on release") {
    const auto small = tests::sample_result(kRows);
    ScatterView view;
    view.follow(*small, 1.0, false, 0.0);
    const ui::Camera before = view.camera();
    engine::Result other = *tests::sample_result(kRows / 2);
    other.serial = 9;
    view.follow(other, 1.0, true, 1.0);
    CHECK_FALSE(view.advance(1.1));
    CHECK(view.camera() == before);
    view.follow(other, 1.0, false, 2.0);
    view.advance(3.0);
    const plot::Viewport fit = ui::fit_by_grid(other, 1.0);
    CHECK(view.camera().half_height == doctest::Approx((fit.max_y - fit.min_y) / 2));
}

TEST_CASE("after a weight the view fills the plot again, and a camera moved by hand stays") {
    const auto before = tests::sample_result(kRows);
    // A weight of pay alone makes the cloud far wider than high.
    engine::Result wide = *before;
    auto projection = std::make_shared<analysis::Projection>(*before->projection);
    for (float& x : projection->x)
        x *= 4.0f;
    wide.projection = projection;
    wide.pick = std::make_shared<analysis::PickGrid>(analysis::build_pick_grid(*projection));
    wide.serial = 9;
    const analysis::InnerRange range = analysis::inner_range(*wide.pick);
    for (const bool moved : {false, true}) {
        ScatterView view;
        view.follow(*before, 1.0, false, 0.0);
        if (moved)
            view.zoom(1.5, 0.0, 0.0);
        const ui::Camera was = view.camera();
        view.follow(wide, 1.0, true, 1.0); // while the knob is held nothing moves
        CHECK_FALSE(view.advance(1.1));
        CHECK(view.camera() == was);
        view.follow(wide, 1.0, false, 2.0);
        CHECK(view.advance(2.0 + ui::kGlideSeconds / 2) == !moved);
        view.advance(3.0);
        const plot::Viewport shown = view.viewport();
        if (moved) {
            CHECK(view.camera() == was);
        } else {
            CHECK((range.max_x - range.min_x) / (shown.max_x - shown.min_x) > 0.85);
            CHECK((range.max_y - range.min_y) / (shown.max_y - shown.min_y) > 0.55);
            CHECK(view.zoom() == doctest::Approx(1.0));
        }
    }
}

TEST_CASE("the fit by the grid agrees with the fit by the rows") {
    const auto result = tests::sample_result(kRows);
    for (const double aspect : {0.7, 1.0, 1.6}) {
        const plot::Viewport fast = ui::fit_by_grid(*result, aspect);
        const plot::Viewport exact = plot::fit_viewport(*result, aspect);
        const double size = exact.max_y - exact.min_y;
        CHECK(fast.min_x == doctest::Approx(exact.min_x).epsilon(0.06).scale(size));
        CHECK(fast.max_y == doctest::Approx(exact.max_y).epsilon(0.06).scale(size));
        CHECK((fast.max_x - fast.min_x) / (fast.max_y - fast.min_y) ==
              doctest::Approx((exact.max_x - exact.min_x) / size).epsilon(0.06));
    }
}

TEST_CASE("one row alone gives a view of one unit") {
    engine::Result result = *tests::sample_result(kRows);
    auto projection = std::make_shared<analysis::Projection>();
    projection->x = {2.0f};
    projection->y = {3.0f};
    result.projection = projection;
    result.pick = std::make_shared<analysis::PickGrid>(analysis::build_pick_grid(*projection));
    const plot::Viewport viewport = ui::fit_by_grid(result, 1.0);
    CHECK(viewport.max_x > viewport.min_x);
    CHECK((viewport.max_x + viewport.min_x) / 2 == doctest::Approx(2.0));
    CHECK(std::isfinite(viewport.max_y));
}

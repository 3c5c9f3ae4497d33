#include "ui/focus.h"

#include <doctest/doctest.h>

using namespace cohortscope;
using ui::Focus;

namespace {

engine::Result with_colours(std::vector<int> colours) {
    engine::Result result;
    result.identity.colour = std::move(colours);
    return result;
}

} // namespace

TEST_CASE("a hovered cluster stays and the others dim within an eighth of a second") {
    const engine::Result result = with_colours({0, 1, 2});
    Focus focus;
    focus.advance(&result, 0.0);
    focus.hover(1);
    CHECK(focus.advance(&result, 0.01));
    CHECK(focus.emphasis(1) == 1.0f);
    CHECK(focus.emphasis(0) < 1.0f);
    focus.hover(1);
    CHECK_FALSE(focus.advance(&result, 0.2));
    CHECK(focus.emphasis(0) == Focus::kDimmed);
    focus.advance(&result, 0.4); // nobody hovers any more
    CHECK(focus.emphasis(0) == 1.0f);
}

TEST_CASE("a pinned cluster keeps the focus until it is pinned again") {
    const engine::Result result = with_colours({0, 1});
    Focus focus;
    focus.toggle_pin(1);
    focus.advance(&result, 0.0);
    CHECK(focused_cluster(focus, result) == 1);
    focus.toggle_pin(1);
    CHECK(focused_cluster(focus, result) == ui::kNobody);
}

TEST_CASE("the focus follows a cluster's colour to its new number") {
    Focus focus;
    focus.pin(4);
    CHECK(focused_cluster(focus, with_colours({4, 0, 1})) == 0);
    CHECK(focused_cluster(focus, with_colours({0, 1, 4})) == 2);
}

TEST_CASE("a pinned cluster that is gone dims nobody") {
    const engine::Result result = with_colours({0, 1});
    Focus focus;
    focus.pin(5);
    focus.advance(&result, 0.0);
    CHECK(focus.emphasis(0) == 1.0f);
    CHECK(focused_cluster(focus, result) == ui::kNobody);
}

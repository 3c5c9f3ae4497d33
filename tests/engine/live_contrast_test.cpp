// The worker tells what sets the selected rows apart, for as long as somebody looks.
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "engine/live.h"
#include "sample/sample.h"
#include "support/knob.h"

using namespace cohortscope;
using engine::Live;
using engine::LiveState;
using namespace std::chrono_literals;

namespace {

template <class Done> LiveState wait_until(const Live& live, const Done& done) {
    const auto deadline = std::chrono::steady_clock::now() + 120s;
    LiveState state = live.state();
    while (!done(state) && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(1ms);
        state = live.state();
    }
    CHECK(done(state));
    return state;
}

struct Window {
    Live live{[] {}};
    engine::Wish wish;

    Window() {
        wish.settings.kmeans.restarts = 1;
        live.request(wish, false);
        live.load_table(std::make_shared<const data::Table>(sample::make_sample(3000, 42)));
        wait([](const LiveState&) { return true; });
    }
    template <class Done> LiveState wait(const Done& done) {
        live.request(wish, false);
        return wait_until(live, [&](const LiveState& state) {
            return state.result && state.result->final_result && !state.computing && done(state);
        });
    }
    void lasso(double reach) {
        wish.picking = {wish.picking.serial + 1,
                        {engine::Rectangle{-reach, -reach, reach, reach}},
                        engine::Combine::replace,
                        nullptr};
    }
    LiveState wait_for_pick() {
        return wait(
            [&](const LiveState& state) { return state.picked.serial == wish.picking.serial; });
    }
};

} // namespace

TEST_SUITE("live") {

    TEST_CASE("a contrast follows the shape in the making, and goes when nobody looks") {
        Window window;
        window.lasso(0.5);
        CHECK(window.wait_for_pick().contrast == nullptr);
        window.wish.contrasting = {true, nullptr, nullptr};
        const LiveState first = window.wait([](const LiveState& s) { return bool(s.contrast); });
        CHECK(*first.contrast->first == *first.picked.rows);
        window.lasso(1.0);
        const LiveState second = window.wait_for_pick();
        REQUIRE(second.contrast);
        CHECK(*second.contrast->first == *second.picked.rows);
        CHECK(second.contrast->contrast.rows[0] > first.contrast->contrast.rows[0]);
        window.wish.contrasting = {};
        window.wait([](const LiveState& s) { return !s.contrast; });
    }

    TEST_CASE("other clusters leave a contrast alone, other rows make it again") {
        Window window;
        window.lasso(0.5);
        window.wish.contrasting = {true, nullptr, nullptr};
        const LiveState first = window.wait_for_pick();
        REQUIRE(first.contrast);
        window.wish.selection = first.picked.rows;
        window.wish.settings.kmeans.k = 3;
        const LiveState other_k = window.wait(
            [](const LiveState& s) { return s.result->settings.kmeans.k == 3 && s.contrast; });
        CHECK(other_k.contrast == first.contrast);
        test::turn(window.wish.settings, "rare_company_threshold", 50);
        const LiveState rarer = window.wait([&](const LiveState& s) {
            return s.result->settings == window.wish.settings && s.contrast;
        });
        CHECK(rarer.contrast->rows == rarer.result->prepared.rows);
        CHECK(*rarer.contrast->first == *first.picked.rows);
    }

    TEST_CASE("sets of another table are not compared") {
        Window window;
        const auto other = std::make_shared<const engine::RowSet>(engine::RowSet::all(7));
        window.wish.contrasting = {true, other, nullptr};
        CHECK(window.wait([](const LiveState&) { return true; }).contrast == nullptr);
    }
}

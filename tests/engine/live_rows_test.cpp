// What the live worker answers about single rows.
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "engine/live.h"
#include "engine/why_row.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::LiveState;

namespace {

template <class Until> LiveState wait(const engine::Live& live, const Until& until) {
    for (;;) {
        const LiveState state = live.state();
        if (until(state))
            return state;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace

TEST_CASE("the worker finds silhouette and telling rows of the final, and again of the next one") {
    engine::Live live([] {});
    live.load_table(tests::random_table(3000, 2));
    engine::Wish wish;
    live.request(wish, false);
    const LiveState first = wait(live, [](const LiveState& s) {
        return s.result && s.result->final_result && !s.computing;
    });
    wish.asking.row = first.result->prepared.rows->rows[11];
    wish.asking.of = first.result->serial;
    wish.asking.serial = 1;
    wish.asking.colour = first.result->identity.colour[0];
    live.request(wish, false);
    base::Progress progress;
    LiveState state = wait(live, [](const LiveState& s) { return s.answer.serial == 1; });
    CHECK(state.answer.row == wish.asking.row);
    CHECK(state.answer.silhouette == engine::silhouette_of(*first.result, 11, progress));
    const auto typical = engine::telling_row(*first.result, 0, engine::Telling::typical, progress);
    CHECK(state.answer.found == first.result->prepared.rows->rows[*typical]);
    // Asked together with other settings: answered of their final.
    wish.settings.kmeans.k = 3;
    wish.asking.serial = 2;
    wish.asking.telling = engine::Telling::far_out;
    live.request(wish, false);
    state = wait(live, [](const LiveState& s) { return s.answer.serial == 2 && !s.computing; });
    CHECK(state.result->clustering->k == 3);
    CHECK(state.answer.of == state.result->serial);
    CHECK(state.answer.row == wish.asking.row);
}

// The live worker compares every result with the pinned one, and tells of a flow.
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "engine/changes.h"
#include "engine/flow_rows.h"
#include "engine/flow_story.h"
#include "engine/live.h"
#include "engine/why_moved.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::Live;
using engine::LiveState;
using engine::Wish;
using namespace std::chrono_literals;

namespace {

struct Session {
    Live live{[] {}, {0.0, 5.0}};
    Wish wish;

    explicit Session(std::size_t rows = 3000) {
        live.load_table(tests::random_table(rows, 7));
        ask();
    }
    void ask(bool held = false) { live.request(wish, held); }

    template <class Done> LiveState until(const Done& done) {
        const auto deadline = std::chrono::steady_clock::now() + 120s;
        LiveState state = live.state();
        while (!done(state) && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(1ms);
            state = live.state();
            check(state);
        }
        CHECK(done(state));
        return state;
    }
    LiveState rest() {
        return until([&](const LiveState& s) {
            return s.result && s.result->final_result && s.result->settings == wish.settings &&
                   !s.computing;
        });
    }
    // Whatever is seen agrees with itself.
    static void check(const LiveState& state) {
        if (state.changes == nullptr)
            return;
        REQUIRE(state.baseline != nullptr);
        const engine::Changes& changes = *state.changes;
        REQUIRE(changes.before.size() == state.baseline->identity.colour.size());
        REQUIRE(changes.after.size() == state.result->identity.colour.size());
        for (std::size_t group = 0; group < changes.after.size(); ++group) {
            CHECK(changes.after[group].rows == state.result->clustering->sizes[group]);
            CHECK(changes.after[group].colour == state.result->identity.colour[group]);
        }
    }
    void pin() {
        wish.baseline = rest().shown_final;
        REQUIRE(wish.baseline != nullptr);
        ask();
    }
};

bool told(const LiveState& state) {
    return state.story && state.changes && state.story->changes == state.changes &&
           state.story->complete;
}

} // namespace

TEST_SUITE("live") {

    TEST_CASE("selected rows are known in the baseline, too, and follow both") {
        Session session;
        session.pin();
        session.wish.settings.kmeans.k = 8;
        session.ask();
        const LiveState first = session.rest();
        CHECK(first.selected_before == nullptr);
        const std::size_t rows = first.result->prepared.table->rows;
        const auto some = [&](std::uint32_t begin, std::uint32_t end) {
            std::vector<std::uint32_t> ascending;
            for (std::uint32_t row = begin; row < end; ++row)
                ascending.push_back(row);
            return std::make_shared<const engine::RowSet>(engine::RowSet::of(ascending, rows));
        };
        const auto of_baseline = [&](const LiveState& s) {
            return s.selected_before && s.baseline && s.selected_before->of == s.baseline &&
                   *s.selected_before->rows == *session.wish.selection;
        };
        session.wish.selection = some(10, 200);
        session.ask();
        const LiveState selected = session.until(of_baseline);
        CHECK(selected.selected_before->stats.clusters.size() == 5);
        CHECK(selected.selected_before->flags->size() == selected.baseline->rows());
        session.wish.selection = some(50, 900);
        session.ask();
        CHECK(session.until(of_baseline).selected_before->stats.selected == 850);
        session.wish.baseline = nullptr;
        session.ask();
        session.until([](const LiveState& s) { return !s.baseline && !s.selected_before; });
    }

    TEST_CASE("a pinned final is compared with every result that follows, previews too") {
        Session session(20'000);
        CHECK(session.rest().changes == nullptr);
        session.pin();
        const LiveState same = session.until([](const LiveState& s) { return bool(s.changes); });
        CHECK(same.changes->moved == 0);
        CHECK(same.baseline == same.result);
        session.wish.settings.kmeans.k = 8;
        session.ask(true);
        const LiveState preview = session.until([](const LiveState& s) {
            return s.result->settings.kmeans.k == 8 && !s.result->final_result;
        });
        CHECK(preview.changes != nullptr);
        session.ask(false);
        const LiveState after = session.rest();
        REQUIRE(after.changes != nullptr);
        CHECK(after.baseline == same.result);
        CHECK(after.changes->moved > 0);
        const engine::Changes again = engine::changes_between(*same.result, *after.result);
        CHECK(engine::headline(again) == engine::headline(*after.changes));
        session.wish.baseline.reset();
        session.ask();
        const LiveState none = session.until([](const LiveState& s) { return !s.baseline; });
        CHECK(none.changes == nullptr);
        CHECK(none.result == after.result);
    }

    TEST_CASE("pinning and another setting in one wish: the baseline is what was shown") {
        Session session;
        const LiveState before = session.rest();
        session.wish.baseline = before.shown_final;
        session.wish.settings.kmeans.k = 3;
        session.ask();
        const LiveState after = session.rest();
        CHECK(after.baseline == before.result);
        CHECK(after.changes != nullptr);
    }

    TEST_CASE("a baseline of before is found again, with its colours") {
        Session session;
        session.pin();
        const LiveState first = session.rest();
        const auto pinned = session.wish.baseline;
        session.wish.baseline.reset();
        session.wish.settings.kmeans.k = 7;
        session.ask();
        session.rest();
        session.wish.baseline = pinned;
        session.ask();
        const LiveState after = session.until([](const LiveState& s) { return bool(s.baseline); });
        CHECK(after.baseline->clustering->labels == first.result->clustering->labels);
        CHECK(after.baseline->identity.colour == first.result->identity.colour);
        CHECK(after.baseline->serial != after.result->serial);
    }

    TEST_CASE("a baseline of another table is none, and is there again with its table") {
        Session session;
        session.pin();
        const LiveState first = session.until([](const LiveState& s) { return bool(s.changes); });
        const auto own = first.result->prepared.table;
        const auto other = tests::random_table(2000, 8);
        session.live.load_table(other);
        const LiveState second = session.until(
            [&](const LiveState& s) { return s.result->prepared.table == other && !s.computing; });
        CHECK(second.baseline == nullptr);
        CHECK(second.changes == nullptr);
        session.wish.table = own;
        session.ask();
        const LiveState back = session.until(
            [&](const LiveState& s) { return s.result->prepared.table == own && s.changes; });
        CHECK(back.changes->common == first.result->rows());
    }

    TEST_CASE("a flow asked for is told of, again after every final") {
        Session session;
        session.pin();
        session.wish.settings.kmeans.k = 7;
        session.ask();
        LiveState state = session.rest();
        const engine::Changes& changes = *state.changes;
        engine::FlowEnds ends{0, 0};
        for (int to = 0; to < changes.flows.after_k; ++to)
            if (!changes.stays(ends.from, to) &&
                changes.flows.rows(0, to) >= changes.flows.rows(0, ends.to))
                ends.to = to;
        session.wish.flow = engine::colours_of(changes, ends);
        session.ask();
        state = session.until(told);
        CHECK(state.story->ends == ends);
        CHECK(state.story->why ==
              engine::why_moved(*state.baseline, *state.result, ends.from, ends.to).words);
        session.wish.settings.weights["ctc_log"] = 0.5;
        session.ask();
        session.rest();
        CHECK(session.until(told).story->changes != nullptr);
        session.wish.flow.reset();
        session.ask();
        session.until([](const LiveState& s) { return !s.computing; });
    }

    TEST_CASE("the rows of a flow are selected by their groups' colours") {
        Session session;
        session.pin();
        session.wish.settings.kmeans.k = 3;
        session.ask();
        const LiveState state = session.rest();
        const engine::FlowEnds ends{1, engine::kAnyGroup};
        session.wish.picking.serial = 1;
        session.wish.picking.shape.what =
            engine::FlowRows{engine::colours_of(*state.changes, ends), "from a group"};
        session.ask();
        const LiveState picked =
            session.until([](const LiveState& s) { return s.picked.serial == 1; });
        REQUIRE(picked.picked.rows != nullptr);
        CHECK(picked.picked.rows->ascending() ==
              engine::rows_of_flow(*state.baseline, *state.result, ends.from, ends.to));
        CHECK(picked.picked.rows->count() == state.changes->before[1].rows);
    }

} // TEST_SUITE

#include "engine/live.h"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "analysis/spread/column_spread.h"
#include "engine/moves.h"
#include "engine/pipeline.h"
#include "sample/sample.h"
#include "support/knob.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::Live;
using engine::LiveState;
using engine::Settings;
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

LiveState wait_for_final(const Live& live, const Settings& settings) {
    return wait_until(live, [&](const LiveState& state) {
        return state.result && state.result->final_result && state.result->settings == settings &&
               !state.computing;
    });
}

} // namespace

TEST_SUITE("live") {

    TEST_CASE("the column asked for comes with every result from then on, and changes no other") {
        Live live([] {});
        Settings settings;
        settings.kmeans.restarts = 1;
        live.request(settings, false);
        live.load_table(std::make_shared<const data::Table>(sample::make_sample(3000, 42)));
        const LiveState before = wait_for_final(live, settings);
        CHECK(before.result->spread == nullptr);
        const auto tells_of = [](const std::string& column) {
            return [column](const LiveState& state) {
                return state.result->spread && state.result->spread->column == column &&
                       !state.computing;
            };
        };
        live.show_column("orgyear");
        const LiveState after = wait_until(live, tells_of("orgyear"));
        CHECK(after.result->clustering == before.result->clustering);
        CHECK(after.result->identity.colour == before.result->identity.colour);
        CHECK(after.result->serial > before.result->serial);
        CHECK(after.finals == before.finals); // the same result, told otherwise
        settings.kmeans.k = 4;
        live.request(settings, false);
        const LiveState more = wait_for_final(live, settings);
        REQUIRE(more.result->spread);
        CHECK(std::get<analysis::Distribution>(more.result->spread->what).clusters.size() == 4);
        live.show_column("job_position");
        wait_until(live, tells_of("job_position"));
        live.show_column("");
        wait_until(live, [](const LiveState& state) {
            return state.result->spread == nullptr && !state.computing;
        });
    }

    TEST_CASE("fifty changes give a stream of previews and then one final") {
        Live live([] {});
        Settings settings;
        live.request(settings, false);
        live.load_table(std::make_shared<const data::Table>(sample::make_sample()));
        const LiveState before = wait_for_final(live, settings);
        std::uint64_t shown = before.previews;
        for (int step = 1; step <= 50; ++step) {
            settings.weights["ctc_log"] = 1.0 + 0.02 * step;
            live.request(settings, true);
            if (step % 5 == 0) // the user holds still until there is something new to see
                shown = wait_until(live, [&](const LiveState& s) {
                            return s.previews > shown;
                        }).previews;
        }
        live.request(settings, false);
        const LiveState after = wait_for_final(live, settings);
        MESSAGE("previews: ", after.previews - before.previews);
        CHECK(after.previews - before.previews >= 10);
        CHECK(after.finals - before.finals == 1);
    }

    TEST_CASE("the final is a pure function of table and settings, whatever was requested before") {
        const auto table = tests::random_table(3000, 7);
        Live live([] {});
        live.load_table(table);
        Settings settings;
        for (int step = 0; step < 30; ++step) {
            settings.kmeans.k = 2 + step % 7;
            test::turn(settings, "rare_company_threshold", 1 + step);
            live.request(settings, step % 3 != 0);
            std::this_thread::sleep_for(std::chrono::milliseconds(step % 4));
        }
        live.request(settings, false);
        const LiveState state = wait_for_final(live, settings);
        engine::Pipeline pipeline(table);
        base::Progress progress;
        const auto expected = pipeline.final_result(settings, progress);
        CHECK(state.result->clustering->labels == expected->clustering->labels);
        CHECK(state.result->clustering->centres == expected->clustering->centres);
    }

    TEST_CASE("an impossible request says why and leaves the old result") {
        Live live([] {});
        live.load_table(tests::random_table(500, 8));
        const Settings good;
        live.request(good, false);
        wait_for_final(live, good);
        Settings bad;
        bad.weights["no such column"] = 1.0;
        live.request(bad, false);
        const LiveState state =
            wait_until(live, [](const LiveState& s) { return !s.error.empty() && !s.computing; });
        CHECK(state.error.find("no such column") != std::string::npos);
        CHECK(state.result->settings == good);
        Settings better;
        better.kmeans.k = 3;
        live.request(better, false);
        CHECK(wait_for_final(live, better).error.empty());
    }

    TEST_CASE("a new table is taken without the weights of columns that it lacks") {
        Live live([] {});
        auto first = *tests::random_table(500, 9);
        first.numeric.push_back({"hours", std::vector<double>(500, 1.0)});
        first.numeric.back().values[3] = 2.0;
        live.load_table(std::make_shared<const data::Table>(first));
        Settings settings;
        settings.weights = {{"ctc_log", 2.0}, {"hours", 1.0}};
        live.request(settings, false);
        wait_for_final(live, settings);
        const auto second = tests::random_table(400, 10);
        live.load_table(second);
        settings.weights.erase("hours");
        const LiveState state = wait_for_final(live, settings);
        CHECK(state.result->prepared.table == second);
        CHECK(state.error.empty());
    }

    TEST_CASE("a file that cannot be read leaves the old table") {
        Live live([] {});
        const auto table = tests::random_table(500, 9);
        live.load_table(table);
        live.request(Settings(), false);
        wait_for_final(live, {});
        const LiveState before = wait_until(live, [](const LiveState& s) { return !s.computing; });
        live.load_file("/nowhere/learners.csv");
        const LiveState state = wait_until(live, [](const LiveState& s) {
            return !s.error.empty() && s.loading.empty() && !s.computing;
        });
        CHECK(state.result == before.result); // nothing is computed or shown anew
        CHECK(state.finals == before.finals);
        CHECK(state.error.find("/nowhere/learners.csv") != std::string::npos);
        CHECK(state.result->prepared.table == table);
    }

    TEST_CASE("colours come back when k goes up and down again") {
        Live live([] {});
        live.load_table(tests::random_table(5000, 10));
        Settings settings;
        live.request(settings, false);
        const std::vector<int> colours = wait_for_final(live, settings).result->identity.colour;
        for (int k : {6, 7, 4, 3, 5}) {
            settings.kmeans.k = k;
            live.request(settings, false);
            wait_for_final(live, settings);
        }
        CHECK(wait_for_final(live, settings).result->identity.colour == colours);
    }

    TEST_CASE("a given name follows its cluster's colour") {
        Live live([] {});
        live.load_table(tests::random_table(2000, 11));
        live.request(Settings(), false);
        wait_for_final(live, {});
        engine::Wish wish;
        wish.names = {{"Leaders", live.state().clusters, 2}};
        live.request(wish, false);
        const LiveState state = wait_until(
            live, [](const LiveState& s) { return s.result && s.result->name(2) == "Leaders"; });
        CHECK(state.result->identity.colour[2] == 2);
    }

    TEST_CASE(
        "a final tells who moved since the final before it, a preview and a load tell nothing") {
        const auto table = tests::random_table(3000, 7);
        Live live([] {});
        live.load_table(table);
        Settings settings;
        live.request(settings, false);
        const LiveState first = wait_for_final(live, settings);
        CHECK(first.moves == nullptr);
        ++settings.kmeans.k;
        live.request(settings, false);
        const LiveState second = wait_for_final(live, settings);
        REQUIRE(second.moves != nullptr);
        const engine::Moves& moves = *second.moves;
        CHECK(moves.common == first.result->rows());
        std::size_t moved = 0;
        const auto group_of = [](const engine::Result& result, std::size_t row) {
            return result.identity.colour[result.clustering->labels[row]];
        };
        for (std::size_t row = 0; row < moves.moved_rows.size(); ++row) {
            const bool is_moved = group_of(*first.result, row) != group_of(*second.result, row);
            CHECK(is_moved == (moves.moved_rows[row] == 1));
            moved += is_moved ? 1 : 0;
        }
        CHECK(moves.moved == moved);
        live.load_table(tests::random_table(2000, 8));
        const LiveState third = wait_until(live, [&](const LiveState& state) {
            return state.result->serial > second.result->serial && !state.computing;
        });
        CHECK(third.moves == nullptr);
    }

    TEST_CASE("the window is woken for every result") {
        std::atomic<int> wakes = 0;
        Live live([&] { ++wakes; });
        live.load_table(tests::random_table(500, 12));
        live.request(Settings(), false);
        wait_for_final(live, {});
        CHECK(wakes >= 1);
    }

    TEST_CASE("an engine that is dropped while it works stops at once") {
        for (int i = 0; i < 5; ++i) {
            Live live([] {});
            live.load_table(tests::random_table(20'000, 13));
            live.request(Settings(), false);
            std::this_thread::sleep_for(std::chrono::milliseconds(5 * i));
        }
    }

} // TEST_SUITE

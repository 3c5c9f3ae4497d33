// Going back and forth over steps of every kind brings the same bits, colours and names back.
#include <doctest/doctest.h>

#include "base/random.h"
#include "support/learner_table.h"
#include "support/live_session.h"

using namespace cohortscope;
using engine::Document;
using engine::LiveState;
using tests::Seen;
using Session = tests::LiveSession;

TEST_SUITE("live") {

    TEST_CASE("undo to the start and redo to the end bring the same bits back") {
        const std::vector<std::shared_ptr<const data::Table>> tables = {
            tests::random_table(1500, 3), tests::random_table(900, 4)};
        Session session(tables[0]);
        base::Random random(11);
        std::vector<Seen> seen = {session.see()};
        for (int i = 0; i < 120; ++i) {
            const Document before = session.history.present();
            session.edit([&](Document& next, const LiveState& state) {
                const std::uint64_t what = random.below(12);
                if (what == 0) {
                    next.table = tables[next.table == tables[0] ? 1 : 0];
                    next.names.clear();
                    next.selection.reset();
                } else if (what < 5) {
                    next.settings.kmeans.k = 2 + static_cast<int>(random.below(9));
                } else if (what < 7) {
                    next.settings.weights["ctc_log"] = static_cast<double>(random.below(5)) / 2.0;
                } else if (what < 9) {
                    const int cluster = static_cast<int>(
                        random.below(static_cast<std::uint64_t>(state.clusters->k)));
                    next.names =
                        analysis::with_name(next.names, state.result->identity.name_entry,
                                            state.clusters, cluster, "name " + std::to_string(i));
                } else if (what < 11) {
                    std::vector<std::uint32_t> some;
                    for (std::uint32_t row = 0; row < next.table->rows; ++row)
                        if (random.below(3) == 0)
                            some.push_back(row);
                    next.selection = std::make_shared<const engine::RowSet>(
                        engine::RowSet::of(some, next.table->rows));
                } else {
                    next.settings.kmeans.seed = random.below(1000);
                }
            });
            if (!(before == session.history.present()))
                seen.push_back(session.see());
        }
        const std::size_t kept = session.history.steps().size();
        std::size_t at = seen.size() - 1;
        while (session.history.undo())
            CHECK(session.see() == seen[--at]);
        CHECK(seen.size() - at == kept);
        while (session.history.redo())
            CHECK(session.see() == seen[++at]);
        CHECK(at + 1 == seen.size());
    }

    TEST_CASE("a table comes back after a step of it that has no answer") {
        Session session(tests::random_table(300, 3));
        const Seen first = session.see();
        session.drop(tests::random_table(200, 4));
        const Seen second = session.see();
        session.edit([](Document& next, const LiveState&) {
            engine::set_from_text(next.settings, "clean.first_year", "2030");
        });
        CHECK(session.see().refused);
        session.history.go_to(0);
        CHECK(session.see() == first);
        session.history.go_to(2); // its table is read anew, and has no result
        CHECK(session.see().refused);
        session.history.go_to(1);
        CHECK(session.see() == second);
        session.history.go_to(2);
        CHECK(session.see().refused);
        session.history.go_to(0);
        CHECK(session.see() == first);
    }

    TEST_CASE("going back and forth faster than a table comes ends where one stopped") {
        Session session(tests::random_table(300, 3));
        const Seen first = session.see();
        session.drop(tests::random_table(40'000, 4));
        const Seen second = session.see();
        for (int i = 0; i < 3; ++i) {
            session.history.go_to(0);
            session.ask();
            session.history.go_to(1);
            CHECK(session.see() == second);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            CHECK(session.see() == second); // and no table comes late
            session.history.go_to(0);
            CHECK(session.see() == first);
            session.history.go_to(1);
            session.ask();
            session.history.go_to(0);
            CHECK(session.see() == first);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            CHECK(session.see() == first);
            session.history.go_to(1);
            CHECK(session.see() == second);
        }
    }

    TEST_CASE("a file that is read again keeps names, colours and the baseline") {
        const auto table = tests::random_table(900, 3);
        Session session(table);
        session.see();
        session.edit([](Document& next, const LiveState& state) {
            next.settings.kmeans.k = 4;
            next.names = {{"Leaders", state.clusters, 2}};
        });
        session.see();
        session.edit([&](Document& next, const LiveState&) {
            next.baseline = session.history.steps().back().shown;
            next.settings.kmeans.k = 5;
        });
        const Seen before = session.see();
        session.drop(std::make_shared<const data::Table>(*table));
        Seen after = session.see();
        CHECK(after.names == before.names);
        CHECK(after.identity == before.identity);
        CHECK(after.flows == before.flows);
        session.history.undo();
        CHECK(session.see() == before);
    }

    TEST_CASE("a name that is taken back is gone, and comes again") {
        Session session(tests::random_table(2000, 11));
        session.see();
        session.edit([](Document& next, const LiveState& state) {
            next.names = {{"Leaders", state.clusters, 2}};
        });
        CHECK(session.see().names[2] == "Leaders");
        session.history.undo();
        CHECK(session.see().names[2] != "Leaders");
        session.history.redo();
        CHECK(session.see().names[2] == "Leaders");
    }

} // TEST_SUITE

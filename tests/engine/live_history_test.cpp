// Going back and forth over steps of every kind brings the same bits, colours and names back.
#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "base/random.h"
#include "engine/history.h"
#include "engine/live.h"
#include "engine/moves.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::Document;
using engine::History;
using engine::Live;
using engine::LiveState;

namespace {

// What of a step has to come back.
struct Seen {
    Document document;
    std::shared_ptr<const data::Table> table;
    analysis::Identity identity;
    std::vector<analysis::Label> labels;
    std::vector<double> centres;
    double inertia = 0.0;
    base::Fingerprint matrix, projection;
    std::vector<std::string> names;
    std::size_t selected = 0;
    bool operator==(const Seen&) const = default;
};

// The window's part: a history whose present is asked for.
class Session {
  public:
    explicit Session(const std::shared_ptr<const data::Table>& table) {
        live_.load_table(table);
        live_.request(engine::Settings(), false);
        wait([](const LiveState& s) { return s.result && s.result->final_result && !s.computing; });
        Document first = history.present();
        first.table = table;
        history.amend(std::move(first));
    }

    template <class Change> void edit(const Change& change) {
        Document next = history.present();
        change(next, live_.state());
        history.edit(std::move(next), {});
    }

    // The final of the present document.
    Seen see() {
        const Document& present = history.present();
        live_.request({present.table,
                       present.settings,
                       present.names,
                       history.back_to(),
                       present.baseline,
                       present.selection,
                       {}},
                      false);
        const LiveState state = wait([&](const LiveState& s) {
            return !s.computing && s.shown_final && s.result->settings == present.settings &&
                   s.result->prepared.table == present.table &&
                   s.shown_final->names == present.names &&
                   (!history.back_to() || s.shown_final == history.back_to()) &&
                   bool(s.selected) == bool(present.selection) &&
                   (!s.selected || *s.selected->rows == *present.selection);
        });
        history.landed(state.shown_final, {});
        const engine::Result& result = *state.result;
        Seen seen{present,
                  result.prepared.table,
                  result.identity,
                  result.clustering->labels,
                  result.clustering->centres,
                  result.clustering->inertia,
                  result.prepared.matrix->fingerprint,
                  result.projection_key,
                  {},
                  state.selected ? state.selected->stats.all.selected : 0};
        for (int cluster = 0; cluster < result.clustering->k; ++cluster)
            seen.names.push_back(result.name(cluster));
        return seen;
    }

    History history;

  private:
    template <class Done> LiveState wait(const Done& done) {
        for (int i = 0; i < 60'000; ++i) {
            LiveState state = live_.state();
            if (done(state))
                return state;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        FAIL("what was waited for did not come");
        return {};
    }

    Live live_{[] {}, {0.0, 5.0}};
};

} // namespace

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

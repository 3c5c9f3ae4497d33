// A thousand gestures of every kind, taken back to the start and made again; and what a hundred
// steps keep in memory.
#include <doctest/doctest.h>

#include <malloc.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "base/random.h"
#include "engine/edited_settings.h"
#include "engine/selection/named_set.h"
#include "sample/sample.h"
#include "schema/column_summary.h"
#include "schema/edit.h"
#include "schema/plain_table.h"
#include "support/learner_table.h"
#include "support/live_session.h"

using namespace cohortscope;
using engine::Document;
using engine::LiveState;
using engine::RowSet;
using tests::LiveSession;
using tests::Seen;
using TablePtr = std::shared_ptr<const data::Table>;
using Rows = std::shared_ptr<const RowSet>;

namespace {

// The address sanitizer makes them slow, and what is in memory its own matter.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kGestures = 150;
constexpr bool kCountsMemory = false;
#else
constexpr int kGestures = 1000;
constexpr bool kCountsMemory = true;
#endif
constexpr std::size_t kMostHeld = 50'000'000; // bytes, by a hundred steps

TablePtr pupils(std::size_t rows, std::uint64_t seed) {
    base::Random random(seed);
    std::string csv = "pupil,salary,hours,start_year,town,level,passed\n";
    constexpr std::array<const char*, 3> kLevels = {"low", "medium", "high"};
    for (std::size_t row = 0; row < rows; ++row)
        csv += "p" + std::to_string(row) + "," + std::to_string(100 + random.below(900)) + "," +
               (random.below(20) == 0 ? "" : std::to_string(random.below(40))) + "," +
               std::to_string(1990 + random.below(30)) + ",t" + std::to_string(random.below(5)) +
               "," + kLevels[random.below(3)] + "," + (random.below(3) == 0 ? "yes" : "no") + "\n";
    return tests::plain_table(csv);
}

// Of two kinds, of different sizes; one of them read twice.
std::vector<TablePtr> some_tables() {
    std::vector<TablePtr> tables = {tests::random_table(400, 3), tests::random_table(260, 4),
                                    pupils(300, 5), tests::random_table(150, 6), pupils(120, 7)};
    tables.push_back(std::make_shared<const data::Table>(*tables[0]));
    return tables;
}

Rows or_none(RowSet rows) {
    return rows.empty() ? nullptr : std::make_shared<const RowSet>(std::move(rows));
}

RowSet random_rows(std::size_t table_rows, base::Random& random) {
    const std::uint64_t one_in = 2 + random.below(8);
    std::vector<std::uint32_t> some;
    for (std::uint32_t row = 0; row < table_rows; ++row)
        if (random.below(one_in) == 0)
            some.push_back(row);
    return RowSet::of(some, table_rows);
}

// One random gesture at a time; words of what the worker cannot answer are followed by a way out.
class Hand {
  public:
    Hand(LiveSession& session, std::vector<TablePtr> tables)
        : session_(session), tables_(std::move(tables)) {}

    void gesture() {
        if (random_.below(25) == 0)
            return session_.drop(tables_[random_.below(tables_.size())]);
        const std::uint64_t what = random_.below(20);
        session_.edit([&](Document& next, const LiveState& state) {
            if (what < 7)
                knob(next);
            else if (what < 8)
                schema(next);
            else if (what < 13)
                selection(next);
            else if (what < 15)
                sets(next);
            else if (what < 17)
                name(next, state);
            else if (what < 18)
                next.baseline = next.baseline ? nullptr : present_step().shown;
            else
                view(next);
        });
    }

    // What was asked for last has no answer: the settings of the step before.
    void way_out() {
        const Document& before = session_.history.steps()[session_.history.at() - 1].document;
        session_.edit([&](Document& next, const LiveState&) { next.settings = before.settings; });
    }

  private:
    const engine::Step& present_step() const {
        return session_.history.steps()[session_.history.at()];
    }

    void knob(Document& next) {
        if (random_.below(3) == 0) {
            next.settings.kmeans.k = 2 + static_cast<int>(random_.below(9));
            return;
        }
        const auto all = engine::fields(next.settings);
        const auto& features = next.settings.schema->features;
        const std::size_t which = random_.below(all.size() + features.size());
        if (which >= all.size()) {
            engine::set_from_text(next.settings, "weight." + features[which - all.size()].name,
                                  std::to_string(random_.below(4)));
            return;
        }
        const engine::Field& field = all[which];
        if (field.key == "kmeans.restarts" || field.key == "kmeans.max_iterations")
            return; // seconds, and nothing else
        const double most = field.kind == engine::FieldKind::boolean ? 1.0
                            : field.kind == engine::FieldKind::choice
                                ? static_cast<double>(field.choices.size() - 1)
                                : field.maximum;
        const double least =
            field.kind == engine::FieldKind::integer || field.kind == engine::FieldKind::real
                ? field.minimum
                : 0.0;
        const double value = least + random_.uniform() * (most - least);
        field.set(next.settings, field.kind == engine::FieldKind::real ? value : std::round(value));
    }

    void schema(Document& next) {
        const schema::Schema& now = *next.settings.schema;
        const std::vector<schema::ColumnSummary> columns = schema::summaries_of(*next.table);
        const schema::ColumnSummary& column = columns[random_.below(columns.size())];
        const schema::ColumnSpec* spec = now.find(column.name);
        const std::vector<schema::Role> roles =
            schema::roles_of(spec != nullptr ? spec->role : schema::Role::ignored, column);
        next.settings = engine::with_schema(
            next.settings,
            std::make_shared<const schema::Schema>(schema::with_role(
                now, column.name, roles[random_.below(roles.size())],
                column.numbers ? std::vector<std::string>() : column.examples, column.distinct)));
    }

    // Rows anew, or what is selected joined with others or with a set that was kept.
    void selection(Document& next) {
        const std::size_t rows = next.table->rows;
        const RowSet other = next.sets.empty() || random_.below(2) == 0
                                 ? random_rows(rows, random_)
                                 : *next.sets[random_.below(next.sets.size())].rows;
        if (!next.selection || random_.below(3) == 0)
            next.selection = or_none(other);
        else if (random_.below(5) == 0)
            next.selection = or_none(complement(*next.selection));
        else if (random_.below(5) == 0)
            next.selection = nullptr;
        else
            next.selection = or_none(*combine(next.selection, std::make_shared<const RowSet>(other),
                                              static_cast<engine::Combine>(1 + random_.below(3))));
        next.selection_origin = next.selection ? "by hand" : "";
    }

    void sets(Document& next) {
        if (next.sets.size() > 4 || (!next.selection && !next.sets.empty()))
            next.sets.erase(next.sets.begin());
        else if (next.selection)
            next.sets.push_back({engine::next_set_name(next.sets), next.selection, "by hand"});
    }

    void name(Document& next, const LiveState& state) {
        const auto cluster =
            static_cast<int>(random_.below(static_cast<std::uint64_t>(state.clusters->k)));
        next.names =
            analysis::with_name(next.names, state.result->identity.name_entry, state.clusters,
                                cluster, "name " + std::to_string(random_.below(1000)));
    }

    void view(Document& next) {
        next.view.point_size = 1.0f + static_cast<float>(random_.below(5));
        next.view.cloud = static_cast<engine::CloudChoice>(random_.below(3));
        if (random_.below(3) == 0)
            next.view.row = static_cast<std::uint32_t>(random_.below(next.table->rows));
    }

    LiveSession& session_;
    std::vector<TablePtr> tables_;
    base::Random random_{29};
};

engine::Settings few_restarts(int restarts) {
    engine::Settings settings;
    settings.kmeans.restarts = restarts;
    return settings;
}

std::size_t tables_in(const engine::History& history) {
    std::vector<const data::Table*> tables;
    for (const engine::Step& step : history.steps())
        if (std::ranges::find(tables, step.document.table.get()) == tables.end())
            tables.push_back(step.document.table.get());
    return tables.size();
}

// From the last of the steps seen to the first one and back, then here and there.
void there_and_back(LiveSession& session, const std::vector<Seen>& seen) {
    const std::size_t first = session.history.steps().size() - seen.size();
    std::size_t at = seen.size() - 1;
    while (at > 0) {
        REQUIRE(session.history.undo());
        REQUIRE(difference(session.see(), seen[--at]) == "");
    }
    while (session.history.redo())
        REQUIRE(difference(session.see(), seen[++at]) == "");
    REQUIRE(at + 1 == seen.size());
    base::Random random(31);
    for (int i = 0; i < 10; ++i) {
        at = random.below(seen.size());
        session.history.go_to(first + at);
        const Seen now = session.see();
        CAPTURE(session.error);
        REQUIRE(difference(now, seen[at]) == "");
    }
    session.history.go_to(first + seen.size() - 1);
    REQUIRE(difference(session.see(), seen.back()) == "");
}

// Bytes that the program has of the allocator, in all arenas and in mappings of their own.
std::size_t bytes_in_use() {
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

// What a hundred steps keep beyond the document they end in, and its final.
std::size_t held_by_steps(const std::function<void(Document&, int, const Rows&)>& change) {
    engine::History history;
    Document present;
    std::shared_ptr<const engine::ShownFinal> shown;
    {
        base::Random random(3);
        LiveSession session(std::make_shared<const data::Table>(sample::make_sample()),
                            few_restarts(1));
        for (int i = 1; i < static_cast<int>(engine::kMostSteps); ++i) {
            session.edit([&](Document& next, const LiveState&) {
                change(next, i, or_none(random_rows(next.table->rows, random)));
            });
            CHECK_FALSE(session.see().refused);
        }
        REQUIRE(session.history.steps().size() == engine::kMostSteps);
        present = session.history.present();
        shown = session.history.steps().back().shown;
        history = std::move(session.history);
    }
    const std::size_t with_steps = bytes_in_use();
    history = engine::History();
    return with_steps - bytes_in_use();
}

} // namespace

TEST_SUITE("live") {

    // The history keeps a hundred steps: a round is as many gestures as it holds, each round goes
    // on where the one before ended.
    TEST_CASE("a thousand gestures are taken back to the start and made again, bit for bit") {
        LiveSession session(some_tables()[0], few_restarts(2));
        Hand hand(session, some_tables());
        std::vector<Seen> seen = {session.see()};
        int made = 0, refused = 0;
        std::size_t most_tables = 0;
        while (made < kGestures) {
            seen.erase(seen.begin(), seen.end() - 1);
            for (std::size_t steps = 1; steps + 2 <= engine::kMostSteps; ++steps) {
                const Document before = session.history.present();
                hand.gesture();
                if (before == session.history.present())
                    continue;
                ++made;
                seen.push_back(session.see());
                if (!seen.back().refused)
                    continue;
                ++refused;
                ++steps;
                hand.way_out();
                seen.push_back(session.see());
                REQUIRE_FALSE(seen.back().refused);
            }
            most_tables = std::max(most_tables, tables_in(session.history));
            there_and_back(session, seen);
        }
        MESSAGE(made << " gestures, over as many as " << most_tables << " tables in a round, "
                     << refused << " of them without an answer");
        CHECK(refused < kGestures / 5);
        CHECK(most_tables > 3);
    }

    TEST_CASE("a hundred steps with selections of 205,843 rows keep at most 50 MB" *
              doctest::skip(!kCountsMemory)) {
        const std::size_t held = held_by_steps([](Document& next, int i, const Rows& rows) {
            next.selection = rows;
            next.settings.kmeans.k = 2 + i % 11;
            next.settings.kmeans.seed = static_cast<std::uint64_t>(i);
        });
        MESSAGE("another clustering and selection each: " << static_cast<double>(held) / 1e6
                                                          << " MB");
        CHECK(held <= kMostHeld);
    }

    TEST_CASE("…and where a step in four uses other rows" * doctest::skip(!kCountsMemory)) {
        const std::size_t held = held_by_steps([](Document& next, int i, const Rows& rows) {
            next.selection = rows;
            next.sets = {{"A", rows, ""}};
            next.settings.kmeans.k = 2 + i % 11;
            engine::set_from_text(next.settings, "outliers.mode", "drop");
            engine::set_from_text(next.settings, "outliers.low", std::to_string(i / 4));
        });
        MESSAGE("other rows in one of four: " << static_cast<double>(held) / 1e6 << " MB");
        CHECK(held <= kMostHeld);
    }

} // TEST_SUITE

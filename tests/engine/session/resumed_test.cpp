#include "engine/session/resumed.h"

#include <doctest/doctest.h>

#include "engine/changes.h"
#include "sample/sample.h"

using namespace cohortscope;

namespace {

struct Room {
    std::shared_ptr<const data::Table> table =
        std::make_shared<const data::Table>(sample::make_sample(2000, 42));
    engine::Pipeline pipeline{table};
    base::Progress progress;

    engine::OpenedSession opened(int k) const {
        engine::OpenedSession made;
        made.document.table = table;
        made.document.settings.kmeans.k = k;
        made.document.settings.kmeans.restarts = 2;
        return made;
    }
    engine::Resumed resume(const engine::OpenedSession& from) {
        return engine::resume(from, pipeline, progress);
    }
};

} // namespace

TEST_CASE("a document of settings alone has the colours of its numbers, and nothing to remember") {
    Room room;
    const engine::Resumed made = room.resume(room.opened(4));
    CHECK(made.result->identity.colour == std::vector<int>{0, 1, 2, 3});
    CHECK(made.baseline == nullptr);
    CHECK(made.shown == nullptr);
}

TEST_CASE("the session's own final comes back with its colours and names") {
    Room room;
    engine::OpenedSession opened = room.opened(4);
    opened.shown = engine::pinned(opened.document.settings, opened, room.pipeline, room.progress);
    const std::shared_ptr<const analysis::Snapshot>& shown = opened.shown->tracker.shown();
    // The third cluster is named, as a window does it.
    analysis::IdentityTracker tracker = opened.shown->tracker;
    const analysis::GivenNames names = {{"the third", shown, 2}};
    engine::ShownFinal named = *opened.shown;
    named.names = names;
    named.identity = tracker.follow_names(names);
    named.tracker = tracker;
    opened.document.names = names;
    opened.shown = std::make_shared<const engine::ShownFinal>(named);
    const engine::Resumed made = room.resume(opened);
    CHECK(made.result->identity == opened.shown->identity);
    CHECK(made.result->name(2) == "the third");
    CHECK(made.shown == opened.shown);
    // At another k the name goes to the cluster with most of its rows, with its colour.
    engine::OpenedSession other = opened;
    other.document.settings.kmeans.k = 5;
    const engine::Resumed moved = room.resume(other);
    REQUIRE(moved.shown != nullptr);
    CHECK(moved.shown != opened.shown);
    const auto& given = moved.result->identity.given_name;
    const auto bearer = std::ranges::find(given, std::string("the third"));
    if (bearer != given.end())
        CHECK(moved.result->identity.colour[static_cast<std::size_t>(bearer - given.begin())] ==
              named.identity.colour[2]);
    else
        CHECK_FALSE(moved.result->identity.lost.empty());
}

TEST_CASE("a name without a final goes by the rows that it was given to") {
    Room room;
    engine::OpenedSession opened = room.opened(3);
    const auto shown =
        engine::pinned(opened.document.settings, opened, room.pipeline, room.progress);
    opened.document.names = {{"mine", shown->tracker.shown(), 1}};
    const engine::Resumed made = room.resume(opened);
    CHECK(made.result->name(1) == "mine");
    CHECK(made.result->name(0) != "mine");
}

TEST_CASE("a baseline is found again, and the groups bear its colours") {
    Room room;
    engine::OpenedSession opened = room.opened(5);
    engine::Settings before = opened.document.settings;
    before.kmeans.k = 4;
    opened.document.baseline = engine::pinned(before, opened, room.pipeline, room.progress);
    const engine::Resumed made = room.resume(opened);
    REQUIRE(made.baseline != nullptr);
    CHECK(made.baseline->clustering->k == 4);
    CHECK(made.baseline->identity == opened.document.baseline->identity);
    CHECK(made.baseline->prepared.table == made.result->prepared.table);
    const engine::Changes changes = engine::changes_between(*made.baseline, *made.result);
    CHECK(changes.most_kept >= changes.common - changes.moved);
    // Colours follow rows: about as many stay as could.
    CHECK(static_cast<double>(changes.common - changes.moved) >=
          0.9 * static_cast<double>(changes.most_kept));
    // One of another table is none.
    auto foreign = *opened.document.baseline;
    foreign.table = base::Fingerprint{1};
    opened.document.baseline = std::make_shared<const engine::ShownFinal>(foreign);
    CHECK(room.resume(opened).baseline == nullptr);
}

TEST_CASE("what tells of single rows, and a session without it") {
    Room room;
    engine::Session session;
    session.document.settings.kmeans.k = 7;
    CHECK_FALSE(engine::tells_of_rows(session));
    session.document.view.row = 5;
    CHECK(engine::tells_of_rows(session));
    session.document.sets = {{"A", nullptr, ""}};
    session.document.selection_origin = "a lasso";
    session.document.view.light = true;
    const engine::Session without = engine::without_rows(session);
    CHECK_FALSE(engine::tells_of_rows(without));
    CHECK(without.document.settings.kmeans.k == 7);
    CHECK(without.document.view.light);
    CHECK(without.document.selection_origin.empty());
}

#include "engine/history.h"

#include <doctest/doctest.h>

#include "base/random.h"

using namespace cohortscope;
using engine::Document;
using engine::History;

namespace {

void set_k(History& history, int k, std::string_view gesture = {}) {
    Document next = history.present();
    next.settings.kmeans.k = k;
    history.edit(std::move(next), gesture);
}

int k_of(const History& history) { return history.present().settings.kmeans.k; }

std::shared_ptr<const engine::RowSet> rows(std::vector<std::uint32_t> of) {
    return std::make_shared<const engine::RowSet>(engine::RowSet::of(of, 100));
}

std::shared_ptr<const data::Table> table(const std::string& source, std::uint64_t fingerprint) {
    auto made = std::make_shared<data::Table>();
    made->source = source;
    made->fingerprint = {fingerprint};
    return made;
}

void open_table(History& history, const std::shared_ptr<const data::Table>& opened) {
    Document next = history.present();
    next.table = opened;
    history.edit(std::move(next), {});
}

} // namespace

TEST_CASE("every edit is a step back and forth, a drag is one") {
    History history;
    CHECK_FALSE(history.can_undo());
    CHECK_FALSE(history.undo());
    set_k(history, 6);
    for (int k = 7; k <= 12; ++k)
        set_k(history, k, "kmeans.k");
    CHECK(history.steps().size() == 3);
    CHECK(history.undo());
    CHECK(k_of(history) == 6);
    CHECK(history.undo());
    CHECK(k_of(history) == 5);
    CHECK_FALSE(history.undo());
    CHECK(history.redo());
    CHECK(history.redo());
    CHECK(k_of(history) == 12);
    CHECK_FALSE(history.redo());
}

TEST_CASE("a gesture that has ended is not gone on with") {
    History history;
    set_k(history, 6, "kmeans.k");
    history.end_gesture();
    set_k(history, 7, "kmeans.k");
    CHECK(history.steps().size() == 3);
    set_k(history, 8, {});
    set_k(history, 9, {});
    CHECK(history.steps().size() == 5);
}

TEST_CASE("what changes nothing is no step, and a drag there and back neither") {
    History history;
    set_k(history, 5);
    CHECK(history.steps().size() == 1);
    set_k(history, 9, "kmeans.k");
    set_k(history, 5, "kmeans.k");
    CHECK(history.steps().size() == 1);
    set_k(history, 6, "kmeans.k");
    CHECK(history.steps().size() == 2);
    CHECK(history.undo());
    CHECK(k_of(history) == 5);
}

TEST_CASE("an edit forgets what had been undone") {
    History history;
    for (int k = 6; k <= 9; ++k)
        set_k(history, k);
    history.go_to(1);
    CHECK(k_of(history) == 6);
    set_k(history, 15);
    CHECK(history.steps().size() == 3);
    CHECK_FALSE(history.can_redo());
}

TEST_CASE("a hundred steps are kept, and the present one is always there") {
    History history;
    for (int i = 0; i < 250; ++i)
        set_k(history, 2 + i % 14);
    CHECK(history.steps().size() == engine::kMostSteps);
    CHECK(history.at() == engine::kMostSteps - 1);
    CHECK(k_of(history) == 2 + 249 % 14);
    while (history.undo()) {
    }
    CHECK(history.at() == 0);
}

TEST_CASE("the steps keep as many tables as fit into memory together") {
    History history;
    for (std::uint64_t i = 1; i <= 20; ++i)
        open_table(history, table("t" + std::to_string(i), i));
    CHECK(history.steps().size() == 21);
    while (history.undo()) {
    }
    CHECK(history.present().table == nullptr);
    while (history.redo()) {
    }
    CHECK(history.present().table->source == "t20");
}

TEST_CASE("of large tables the steps keep three") {
    // 8 bytes a cell of numbers; 4 a code, and the texts with 8 for each one's end.
    constexpr std::size_t kNumbers = 7'500'000, kCodes = 1'000'000;
    constexpr std::size_t kMost = 256'000'000;
    constexpr std::size_t kLast = kMost - 3 * (8 * kNumbers + 4 * kCodes + 11 + 2 * 8);
    History history;
    for (std::uint64_t i = 1; i <= 3; ++i) {
        auto large = std::make_shared<data::Table>(*table("large " + std::to_string(i), i));
        large->numeric.push_back({"x", std::vector<double>(kNumbers)});
        data::TextColumn text{"y", std::vector<std::int32_t>(kCodes), {}};
        text.dictionary.append("seven s");
        text.dictionary.append("four");
        large->text.push_back(std::move(text));
        open_table(history, large);
    }
    auto last = std::make_shared<data::Table>(*table("last", 4));
    last->numeric.push_back({"x", std::vector<double>(kLast / 8)});
    open_table(history, last);
    CHECK(history.steps().size() == 5); // just as much as they may take
    CHECK_FALSE(history.steps().front().document.table);
    auto more = std::make_shared<data::Table>(*table("more", 5));
    more->numeric.push_back({"x", std::vector<double>(1)});
    open_table(history, more);
    CHECK(history.steps().size() == 4);
    CHECK(history.steps().front().document.table->source == "large 2");
    last = std::make_shared<data::Table>(*table("largest", 6)); // three are kept all the same
    last->numeric.push_back({"x", std::vector<double>(25'000'000)});
    open_table(history, last);
    CHECK(history.steps().size() == 3);
    CHECK(history.steps().front().document.table->source == "last");
}

TEST_CASE("theme and tab stay where they are when one goes back") {
    History history;
    set_k(history, 6);
    Document next = history.present();
    next.view.light = true;
    next.view.tab = "ward";
    history.amend(std::move(next));
    CHECK(history.steps().size() == 2);
    history.undo();
    CHECK(k_of(history) == 5);
    CHECK(history.present().view.light);
    CHECK(history.present().view.tab == "ward");
}

TEST_CASE("steps have words, and what landed says what they did") {
    History history;
    set_k(history, 8);
    CHECK(history.steps()[0].words == "start");
    CHECK(history.steps()[1].words == "k 5 → 8");
    const auto shown = std::make_shared<const engine::ShownFinal>();
    history.landed(shown, "4,310 rows changed group");
    CHECK(history.steps()[1].effect == "4,310 rows changed group");
    CHECK(history.back_to() == nullptr);
    set_k(history, 3);
    history.undo();
    CHECK(history.back_to() == shown);
    set_k(history, 4);
    CHECK(history.back_to() == nullptr);
}

TEST_CASE("selections, sets, names, baselines and the view are told in words") {
    Document before;
    Document after = before;
    after.selection = rows({1, 2, 3});
    after.selection_origin = "lasso on the map";
    CHECK(engine::words_between(before, after) == "selected 3 rows: lasso on the map");
    CHECK(engine::words_between(after, before) == "selection cleared");
    Document kept = after;
    kept.sets.push_back({"A", after.selection, after.selection_origin});
    CHECK(engine::words_between(after, kept) == "set A: 3 rows");
    CHECK(engine::words_between(kept, after) == "set A removed");
    Document named = before;
    named.names.push_back({"Leaders", nullptr, 2});
    CHECK(engine::words_between(before, named) == "named a group “Leaders”");
    CHECK(engine::words_between(named, before) == "a given name taken away");
    Document pinned = before;
    pinned.baseline = std::make_shared<const engine::ShownFinal>();
    CHECK(engine::words_between(before, pinned) == "baseline pinned");
    Document dense = before;
    dense.view.cloud = engine::CloudChoice::density;
    CHECK(engine::words_between(before, dense) == "map: density");
    Document asks = before;
    asks.view.row = 12'344;
    CHECK(engine::words_between(before, asks) == "asked about row 12,345");
    CHECK(engine::words_between(asks, before) == "asked about no row");
    Document opened = before;
    opened.table = table("/somewhere/a.csv", 1);
    CHECK(engine::words_between(before, opened) == "opened a.csv");
    CHECK(engine::words_between(before, before).empty());
}

TEST_CASE("documents with equal rows are equal, whoever holds them") {
    Document a, b;
    a.selection = rows({4, 7});
    b.selection = rows({4, 7});
    CHECK(a == b);
    b.selection = rows({4});
    CHECK_FALSE(a == b);
    b.selection.reset();
    CHECK_FALSE(a == b);
}

TEST_CASE("a thousand random edits come back in either direction") {
    base::Random random(7);
    History history;
    std::vector<Document> seen = {history.present()};
    for (int i = 0; i < 1000; ++i) {
        Document next = history.present();
        switch (random.below(5)) {
        case 0:
            next.settings.kmeans.k = 2 + static_cast<int>(random.below(14));
            break;
        case 1:
            next.settings.weights["f" + std::to_string(random.below(4))] =
                static_cast<double>(random.below(7)) / 2.0;
            break;
        case 2:
            next.selection = rows({static_cast<std::uint32_t>(random.below(100))});
            break;
        case 3:
            next.view.point_size = static_cast<float>(1 + random.below(5));
            break;
        default:
            if (next.sets.size() > 3)
                next.sets.erase(next.sets.begin());
            else
                next.sets.push_back({engine::next_set_name(next.sets), rows({1, 2}), ""});
        }
        const bool changes = !(next == history.present());
        history.edit(std::move(next), {});
        if (changes)
            seen.push_back(history.present());
    }
    std::size_t at = seen.size() - 1;
    do
        CHECK(history.present() == seen[at--]);
    while (history.undo());
    CHECK(history.at() == 0);
    ++at;
    do
        CHECK(history.present() == seen[at++]);
    while (history.redo());
    CHECK(at == seen.size());
}

TEST_CASE("a document from elsewhere is one step with its final, which can be taken back") {
    History history;
    Document opened;
    opened.table = table("a.csv", 1);
    opened.settings.kmeans.k = 7;
    const auto shown = std::make_shared<const engine::ShownFinal>();
    history.open(opened, "opened a session", shown); // before there is any table
    CHECK(history.steps().size() == 1);
    CHECK(history.steps()[0].words == "opened a session");
    CHECK(history.back_to() == shown);
    set_k(history, 8);
    CHECK(history.back_to() == nullptr);
    opened.settings.kmeans.k = 3;
    history.open(opened, "opened another", nullptr);
    REQUIRE(history.steps().size() == 3);
    CHECK(k_of(history) == 3);
    CHECK(history.undo());
    CHECK(k_of(history) == 8);
    history.open(opened, "again", shown); // what was undone is forgotten
    CHECK(history.steps().size() == 3);
    CHECK(history.steps()[2].shown == shown);
}

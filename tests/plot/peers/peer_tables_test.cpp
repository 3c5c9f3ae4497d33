// Tables of peers in words, and the figures of them.
#include "plot/peers/peer_tables.h"

#include <algorithm>
#include <set>

#include "engine/peer_study.h"
#include "support/analysed_sample.h"
#include "support/figure_frames.h"

using namespace cohortscope;
using plot::PeerTable;

namespace {

const engine::PeerStudy& studied() {
    static const engine::PeerStudy made = [] {
        base::Progress progress;
        return engine::study_peers(*tests::analysed_sample(), progress);
    }();
    return made;
}

plot::PeerView view() { return {studied(), *tests::analysed_sample()}; }

std::vector<PeerTable> all_tables() {
    std::vector<PeerTable> all = {plot::benchmark_table(view()), plot::place_table(view()),
                                  plot::flag_table(view())};
    for (const plot::UnderpaidBy by : plot::ways_to_count(view()))
        all.push_back(plot::underpaid_table(view(), by));
    for (const plot::PeerGrouping& grouping : plot::groupings(view())) {
        all.push_back(plot::five_number_table(view(), grouping));
        all.push_back(plot::ends_table(view(), grouping, ""));
    }
    return all;
}

} // namespace

TEST_CASE("every table has whole lines, and every line stands for rows or for all of them") {
    std::size_t lines = 0;
    for (const PeerTable& table : all_tables()) {
        REQUIRE_FALSE(table.columns.empty());
        for (const plot::PeerLine& line : table.lines) {
            CHECK(line.cells.size() == table.columns.size());
            CHECK_FALSE(line.words.empty());
            const auto shape = plot::shape_of(view(), line);
            CHECK((shape || line.cells.front().text == "all"));
            ++lines;
        }
    }
    CHECK(lines > 100);
}

TEST_CASE("a benchmark tells no group of fewer than ten rows, and says how many it leaves out") {
    const PeerTable table = plot::benchmark_table(view());
    for (const plot::PeerLine& line : table.lines)
        CHECK(line.cells[2].order >= 10);
    CHECK(tests::contains(table.note, "of fewer than 10 rows"));
}

TEST_CASE("flags stand in words, never as digits") {
    std::set<std::string> words;
    for (const plot::PeerLine& line : plot::flag_table(view()).lines)
        words.insert(line.cells[1].text);
    CHECK(words == std::set<std::string>{"above", "below", "equal to"});
    CHECK(tests::contains(plot::flags_sentence(view()), "adjusted Rand index"));
}

TEST_CASE("places are in order of their medians, without the rare and the unknown") {
    const PeerTable table = plot::place_table(view());
    CHECK(std::ranges::is_sorted(table.lines, [](const auto& a, const auto& b) {
        return a.cells[1].order > b.cells[1].order;
    }));
    for (const plot::PeerLine& line : table.lines) {
        CHECK(line.cells[0].text != "less_occurred");
        CHECK(line.cells[0].text != "unknown");
    }
}

TEST_CASE("the ends of a group that is looked for are found by its name") {
    const plot::PeerGrouping roles{plot::PeerGrouping::Kind::names,
                                   studied().peers->slots.category};
    const std::string name = plot::ends_table(view(), roles, "").lines.front().cells[0].text;
    const PeerTable table = plot::ends_table(view(), roles, name);
    REQUIRE(table.lines.size() >= 10);
    for (const plot::PeerLine& line : table.lines)
        CHECK(tests::contains(line.cells[0].text, name));
    CHECK(table.lines[0].cells[2].order >= table.lines[1].cells[2].order);
    CHECK(plot::ends_table(view(), roles, "no such role").lines.empty());
}

TEST_CASE("the figures of peers read in every frame, and their words have the numbers") {
    const plot::FigureInput input{*tests::analysed_sample(),
                                  tests::fake_study_values(*tests::analysed_sample())};
    for (const char* name : {"benchmark", "underpaid", "flags_by_cluster"}) {
        const plot::Figure& figure = tests::figure_named(name);
        REQUIRE(plot::can_make(figure, input));
        tests::check_in_all_frames(figure, input);
        CHECK(figure.words(input).ends_with("."));
    }
    CHECK_FALSE(plot::can_make(tests::figure_named("benchmark"), {*tests::analysed_sample()}));
}

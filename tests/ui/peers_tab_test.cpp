// The tab of peers: its views, searching, sorting, and lines that select rows.
#include <doctest/doctest.h>

#include "engine/history.h"
#include "support/headless_studies.h"

using namespace cohortscope;
using engine::Study;
using tests::StudyBench;

namespace {

struct Bench : StudyBench {
    Bench() : StudyBench("peers", 1920, 1080) {
        land_all();
        frames(4);
    }
    std::size_t selected() {
        const auto& rows = workbench().history().present().selection;
        return rows ? rows->count() : 0;
    }
    void choose(const std::string& now, const std::string& next) {
        click_text(now);
        frames(2);
        click_text(next);
        frames(3);
    }
};

} // namespace

TEST_CASE("a click on a line of the benchmark selects its rows") {
    Bench ui;
    REQUIRE(ui.shows("Benchmark"));
    CHECK(ui.shows("p25"));
    CHECK(ui.selected() == 0);
    ui.click_text("3 to <6");
    ui.frames(4);
    CHECK(ui.selected() > 0);
    CHECK(ui.selected() < 3000);
}

TEST_CASE("the views tell flags in words, who lies below, five numbers, places and ends") {
    Bench ui;
    ui.choose("Benchmark", "Above or below");
    CHECK(ui.shows("adjusted Rand index"));
    ui.choose("Above or below", "Well below peers");
    CHECK(ui.shows("below the median"));
    CHECK(ui.shows("compared"));
    ui.choose("Well below peers", "Five numbers");
    CHECK(ui.shows("lowest"));
    ui.choose("Five numbers", "Top companies");
    CHECK(ui.shows("are left out"));
    ui.choose("Top companies", "Highest and lowest");
    CHECK(ui.shows("highest 1"));
}

TEST_CASE("a text leaves the lines that have it, and a head sorts") {
    Bench ui;
    ui.click_text("Search the table");
    ui.frames(2);
    ui.type("zzz");
    ui.frames(3);
    CHECK(ui.shows("No line has this text."));
}

TEST_CASE("a table without peers says what is missing") {
    Bench ui;
    engine::PeerStudy none;
    none.missing = "This table has no measure.";
    ui.study(Study::peers).value = std::make_shared<const engine::StudyValue>(none);
    ui.frames(3);
    CHECK(ui.shows("This table has no measure."));
}

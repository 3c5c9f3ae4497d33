// The left panel of a table of many columns: what is looked for stays, and sections are folded.
#include <doctest/doctest.h>

#include "engine/pipeline.h"
#include "schema/guess.h"
#include "schema/plain_table.h"
#include "support/headless_letters.h"
#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

// "mark 0", "mark 1" … and two others.
std::shared_ptr<const data::Table> table_of(int marks) {
    std::string csv = "visits,screen_hours";
    for (int column = 0; column < marks; ++column)
        csv += ",mark_" + std::to_string(column);
    csv += "\n";
    for (int row = 0; row < 60; ++row) {
        csv += std::to_string(row % 11) + "," + (row % 8 == 0 ? "" : std::to_string(row % 6));
        for (int column = 0; column < marks; ++column)
            csv += "," + std::to_string((row * (column + 3)) % 17);
        csv += "\n";
    }
    return tests::plain_table(csv);
}

struct Bench : HeadlessUi {
    explicit Bench(int marks, bool columns = false) : HeadlessUi(1600, 900, 1) {
        const auto table = table_of(marks);
        engine::Settings settings;
        settings.schema = std::make_shared<const schema::Schema>(schema::guess(*table));
        workbench().set_settings(settings);
        workbench().set_left(columns);
        engine::Pipeline pipeline(table);
        base::Progress progress;
        live.result = pipeline.final_result(settings, progress);
        live.columns = std::make_shared<const std::vector<schema::ColumnSummary>>(
            schema::summaries_of(*table));
        rest();
    }
    void press(const std::string& text, int n = 0) {
        const plot::Box box = find(text, n);
        REQUIRE_MESSAGE(box.width() > 0, text);
        click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        move(800, 450);
        frames(3);
    }
    void look_for(const std::string& text) {
        press("Search columns");
        type(text);
        frames(3);
    }
    // In the left panel alone: the map and the profile name features, too.
    bool left_shows(const std::string& text) const {
        for (int n = 0;; ++n) {
            const plot::Box box = find(text, n);
            if (box.width() <= 0)
                return false;
            if (box.right < 0.23f * width())
                return true;
        }
    }
};

} // namespace

TEST_CASE("a table of few columns has no field to search in") {
    for (const int marks : {8, 14}) {
        const Bench ui(marks);
        CHECK(ui.shows("Search columns") == (marks == 14));
    }
}

TEST_CASE("of the weights and sections those stay that are looked for, whatever the case") {
    Bench ui(14);
    CHECK(ui.left_shows("mark 3"));
    CHECK(ui.left_shows("visits"));
    ui.look_for("SCREEN");
    CHECK(ui.left_shows("screen hours"));
    CHECK_FALSE(ui.left_shows("mark 3"));
    CHECK_FALSE(ui.left_shows("visits"));
    CHECK(ui.left_shows("Clusters k")); // of no column
    tests::check_layout(ui);
    for (int letter = 0; letter < 6; ++letter)
        ui.key(ImGuiKey_Backspace);
    ui.frames(3);
    CHECK(ui.left_shows("visits"));
    ui.type("nothing of the kind");
    ui.frames(3);
    CHECK_FALSE(ui.left_shows("visits"));
    CHECK(ui.left_shows("Clusters k"));
}

TEST_CASE("the cards of columns are looked for likewise") {
    Bench ui(14, true);
    CHECK(ui.left_shows("visits"));
    ui.look_for("mark_1");
    CHECK_FALSE(ui.left_shows("visits"));
    CHECK(ui.left_shows("mark_1"));
    CHECK_FALSE(ui.left_shows("mark_2"));
    tests::check_layout(ui);
}

TEST_CASE("sections of many columns are folded, and a click opens one and closes it again") {
    Bench ui(14);
    ui.look_for("screen");
    CHECK(ui.left_shows("Screen hours"));               // the heading
    CHECK_FALSE(ui.left_shows("Missing screen hours")); // its knobs
    CHECK(ui.left_shows("missing"));                    // what was done is said all the same
    ui.press("Screen hours");
    CHECK(ui.left_shows("Missing screen hours"));
    tests::check_layout(ui);
    ui.press("Screen hours");
    CHECK_FALSE(ui.left_shows("Missing screen hours"));
}

TEST_CASE("sections of few columns are open") {
    Bench ui(4);
    CHECK(ui.left_shows("Missing screen hours"));
}

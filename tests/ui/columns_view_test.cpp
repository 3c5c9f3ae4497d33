#include <doctest/doctest.h>

#include <algorithm>

#include "engine/pipeline.h"
#include "schema/guess.h"
#include "schema/plain_table.h"
#include "support/headless_letters.h"
#include "support/headless_ui.h"

using namespace cohortscope;
using schema::Encoding;
using schema::Role;
using tests::HeadlessUi;

namespace {

std::shared_ptr<const data::Table> pupils() {
    std::string csv = "pupil,salary,hours,start_year,town,comment,passed\n";
    for (int i = 0; i < 60; ++i)
        csv += "p" + std::to_string(i) + "," + std::to_string(100 + i * i) + "," +
               (i % 9 == 0 ? "" : std::to_string(i % 7)) + "," + std::to_string(2000 + i % 20) +
               "," + (i % 3 == 0 ? "north" : "south") + ",it is row " + std::to_string(i) + "," +
               (i % 4 == 0 ? "yes" : "no") + "\n";
    auto table = std::make_shared<data::Table>(*tests::plain_table(csv));
    table->order = {"pupil", "salary", "hours", "start_year", "town", "comment", "passed"};
    return table;
}

struct Bench : HeadlessUi {
    explicit Bench(float width = 1280, float height = 720) : HeadlessUi(width, height, 1) {
        wants_controls = true;
        table = pupils();
        engine::Settings settings;
        settings.schema = std::make_shared<const schema::Schema>(schema::guess(*table));
        workbench().set_settings(settings);
        show(settings);
        rest();
    }
    // The final result at these settings, as the engine would answer.
    void show(const engine::Settings& settings) {
        engine::Pipeline pipeline(table);
        base::Progress progress;
        live.result = pipeline.final_result(settings, progress);
        live.columns = std::make_shared<const std::vector<schema::ColumnSummary>>(
            schema::summaries_of(*table));
    }
    ui::Control control(ui::ControlKind kind, const std::string& key, const std::string& says) {
        const std::vector<ui::Control> all = frames(2).controls;
        const auto found = std::ranges::find_if(all, [&](const ui::Control& each) {
            return each.kind == kind && each.key == key && (says.empty() || each.says == says);
        });
        REQUIRE_MESSAGE(found != all.end(), key << " " << says);
        return *found;
    }
    // Takes an option of a list; the settings that are wanted then.
    engine::Settings choose(const std::string& key, const std::string& option) {
        const ui::Control list = control(ui::ControlKind::choice, key, "");
        click(list.x, list.y);
        const ui::Control wanted = control(ui::ControlKind::option, key, option);
        click(wanted.x, wanted.y);
        return frames(2).wish.settings;
    }
    bool press(const std::string& text) {
        const plot::Box box = find(text);
        REQUIRE(box.width() > 0);
        move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        frames(2);
        button(true);
        const bool pressed = frame().saves_schema;
        button(false);
        return frame().saves_schema || pressed;
    }

    std::shared_ptr<const data::Table> table;
};

// The letters of the left panel, with their places.
std::vector<std::vector<float>> left_letters(const HeadlessUi& ui) {
    std::vector<std::vector<float>> found;
    for (const tests::Letter& letter : ui.letters())
        if (letter.box.left < 0.22f * ui.width())
            found.push_back({static_cast<float>(letter.code), letter.box.left, letter.box.top});
    return found;
}

} // namespace

TEST_CASE("the view of columns opens by itself where the schema is a guess") {
    Bench ui;
    CHECK(ui.shows("Save schema…"));
    CHECK(ui.shows("p0, p1, p10"));
    CHECK(ui.shows("60 values, none missing"));
    CHECK_FALSE(ui.shows("Clusters k"));
    ui.press("Knobs");
    ui.frames(2);
    CHECK(ui.shows("Clusters k"));
    CHECK_FALSE(ui.shows("Save schema…"));
    ui.frames(3);
    CHECK(ui.shows("Clusters k")); // it opens once a table
}

TEST_CASE("a list of a card changes the role of its column, and its features follow") {
    Bench ui;
    REQUIRE(ui.frame().wish.settings.schema->find("salary")->role == Role::measure);
    const engine::Settings after = ui.choose("role.salary", "Ignored");
    CHECK(after.schema->find("salary")->role == Role::ignored);
    CHECK(std::ranges::find(after.schema->features, "salary", &schema::FeatureSpec::from) ==
          after.schema->features.end());
    ui.show(after);
    ui.frames(3);
    CHECK(ui.shows("chosen by hand"));
    CHECK(ui.frame().wish.settings == after);
}

TEST_CASE("a list of a card changes the encoding of its column") {
    Bench ui;
    REQUIRE(ui.frame().wish.settings.schema->find("salary")->role == Role::measure);
    const bool logarithm =
        ui.frame().wish.settings.schema->find("salary")->encoding == Encoding::logarithm;
    const engine::Settings after = ui.choose("encoding.salary", logarithm ? "Number" : "Logarithm");
    CHECK(after.schema->find("salary")->encoding ==
          (logarithm ? Encoding::number : Encoding::logarithm));
    ui.show(after);
    ui.frames(3);
    CHECK(ui.frame().wish.settings == after);
}

TEST_CASE("a category gets levels when it becomes ordinal, and an arrow moves one") {
    Bench ui(1280, 1600); // every card is in sight
    const engine::Settings ordinal = ui.choose("encoding.town", "Ordinal");
    CHECK(ordinal.schema->find("town")->levels == std::vector<std::string>{"north", "south"});
    ui.show(ordinal);
    ui.frames(3);
    const ui::Control list = ui.control(ui::ControlKind::choice, "encoding.town", "");
    // The first line of levels lies below the counts, its arrow at the list's right end.
    const float counts = ui.find("2 values, none missing").bottom;
    const float right = list.x + 112.0f / 2;
    ui.click(right - 10, counts + 12);
    const engine::Settings moved = ui.frames(2).wish.settings;
    CHECK(moved.schema->find("town")->levels == std::vector<std::string>{"south", "north"});
    ui.show(moved);
    ui.rest();
    tests::check_layout(ui);
    CHECK(ui.frame().wish.settings == moved);
}

TEST_CASE("a column that becomes a category of few values is one-hot") {
    Bench ui;
    const engine::Settings after = ui.choose("role.hours", "Category");
    CHECK(after.schema->find("hours")->encoding == Encoding::one_hot);
}

TEST_CASE("the button asks for the schema to be saved, once") {
    Bench ui;
    CHECK(ui.press("Save schema…"));
    CHECK_FALSE(ui.frames(2).saves_schema);
}

TEST_CASE("a known table opens with its knobs, and a look at its columns changes none") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.live.columns = std::make_shared<const std::vector<schema::ColumnSummary>>(
        schema::summaries_of(*ui.live.result->prepared.table));
    ui.rest();
    const engine::Settings before = ui.frames(2).wish.settings;
    const auto letters = left_letters(ui);
    CHECK(ui.shows("Clusters k"));
    const auto press = [&](const std::string& text) {
        const plot::Box box = ui.find(text);
        REQUIRE(box.width() > 0);
        ui.click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        ui.move(640, 700);
        ui.rest();
        ui.frames(2);
    };
    press("Columns");
    CHECK(ui.shows("Save schema…"));
    CHECK_FALSE(ui.shows("Clusters k"));
    press("Knobs");
    CHECK(left_letters(ui) == letters);
    CHECK(ui.frame().wish.settings == before);
}

TEST_CASE("no letter of the view of columns is cut or lies over another") {
    for (const auto& [width, height] : {std::pair{960.0f, 540.0f}, {1280, 720}, {1920, 1080}}) {
        CAPTURE(width);
        Bench ui(width, height);
        for (int screen = 0; screen < 8; ++screen) {
            ui.rest();
            tests::check_layout(ui);
            ui.move(4, height / 2); // where no slider takes the wheel
            ui.frames(1);
            ui.wheel(-4);
            ui.frames(2);
        }
    }
}

#include <doctest/doctest.h>

#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

std::shared_ptr<const data::UnknownColumns> question() {
    return std::make_shared<const data::UnknownColumns>(
        base::Error("people.csv:1: missing columns: ctc, job_position"),
        std::vector<std::string>{"Firma", "Gehalt", "Beruf", "Start"},
        std::vector<data::WantedColumn>{{"company_hash", true, "Firma"},
                                        {"ctc", false, "Gehalt"},
                                        {"job_position", false, ""},
                                        {"orgyear", false, "Start"}});
}

struct Bench : HeadlessUi {
    Bench() : HeadlessUi(1280, 720, 1) {
        live.result = tests::sample_result(4000);
        frames(4);
        live.unknown_columns = question();
        live.unknown_path = "/somewhere/people.csv";
        frames(3);
    }
    ui::FrameOutput press(const std::string& text) {
        const plot::Box box = find(text);
        REQUIRE(box.width() > 0);
        move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        frames(2);
        button(true);
        const ui::FrameOutput pressed = frame();
        button(false);
        const ui::FrameOutput released = frame();
        return pressed.columns.empty() ? released : pressed;
    }
};

} // namespace

TEST_CASE(
    "a table with other names for its columns asks which is which, and is read with the answers") {
    Bench ui;
    CHECK(ui.shows("Which column is which?"));
    CHECK(ui.shows("people.csv"));
    CHECK(ui.press("Read the table").columns.empty()); // the role is not answered yet
    CHECK(ui.shows("Which column is which?"));
    ui.press("–");
    ui.frames(2);
    ui.press("Beruf");
    ui.frames(2);
    const ui::FrameOutput out = ui.press("Read the table");
    CHECK(out.columns == data::ColumnNames{{"company_hash", "Firma"},
                                           {"ctc", "Gehalt"},
                                           {"job_position", "Beruf"},
                                           {"orgyear", "Start"}});
    ui.frames(2);
    CHECK_FALSE(ui.shows("Which column is which?"));
}

TEST_CASE("the question of columns can be left, and comes again with the next file") {
    Bench ui;
    ui.press("Leave it");
    ui.frames(2);
    CHECK_FALSE(ui.shows("Which column is which?"));
    ui.live.unknown_columns = question();
    ui.frames(3);
    CHECK(ui.shows("Which column is which?"));
    ui.workbench().run(ui::Command::clear_focus);
    ui.frames(2);
    CHECK_FALSE(ui.shows("Which column is which?"));
    ui.live.unknown_columns = nullptr;
    ui.frames(2);
    CHECK_FALSE(ui.shows("Which column is which?"));
}

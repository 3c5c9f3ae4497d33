// The list above the ridges, and the order of the profile's rows.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/shown_columns.h"
#include "support/headless_loop.h"
#include "support/headless_ui.h"

using namespace cohortscope;

namespace {

struct Bench : tests::HeadlessUi {
    ui::FrameOutput last;

    explicit Bench(float width = 1600, float height = 900) : HeadlessUi(width, height, 1) {
        wants_controls = true;
        live.result = tests::sample_result(4000);
        last = frames(4);
    }
    const ui::Control* find_control(ui::ControlKind kind, const std::string& says) const {
        const auto found = std::ranges::find_if(last.controls, [&](const ui::Control& c) {
            return c.kind == kind && c.key == "ridges" && (says.empty() || c.says == says);
        });
        return found == last.controls.end() ? nullptr : &*found;
    }
    bool press(ui::ControlKind kind, const std::string& says = "") {
        const ui::Control* control = find_control(kind, says);
        if (control == nullptr)
            return false;
        click(control->x, control->y);
        last = frames(4);
        return true;
    }
    bool choose(const std::string& label) {
        return press(ui::ControlKind::choice) && press(ui::ControlKind::option, label);
    }
    // As the worker would.
    void answer() {
        auto result = std::make_shared<engine::Result>(*live.result);
        engine::ColumnSpreads spreads;
        result->spread = spreads.of(*result, last.shown_column);
        ++result->serial;
        live.result = result;
        last = frames(3);
    }
};

} // namespace

TEST_CASE("the measure stands beside the clusters until another column is chosen") {
    for (const auto& [width, height] : {std::pair{1600.0f, 900.0f}, {1280.0f, 720.0f}}) {
        Bench ui(width, height);
        CHECK(ui.last.shown_column.empty());
        REQUIRE(ui.find_control(ui::ControlKind::choice, "pay a year") != nullptr);
        CHECK(ui.shows("median"));
        REQUIRE(ui.choose("role"));
        CHECK(ui.last.shown_column == "job_position");
        CHECK(ui.shows("counting"));
        ui.answer();
        CHECK_FALSE(ui.shows("counting"));
        CHECK(ui.shows("100 %"));
        REQUIRE(ui.choose("experience"));
        ui.answer();
        CHECK(ui.last.shown_column == "orgyear");
        REQUIRE(ui.choose("pay a year"));
        CHECK(ui.last.shown_column.empty());
        CHECK(ui.shows("₹1 L")); // at once: every result has the measure
    }
}

TEST_CASE("a table without the chosen column shows its measure") {
    Bench ui;
    ui.workbench().set_ridges("no_such_column");
    ui.last = ui.frames(3);
    CHECK(ui.last.shown_column.empty());
    CHECK(ui.find_control(ui::ControlKind::choice, "pay a year") != nullptr);
    CHECK_FALSE(ui.shows("counting"));
}

TEST_CASE("the list has the whole row of columns, and stands where it stood") {
    Bench ui;
    const ui::Control* closed = ui.find_control(ui::ControlKind::choice, "pay a year");
    REQUIRE(closed != nullptr);
    const plot::Box before = ui.find("pay a year");
    REQUIRE(ui.press(ui::ControlKind::choice));
    for (const char* label : {"pay a year", "experience", "company", "role"})
        CHECK(ui.find_control(ui::ControlKind::option, label) != nullptr);
    REQUIRE(ui.press(ui::ControlKind::option, "company"));
    ui.answer();
    CHECK(ui.find("company", 0).width() > 0);
    REQUIRE(ui.choose("pay a year"));
    CHECK(ui.find("pay a year").left == before.left);
    CHECK(ui.find("pay a year").top == before.top);
}

TEST_CASE("strongest first sorts the profile, and a second click undoes it") {
    Bench ui;
    const auto in_profile = [&](const std::string& text) {
        float lowest = -1;
        for (int n = 0;; ++n) {
            const plot::Box box = ui.find(text, n);
            if (box.width() <= 0)
                return lowest;
            if (box.left > ui.width() * 0.6f)
                lowest = std::max(lowest, box.top);
        }
    };
    const float before = in_profile("median pay");
    REQUIRE(before > 0);
    const plot::Box sort = ui.find("Strongest first");
    REQUIRE(sort.width() > 0);
    ui.click(sort.left + 4, sort.top + 4);
    ui.frames(3);
    const float sorted = in_profile("experience");
    const plot::Box listed = ui.find("As listed");
    ui.click(listed.left + 4, listed.top + 4);
    ui.frames(3);
    CHECK(in_profile("median pay") == before);
    CHECK(in_profile("experience") != sorted);
}

TEST_CASE("the live loop answers a choice, and the frames stay within their limits") {
    tests::HeadlessLoop loop;
    loop.ui.wants_controls = true;
    REQUIRE(loop.rest());
    loop.check_work("start");
    for (const char* column : {"orgyear", "company_hash", ""}) {
        loop.ui.workbench().set_ridges(column);
        REQUIRE(loop.rest());
        const auto& spread = loop.ui.live.result->spread;
        CHECK((spread ? spread->column : std::string()) == column);
        loop.frames(5);
        loop.check_work(column);
    }
}

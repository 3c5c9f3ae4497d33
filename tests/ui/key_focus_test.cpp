// Tab reaches every control, and keys press it.
#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "support/headless_ui.h"
#include "ui/compat/compat.h"
#include "ui/focus.h"

using namespace cohortscope;

namespace {

struct Bench : tests::HeadlessUi {
    ui::FrameOutput last;

    Bench() : HeadlessUi(1600, 900, 1) {
        wants_controls = true;
        live.result = tests::sample_result(4000);
        frames(4);
    }
    void press(ImGuiKey which) {
        key(which);
        last = frame();
    }
    bool reaches(const ui::Control& control) const {
        return last.focused.contains({control.x, control.y});
    }
    const ui::Control* find(ui::ControlKind kind, const std::string& key) const {
        const auto found = std::ranges::find_if(
            last.controls, [&](const auto& c) { return c.kind == kind && c.key == key; });
        return found == last.controls.end() ? nullptr : &*found;
    }
    // Tab until the control is in focus.
    bool go_to(ui::ControlKind kind, const std::string& key) {
        for (int i = 0; i < 300; ++i) {
            press(ImGuiKey_Tab);
            const ui::Control* control = find(kind, key);
            if (control != nullptr && reaches(*control))
                return true;
        }
        return false;
    }
    // Tab until a stop of this name is in focus.
    bool go_to_stop(const std::string& name) { return go_to(ui::ControlKind::stop, name); }
    std::string says(ui::ControlKind kind, const std::string& key) const {
        const ui::Control* control = find(kind, key);
        return control != nullptr ? control->says : "";
    }
};

} // namespace

TEST_CASE("Tab goes round through every slider, list and switch, and shows where it is") {
    Bench ui;
    std::set<std::string> seen, reached;
    plot::Box first;
    int rounds = 0;
    for (int i = 0; i < 400 && rounds < 2; ++i) {
        ui.press(ImGuiKey_Tab);
        REQUIRE(ui.last.focused.width() > 0);
        if (i == 0)
            first = ui.last.focused;
        else if (ui.last.focused.left == first.left && ui.last.focused.top == first.top)
            ++rounds;
        for (const ui::Control& control : ui.last.controls) {
            if (control.kind == ui::ControlKind::stop)
                continue;
            const std::string name = std::to_string(static_cast<int>(control.kind)) + control.key;
            seen.insert(name);
            if (ui.reaches(control))
                reached.insert(name);
        }
    }
    CHECK(rounds == 2); // the same ones again
    CHECK(seen.size() > 25);
    CHECK(reached == seen);
}

TEST_CASE("arrows nudge the slider in focus, and Enter opens its box") {
    Bench ui;
    REQUIRE(ui.go_to(ui::ControlKind::slider, "kmeans.k"));
    CHECK(ui.says(ui::ControlKind::slider, "kmeans.k") == "5");
    ui.press(ImGuiKey_RightArrow);
    CHECK(ui.says(ui::ControlKind::slider, "kmeans.k") == "6");
    ui.press(ImGuiKey_LeftArrow);
    CHECK(ui.last.wish.settings.kmeans.k == 5);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.last.types);
    ui.frames(3);
    ui.type("8");
    ui.press(ImGuiKey_Enter);
    CHECK(ui.last.wish.settings.kmeans.k == 8);
    CHECK_FALSE(ui.last.types);
}

TEST_CASE("Enter and Space turn a switch, and open a list that arrows and Enter choose from") {
    Bench ui;
    REQUIRE(ui.go_to(ui::ControlKind::toggle, "mute.ctc_log"));
    ui.press(ImGuiKey_Space);
    CHECK(ui.last.wish.settings.weights.at("ctc_log") == 0.0);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.last.wish.settings.weights.count("ctc_log") == 0);
    REQUIRE(ui.go_to(ui::ControlKind::choice, "scaler"));
    const engine::Settings before = ui.last.wish.settings;
    ui.press(ImGuiKey_Enter);
    ui.press(ImGuiKey_DownArrow);
    CHECK(ui.last.wish.settings == before);
    ui.press(ImGuiKey_Enter);
    CHECK(ui.last.wish.settings.scaler != before.scaler);
    ui.frames(3);
    CHECK(ui.find(ui::ControlKind::option, "scaler") == nullptr);
}

TEST_CASE("Esc closes the open list alone, and the next click counts") {
    Bench ui;
    ui.last = ui.frame();
    const ui::Control* list = ui.find(ui::ControlKind::choice, "scaler");
    REQUIRE(list != nullptr);
    ui.workbench().run(ui::Command::isolate_cluster, 2);
    ui.click(list->x, list->y);
    ui.frames(2);
    ui.last = ui.frame();
    REQUIRE(ui.find(ui::ControlKind::option, "scaler") != nullptr);
    ui.workbench().run(ui::Command::clear_focus);
    ui.frames(3);
    ui.last = ui.frame();
    CHECK(ui.find(ui::ControlKind::option, "scaler") == nullptr);
    CHECK(ui.clouds[0].style.emphasis[0] == ui::Focus::kDimmed); // still singled out
    const ui::Control* mute = ui.find(ui::ControlKind::toggle, "mute.ctc_log");
    REQUIRE(mute != nullptr);
    ui.click(mute->x, mute->y);
    ui.last = ui.frame();
    CHECK(ui.last.wish.settings.weights.at("ctc_log") == 0.0);
    ui.workbench().run(ui::Command::clear_focus);
    ui.frames(20);
    CHECK(ui.clouds[0].style.emphasis[0] == 1.0f);
}

TEST_CASE("the mouse hides the ring, and Tab goes on from what was clicked") {
    Bench ui;
    REQUIRE(ui.go_to(ui::ControlKind::slider, "kmeans.k"));
    const ui::Control* mute = ui.find(ui::ControlKind::toggle, "mute.ctc_log");
    REQUIRE(mute != nullptr);
    ui.click(mute->x, mute->y);
    ui.last = ui.frame();
    CHECK(ui.last.focused.width() == 0);
    ui.press(ImGuiKey_Tab);
    const ui::Control* solo = ui.find(ui::ControlKind::toggle, "solo.ctc_log");
    REQUIRE(solo != nullptr);
    CHECK(ui.reaches(*solo));
}

TEST_CASE("the pencil of a cluster and the line between the parts are reached and used by keys") {
    Bench ui;
    REQUIRE(ui.go_to_stop("row"));
    const plot::Box row = ui.last.focused;
    ui.press(ImGuiKey_Tab);
    CHECK(ui.last.focused.width() < row.width() / 4); // the row's pencil
    CHECK(ui.last.focused.left > row.left);
    CHECK(ui.last.focused.bottom <= row.bottom + 1);
    ui.press(ImGuiKey_Enter);
    ui.frames(3);
    ui.type("Regulars");
    ui::compat::add_key(ImGui::GetIO(), ImGuiKey_Enter, true);
    ui.last = ui.frame();
    REQUIRE(ui.last.wish.names.size() == 1);
    CHECK(ui.last.wish.names[0] == analysis::GivenName{"Regulars", ui.live.clusters, 0});
    ui::compat::add_key(ImGui::GetIO(), ImGuiKey_Enter, false);
    ui.frames(3);
    REQUIRE(ui.go_to_stop("###splitter"));
    const float top = ui.last.focused.top;
    ui.press(ImGuiKey_UpArrow);
    ui.frames(1);
    ui.last = ui.frame();
    CHECK(ui.last.focused.top == doctest::Approx(top - 24).epsilon(0.01));
    ui.press(ImGuiKey_Enter);
    ui.last = ui.frame();
    CHECK(ui.last.focused.top == doctest::Approx(top).epsilon(0.01));
}

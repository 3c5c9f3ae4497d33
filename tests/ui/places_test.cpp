#include "ui/places.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;
using ui::Control;
using ui::ControlKind;

namespace {

struct Told : HeadlessUi {
    ui::FrameOutput last;
    Told() : HeadlessUi(1600, 900, 1) {
        wants_controls = true;
        live.result = tests::sample_result(4000);
        last = frames(3);
    }
    const Control* find(ControlKind kind, const std::string& key, const std::string& says = "") {
        const auto found = std::ranges::find_if(last.controls, [&](const Control& control) {
            return control.kind == kind && control.key == key &&
                   (says.empty() || control.says == says);
        });
        return found == last.controls.end() ? nullptr : &*found;
    }
    void press(const Control* control) {
        REQUIRE(control != nullptr);
        move(control->x, control->y);
        frames(2);
        button(true);
        last = frame();
    }
    void release() {
        button(false);
        last = frames(2);
    }
};

} // namespace

TEST_CASE("controls are told only where they are wanted") {
    HeadlessUi ui(1600, 900, 1);
    ui.live.result = tests::sample_result(4000);
    CHECK(ui.frames(3).controls.empty());
}

TEST_CASE("a slider is held where it is told to be, and what it says follows it") {
    Told ui;
    REQUIRE(ui.find(ControlKind::slider, "kmeans.k") != nullptr);
    CHECK(ui.find(ControlKind::slider, "kmeans.k")->says == "5");
    const float x = ui.find(ControlKind::slider, "kmeans.k")->x;
    ui.press(ui.find(ControlKind::slider, "kmeans.k"));
    CHECK(ui.last.held_knob == "kmeans.k");
    ui.move(x + 100, ui.find(ControlKind::slider, "kmeans.k")->y);
    ui.last = ui.frames(2);
    CHECK(ui.find(ControlKind::slider, "kmeans.k")->says ==
          std::to_string(ui.last.wish.settings.kmeans.k));
    CHECK(ui.find(ControlKind::slider, "kmeans.k")->x > x + 80);
    ui.release();
}

TEST_CASE("a list opens where it is told to be, and its options are taken there") {
    Told ui;
    CHECK(ui.find(ControlKind::option, "scaler") == nullptr);
    ui.press(ui.find(ControlKind::choice, "scaler", "Standard"));
    ui.release();
    ui.press(ui.find(ControlKind::option, "scaler", "Robust"));
    ui.release();
    CHECK(ui.last.wish.settings.scaler == features::Scaler::robust);
    CHECK(ui.find(ControlKind::choice, "scaler", "Robust") != nullptr);
}

TEST_CASE("a switch is turned where it is told to be") {
    Told ui;
    ui.press(ui.find(ControlKind::toggle, "mute.ctc_log", "off"));
    ui.release();
    CHECK(ui.last.wish.settings.weights.at("ctc_log") == 0.0);
    CHECK(ui.find(ControlKind::toggle, "mute.ctc_log", "on") != nullptr);
}

TEST_CASE("what is scrolled out of sight is not told") {
    Told ui;
    CHECK(ui.find(ControlKind::slider, "view.exposure") == nullptr);
    ui.move(4, 500);
    for (int i = 0; i < 60; ++i) {
        ui.wheel(-1);
        ui.last = ui.frame();
    }
    CHECK(ui.find(ControlKind::slider, "view.exposure") != nullptr);
    CHECK(ui.find(ControlKind::slider, "kmeans.k") == nullptr);
}

// The right column holds still: only the user's hand moves the splitter and the tabs below it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "support/headless_letters.h"
#include "support/headless_studies.h"
#include "ui/controls/tabs.h"

using namespace cohortscope;
using engine::Study;
using tests::StudyBench;

namespace {

struct Size {
    float width, height;
};
const Size kSizes[] = {{960, 540}, {1280, 720}, {1920, 1080}};

// The name of a tab in the strip: the first one in the right column below the clusters' head.
plot::Box tab_name(const StudyBench& ui, const std::string& text) {
    const float split = ui.find("pay a year").bottom;
    plot::Box found;
    for (int n = 0;; ++n) {
        const plot::Box box = ui.find(text, n);
        if (box.width() <= 0)
            return found;
        if (box.left > ui.width() * 0.6f && box.top > split &&
            (found.width() <= 0 || box.top < found.top))
            found = box;
    }
}

std::vector<float> place_of_strip(const StudyBench& ui) {
    const plot::Box profile = tab_name(ui, "Profile"), elbow = tab_name(ui, "Elbow");
    return {profile.left, profile.top, elbow.left, elbow.top};
}

// The pixel between clusters and tabs where the splitter is taken.
float splitter_of(StudyBench& ui) {
    const float x = ui.width() - ui.px(60);
    for (float y = tab_name(ui, "Profile").top; y > 0; y -= 1) {
        ui.move(x, y);
        ui.frames(2);
        if (ImGui::GetMouseCursor() == ImGuiMouseCursor_ResizeNS)
            return y - ui.px(2);
    }
    return -1;
}

} // namespace

TEST_CASE("the tab strip stays at the same pixels for every tab and k of 2 to 15") {
    for (const Size& size : kSizes) {
        CAPTURE(size.width);
        StudyBench ui("profile", size.width, size.height);
        ui.frames(4);
        const std::vector<float> before = place_of_strip(ui);
        REQUIRE(before[0] > 0);
        for (const ui::Tab& tab : ui::all_tabs()) {
            CAPTURE(std::string(tab.name));
            ui.workbench().set_tab(tab.name);
            ui.forget_all();
            ui.frames(2);
            CHECK(place_of_strip(ui) == before);
            for (int k = 2; k <= 15; ++k) {
                CAPTURE(k);
                ui.show(k, k % 2 == 0); // finals and previews
                ui.frames(1);
                CHECK(place_of_strip(ui) == before);
                ui.land_all();
                ui.frames(2);
                CHECK(place_of_strip(ui) == before);
            }
        }
    }
}

TEST_CASE("hints, messages and errors do not move the tab strip") {
    StudyBench ui("elbow", 1280, 720);
    ui.land_all();
    ui.frames(4);
    const std::vector<float> before = place_of_strip(ui);
    const plot::Box knob = ui.find("Clusters k");
    ui.workbench().set_hints(true);
    ui.workbench().set_message("a message of some length that takes a line or two in the map");
    ui.live.error = "k = 15 exceeds the 7 distinct rows";
    ui.frames(3);
    CHECK(ui.shows("exceeds the 7 distinct rows"));
    CHECK(place_of_strip(ui) == before);
    CHECK(ui.find("Clusters k").top == knob.top);
}

TEST_CASE("the splitter is dragged, stays where it was put, and a double click puts it back") {
    StudyBench ui("silhouette", 1280, 720);
    ui.land_all();
    ui.frames(4);
    const float x = ui.width() - ui.px(60);
    const float before = tab_name(ui, "Profile").top;
    const float y = splitter_of(ui);
    REQUIRE(y > 0);
    const auto drag = [&](float by) {
        ui.move(x, y);
        ui.frames(2);
        ui.button(true);
        ui.frame();
        ui.move(x, y + by);
        ui.frames(2);
        ui.button(false);
        ui.frames(2);
    };
    drag(-60);
    CHECK(std::fabs(tab_name(ui, "Profile").top - (before - 60)) <= 1.0f);
    for (const int k : {2, 9, 15}) {
        ui.show(k);
        ui.workbench().set_tab(k == 9 ? "ward" : "profile");
        ui.frames(3);
        CHECK(std::fabs(tab_name(ui, "Profile").top - (before - 60)) <= 1.0f);
    }
    ui.double_click(x, y - 60);
    ui.frames(2);
    CHECK(tab_name(ui, "Profile").top == before);
}

TEST_CASE("the splitter leaves both parts something and takes no detour back") {
    StudyBench ui("profile", 960, 540);
    ui.frames(4);
    const float x = ui.width() - ui.px(60);
    const float y = splitter_of(ui);
    ui.move(x, y);
    ui.frames(2);
    ui.button(true);
    ui.frame();
    ui.move(x, y - 2000);
    ui.frames(2);
    CHECK(ui.shows("₹1 L"));
    const float highest = tab_name(ui, "Profile").top;
    ui.move(x, y + 2000);
    ui.frames(2);
    CHECK(tab_name(ui, "Profile").bottom < 540 - 28 - 100);
    CHECK(tab_name(ui, "Profile").top > highest);
    ui.button(false);
    ui.frame();
}

TEST_CASE("tabs that do not fit stand under More, and the open one is in the strip") {
    for (const Size& size : kSizes)
        for (const ui::Tab& tab : ui::all_tabs()) {
            CAPTURE(size.width);
            CAPTURE(std::string(tab.name));
            StudyBench ui(tab.name, size.width, size.height);
            ui.frames(4);
            const plot::Box open = tab_name(ui, tab.label);
            CHECK(open.width() > 0);
            CHECK(std::fabs(open.top - tab_name(ui, "Profile").top) < 3.0f);
            check_layout(ui);
        }
}

TEST_CASE("More lists the other tabs and opens one of them") {
    StudyBench ui("profile", 960, 540);
    ui.frames(4);
    CHECK_FALSE(ui.shows("Sensitivity"));
    const plot::Box more = tab_name(ui, "More");
    REQUIRE(more.width() > 0);
    const std::vector<float> before = place_of_strip(ui);
    ui.click((more.left + more.right) / 2, (more.top + more.bottom) / 2);
    ui.frames(2);
    const plot::Box item = ui.find("Sensitivity");
    REQUIRE(item.width() > 0);
    ui.click((item.left + item.right) / 2, (item.top + item.bottom) / 2);
    ui.frames(3);
    CHECK(ui.frame().front == std::vector<Study>{Study::sensitivity});
    CHECK(tab_name(ui, "Sensitivity").top < more.bottom); // in the strip now
    CHECK(place_of_strip(ui) == before);
    const plot::Box profile = tab_name(ui, "Profile");
    ui.click((profile.left + profile.right) / 2, (profile.top + profile.bottom) / 2);
    ui.frames(2);
    CHECK(tab_name(ui, "Sensitivity").width() > 0); // it keeps its place
}

TEST_CASE("every tab says what it shows when the pointer rests on it") {
    StudyBench ui("profile", 1920, 1080);
    ui.frames(4);
    for (const ui::Tab& tab : ui::all_tabs()) {
        ui.workbench().set_tab(tab.name); // has a place in the strip then
        ui.move(4, 4);
        ui.frames(3);
        const plot::Box name = tab_name(ui, tab.label);
        REQUIRE(name.width() > 0);
        ui.move((name.left + name.right) / 2, (name.top + name.bottom) / 2);
        ui.frames(3);
        CHECK_MESSAGE(ui.shows(std::string(tab.shows).substr(0, 20)), tab.name);
    }
}

TEST_CASE("the clusters scroll where they do not fit, heads and axis stay") {
    StudyBench ui("profile", 1280, 720);
    ui.show(15);
    ui.frames(4);
    const plot::Box head = ui.find("pay a year"), axis = ui.find("₹1 L");
    REQUIRE(axis.width() > 0);
    const std::string& last = ui.live.result->name(14);
    const auto in_table = [&](const std::string& name) {
        for (int n = 0;; ++n) {
            const plot::Box box = ui.find(name.substr(0, name.find(' ')), n);
            if (box.width() <= 0)
                return false;
            if (box.left > ui.width() * 0.7f && box.top > head.bottom && box.bottom < axis.top)
                return true;
        }
    };
    ui.move(ui.width() - ui.px(100), head.bottom + ui.px(60));
    ui.frames(2);
    for (int i = 0; i < 12; ++i) {
        ui.wheel(-3);
        ui.frames(2);
    }
    CHECK(in_table(last));
    CHECK(ui.find("pay a year").top == head.top);
    CHECK(ui.find("₹1 L").top == axis.top);
}

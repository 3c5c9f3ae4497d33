// The cameras of the panels: their menus, what they ask for, and when they wait.
#include "ui/camera/camera.h"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "support/headless_studies.h"
#include "ui/compat/compat.h"
#include "ui/controls/tabs.h"
#include "ui/taking.h"

using namespace cohortscope;
using engine::Study;
using ui::Command;
using ui::ControlKind;
using ui::TakenAs;

namespace {

struct Bench : tests::StudyBench {
    ui::FrameOutput last;
    std::shared_ptr<const ui::Taking> taken; // the last

    explicit Bench(const std::string& tab = "elbow", float width = 1920, float height = 1080)
        : StudyBench(tab, width, height) {
        wants_controls = true;
        land_all();
        run(4);
    }
    void run(int count) {
        for (int i = 0; i < count; ++i) {
            last = frame();
            if (last.taking)
                taken = last.taking;
        }
    }
    const ui::Control* find_control(ControlKind kind, const std::string& key,
                                    const std::string& says = "") const {
        const auto found = std::ranges::find_if(last.controls, [&](const ui::Control& c) {
            return c.kind == kind && c.key == key && (says.empty() || c.says == says);
        });
        return found == last.controls.end() ? nullptr : &*found;
    }
    void press(const ui::Control* control) {
        REQUIRE(control != nullptr);
        move(control->x, control->y);
        run(2);
        button(true);
        run(1);
        button(false);
        run(3);
    }
    void open(const std::string& key) { press(find_control(ControlKind::choice, key)); }
    void choose(const std::string& key, const std::string& item) {
        open(key);
        press(find_control(ControlKind::option, key, item));
    }
    bool is_open(const std::string& key) const {
        return find_control(ControlKind::option, key) != nullptr;
    }
    void press_key(ImGuiKey which) {
        ui::compat::add_key(ImGui::GetIO(), which, true);
        run(1);
        ui::compat::add_key(ImGui::GetIO(), which, false);
        run(1);
    }
};

} // namespace

TEST_CASE("the camera of a tab opens a menu, and its entries ask for the figure and its table") {
    Bench ui;
    struct Expected {
        const char* item;
        TakenAs as;
    };
    for (const auto& [item, as] : {Expected{"Copy picture (PNG)", TakenAs::picture},
                                   {"Save SVG", TakenAs::svg},
                                   {"Save PDF", TakenAs::pdf},
                                   {"Save PNG, 300 dpi", TakenAs::png},
                                   {"Copy table", TakenAs::table},
                                   {"Copy as command", TakenAs::command}}) {
        CAPTURE(item);
        ui.taken = nullptr;
        ui.choose("camera.tab", item);
        REQUIRE(ui.taken);
        CHECK(ui.taken->as == as);
        CHECK(ui.taken->figure == "elbow");
        CHECK(ui.taken->sheet == "elbow");
        CHECK(ui.taken->result == ui.live.result);
        CHECK(ui.taken->studies[static_cast<std::size_t>(Study::elbow)] ==
              ui.study(Study::elbow).value);
        CHECK_FALSE(ui.is_open("camera.tab")); // closed by it
        CHECK_FALSE(ui.last.taking);           // asked once
    }
}

TEST_CASE("every tab with a figure has a camera, and no other") {
    Bench ui;
    const std::map<std::string, std::string> figures = {
        {"profile", "profile_heatmap"}, {"elbow", "elbow"},
        {"changed", "what_changed"},    {"silhouette", "silhouette"},
        {"ward", "dendrogram"},         {"compare", "kmeans_against_ward"},
        {"stability", "stability"},     {"sensitivity", "sensitivity"},
        {"peers", "benchmark"},         {"explain", "explaining_tree"},
        {"personas", "personas"}};
    for (const ui::Tab& tab : ui::all_tabs()) {
        CAPTURE(tab.name);
        ui.workbench().set_tab(tab.name);
        ui.run(3);
        const auto figure = figures.find(tab.name);
        REQUIRE((ui.find_control(ControlKind::choice, "camera.tab") != nullptr) ==
                (figure != figures.end()));
        if (figure == figures.end())
            continue;
        CHECK(plot::find_figure(figure->second) != nullptr);
        ui.taken = nullptr;
        ui.choose("camera.tab", "Save SVG");
        if (figure->first == "changed") { // there is no baseline
            CHECK_FALSE(ui.taken);
            CHECK(ui.shows("a baseline has to be pinned first"));
            CHECK(ui.find_control(ControlKind::option, "camera.tab", "Copy table") == nullptr);
            ui.workbench().run(Command::clear_focus);
            ui.run(3);
        } else {
            REQUIRE(ui.taken);
            CHECK(ui.taken->figure == figure->second);
        }
    }
}

TEST_CASE("the map's camera takes what is drawn: points or their density") {
    Bench ui;
    ui.workbench().set_cloud(ui::CloudChoice::density);
    ui.run(2);
    ui.choose("camera.map", "Save PNG, 300 dpi");
    REQUIRE(ui.taken);
    CHECK(ui.taken->figure == "density");
    ui.workbench().set_cloud(ui::CloudChoice::points);
    ui.run(2);
    ui.choose("camera.map", "Save PDF");
    CHECK(ui.taken->figure == "scatter");
    CHECK(ui.taken->sheet.empty());
}

TEST_CASE("the camera of the clusters takes the column beside them, and the table of profiles") {
    Bench ui;
    ui.choose("camera.clusters", "Copy table");
    REQUIRE(ui.taken);
    CHECK(ui.taken->figure == "measure_by_cluster");
    CHECK(ui.taken->sheet == "cluster_profiles");
    CHECK(ui.taken->column.empty());
    ui.workbench().set_ridges("orgyear");
    ui.run(3);
    ui.choose("camera.clusters", "Save SVG");
    CHECK(ui.taken->figure == "column_by_cluster");
    CHECK(ui.taken->column == "orgyear");
}

TEST_CASE("a preview is not taken: every menu waits for the final and says so") {
    Bench ui;
    ui.show(5, false);
    ui.run(4);
    for (const char* key : {"camera.map", "camera.clusters", "camera.tab"}) {
        CAPTURE(key);
        ui.choose(key, "Save SVG");
        CHECK_FALSE(ui.taken);
        CHECK(ui.is_open(key)); // it stays open
        CHECK(ui.shows("waits for the final"));
        ui.workbench().run(Command::clear_focus);
        ui.run(3);
        CHECK_FALSE(ui.is_open(key)); // Esc closes it
    }
    ui.workbench().run(Command::copy_figure);
    ui.run(3);
    CHECK_FALSE(ui.taken);
    CHECK(ui.shows("The picture is not copied: waits for the final."));
}

TEST_CASE("a study that is not there, or belongs to another result, is waited for") {
    Bench ui("stability");
    ui.make_stale(Study::stability, "k = 4");
    ui.run(3);
    ui.choose("camera.tab", "Copy table");
    CHECK_FALSE(ui.taken);
    CHECK(ui.shows("waits for the study: Stability"));
    ui.land_all();
    ui.run(3);
    ui.press(ui.find_control(ControlKind::option, "camera.tab", "Copy table"));
    CHECK(ui.taken);
}

TEST_CASE("Ctrl+Shift+C copies the picture of the open tab, or says why not") {
    Bench ui;
    ui.workbench().run(Command::copy_figure);
    ui.run(3);
    REQUIRE(ui.taken);
    CHECK(ui.taken->as == TakenAs::picture);
    CHECK(ui.taken->figure == "elbow");
    ui.taken = nullptr;
    ui.workbench().set_tab("rows");
    ui.workbench().run(Command::copy_figure);
    ui.run(3);
    CHECK_FALSE(ui.taken);
    CHECK(ui.shows("The picture is not copied: this tab has no figure."));
}

TEST_CASE("where the system cannot copy pictures, the entry says what is missing") {
    Bench ui;
    ui.no_pictures = "install xclip to copy pictures";
    ui.run(2);
    ui.choose("camera.tab", "Copy picture (PNG)");
    CHECK_FALSE(ui.taken);
    CHECK(ui.shows("install xclip to copy pictures"));
    ui.press(ui.find_control(ControlKind::option, "camera.tab", "Save SVG"));
    CHECK(ui.taken);
}

TEST_CASE("keys reach the camera, walk its menu and take from it") {
    Bench ui;
    for (int i = 0; i < 300; ++i) {
        ui.press_key(ImGuiKey_Tab);
        const ui::Control* camera = ui.find_control(ControlKind::choice, "camera.tab");
        if (camera != nullptr && ui.last.focused.contains({camera->x, camera->y}))
            break;
    }
    ui.press_key(ImGuiKey_Enter);
    ui.run(2);
    REQUIRE(ui.is_open("camera.tab"));
    CHECK_FALSE(ui.taken);
    ui.press_key(ImGuiKey_DownArrow);
    ui.press_key(ImGuiKey_DownArrow);
    ui.press_key(ImGuiKey_Enter);
    ui.run(2);
    REQUIRE(ui.taken);
    CHECK(ui.taken->as == TakenAs::pdf);
    CHECK_FALSE(ui.is_open("camera.tab"));
}

TEST_CASE("the menu moves nothing, and lies inside the window") {
    for (const auto& [width, height] : {std::pair{1920.0f, 1080.0f}, {1280.0f, 720.0f}}) {
        Bench ui("elbow", width, height);
        const plot::Box knee = ui.find("Elbow"), clusters = ui.find("Clusters");
        for (const char* key : {"camera.map", "camera.clusters", "camera.tab"}) {
            CAPTURE(key);
            ui.open(key);
            const plot::Box entry = ui.find("Copy as command");
            CHECK(entry.width() > 0);
            CHECK(entry.bottom < height);
            CHECK(entry.right < width);
            CHECK(ui.find("Elbow").left == knee.left);
            CHECK(ui.find("Clusters").left == clusters.left);
            ui.workbench().run(Command::clear_focus);
            ui.run(3);
        }
    }
}

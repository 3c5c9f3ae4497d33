#include "ui/workbench.h"

#include <cmath>

#include <doctest/doctest.h>

#include "support/headless_ui.h"
#include "support/knob.h"
#include "ui/compat/compat.h"
#include "ui/controls/slider_scale.h"
#include "ui/focus.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

constexpr std::size_t kRows = 4000;

struct Bench : HeadlessUi {
    explicit Bench(float width = 1920, float height = 1080, float scale = 1)
        : HeadlessUi(width, height, scale) {
        live.result = tests::sample_result(kRows);
        frames(4);
    }
};

// The track of the slider below a label.
struct Track {
    float left = 0, right = 0, y = 0;
    float at(double place) const { return left + (right - left) * static_cast<float>(place); }
};

Track track_below(const HeadlessUi& ui, const std::string& label) {
    const plot::Box box = ui.find(label);
    REQUIRE(box.width() > 0);
    const float panel = std::floor(ui.width() * 0.22f);
    // Inside the panel's padding, less the handle's radius; the track's middle is below the label.
    return {ui.px(12 + 7), panel - ui.px(12 + 7), box.bottom + ui.px(18)};
}

float least_emphasis(const HeadlessUi& ui) {
    REQUIRE(ui.clouds.size() == 1);
    float least = 1.0f;
    for (const float emphasis : ui.clouds[0].style.emphasis)
        least = std::min(least, emphasis);
    return least;
}

// Other charts show the same name; the table's stands highest in the right panel.
plot::Box name_in_table(const HeadlessUi& ui, int cluster) {
    const std::string& name = ui.live.result->name(cluster);
    plot::Box highest;
    for (int n = 0;; ++n) {
        const plot::Box box = ui.find(name, n);
        if (box.width() <= 0)
            return highest;
        if (box.left > ui.width() * 0.7f && (highest.width() <= 0 || box.top < highest.top))
            highest = box;
    }
}

// The last word of a name that takes the place `name`, perhaps in several lines.
plot::Box end_of_name(const HeadlessUi& ui, const plot::Box& name, const std::string& text) {
    const std::string word = text.substr(text.find_last_of(' ') + 1);
    for (int n = 0;; ++n) {
        const plot::Box box = ui.find(word, n);
        const bool inside = box.left >= name.left - 1 && box.right <= name.right + 1 &&
                            box.top >= name.top - 1 && box.bottom <= name.bottom + 1;
        if (box.width() <= 0 || inside)
            return box;
    }
}

// The M that mutes the n-th feature.
plot::Box mute_button(const HeadlessUi& ui, int n) {
    const float top = ui.find("Weights").bottom;
    for (int i = 0;; ++i) {
        const plot::Box box = ui.find("M", i);
        const bool on_left = box.right < ui.width() / 4; // no tab's name
        if (box.width() <= 0 || (on_left && box.top > top && n-- == 0))
            return box;
    }
}

} // namespace

TEST_CASE("dragging the slider of k changes the settings and holds them until the release") {
    Bench ui;
    const Track track = track_below(ui, "Clusters k");
    const ui::SliderScale scale = {2, 15, 1, 1, false};
    ui.move(track.at(ui::place_of(scale, 5)), track.y);
    CHECK_FALSE(ui.frames(2).held);
    ui.button(true);
    ui::FrameOutput out = ui.frame();
    CHECK(out.held);
    CHECK(out.wish.settings.kmeans.k == 5); // a press on the handle moves nothing
    ui.move(track.at(ui::place_of(scale, 9)), track.y);
    out = ui.frame();
    CHECK(out.held);
    CHECK(out.wish.settings.kmeans.k == 9);
    ui.move(ui.width() + 500, track.y + 300);
    CHECK(ui.frame().wish.settings.kmeans.k == 15);
    ui.button(false);
    out = ui.frame();
    CHECK_FALSE(out.held);
    CHECK(out.wish.settings.kmeans.k == 15);
}

TEST_CASE("a double click resets a slider") {
    Bench ui;
    engine::Settings settings;
    test::turn(settings, "rare_company_threshold", 200);
    ui.workbench().set_settings(settings);
    ui.frame();
    const Track track = track_below(ui, "Rare company below");
    const ui::FrameOutput out = ui.double_click(track.at(0.3), track.y);
    CHECK(test::value_of(out.wish.settings, "rare_company_threshold") == 5);
    CHECK_FALSE(out.held);
}

TEST_CASE("the wheel nudges the slider under the pointer and scrolls the panel elsewhere") {
    Bench ui(1280, 720);
    const Track track = track_below(ui, "Clusters k");
    const float label_top = ui.find("Clusters k").top;
    ui.move(track.at(0.5), track.y);
    ui.frames(2);
    ui.wheel(1);
    CHECK(ui.frame().wish.settings.kmeans.k == 6);
    ui.wheel(-2);
    CHECK(ui.frame().wish.settings.kmeans.k == 4);
    CHECK(ui.find("Clusters k").top == label_top);
    ui.move(track.at(0.5), label_top);
    ui.frames(2);
    ui.wheel(-1);
    CHECK(ui.frames(2).wish.settings.kmeans.k == 4);
    CHECK(ui.find("Clusters k").top < label_top);
}

TEST_CASE("the arrow keys nudge the slider that was touched last") {
    Bench ui;
    const Track track = track_below(ui, "Clusters k");
    ui.click(track.at(ui::place_of({2, 15, 1, 1, false}, 5)), track.y);
    ui.key(ImGuiKey_RightArrow);
    CHECK(ui.frame().wish.settings.kmeans.k == 6);
    ui.key(ImGuiKey_DownArrow);
    ui.key(ImGuiKey_LeftArrow);
    CHECK(ui.frame().wish.settings.kmeans.k == 4);
}

TEST_CASE("Ctrl and a click open a box to type the value") {
    Bench ui;
    const Track track = track_below(ui, "Rare company below");
    ui.control(true);
    ui.click(track.at(0.5), track.y);
    ui.control(false);
    ui.frames(3);
    ui.type("2500"); // beyond the slider, within the setting's range
    ui.key(ImGuiKey_Enter);
    CHECK(test::value_of(ui.frame().wish.settings, "rare_company_threshold") == 2500);
}

TEST_CASE("a typed value out of range is refused with a message and changes nothing") {
    Bench ui;
    const Track track = track_below(ui, "Clusters k");
    ui.control(true);
    ui.click(track.at(0.5), track.y);
    ui.control(false);
    ui.frames(3);
    ui.type("900");
    ui.key(ImGuiKey_Enter);
    CHECK(ui.frame().wish.settings.kmeans.k == 5);
    CHECK(ui.shows("expected a whole number from 1 to 50"));
}

TEST_CASE("muting a feature sets its weight to 0 and back") {
    Bench ui;
    const plot::Box mute = mute_button(ui, 0);
    const auto click_mute = [&] {
        return ui.click((mute.left + mute.right) / 2, (mute.top + mute.bottom) / 2)
            .wish.settings.weights;
    };
    const features::Weights muted = click_mute();
    REQUIRE(muted.size() == 1);
    CHECK(muted.begin()->first == "years_of_experience");
    CHECK(muted.begin()->second == 0.0);
    CHECK(click_mute().empty());
}

TEST_CASE("solo leaves one feature and gives the others back") {
    Bench ui;
    // The second feature's S stands right of its M.
    const plot::Box mute = mute_button(ui, 1);
    const float x = mute.right + ui.px(13);
    const float y = (mute.top + mute.bottom) / 2;
    const features::Weights solo = ui.click(x, y).wish.settings.weights;
    CHECK(solo.size() == 4);
    CHECK_FALSE(solo.contains("ctc_update_count"));
    CHECK(ui.click(x, y).wish.settings.weights.empty());
}

TEST_CASE("hovering a cluster's row dims the others in the scatter") {
    Bench ui;
    CHECK(least_emphasis(ui) == 1.0f);
    const plot::Box name = name_in_table(ui, 2);
    REQUIRE(name.width() > 0);
    ui.move(name.left + 4, (name.top + name.bottom) / 2);
    ui.frames(20);
    REQUIRE(ui.clouds.size() == 1);
    const std::vector<float>& emphasis = ui.clouds[0].style.emphasis;
    for (std::size_t cluster = 0; cluster < emphasis.size(); ++cluster)
        CHECK(emphasis[cluster] == (cluster == 2 ? 1.0f : ui::Focus::kDimmed));
    ui.move(-100, -100);
    ui.frames(20);
    CHECK(least_emphasis(ui) == 1.0f);
}

TEST_CASE("a click pins a cluster and a second click lets it go") {
    Bench ui;
    const plot::Box name = name_in_table(ui, 1);
    REQUIRE(name.width() > 0);
    const auto click_and_leave = [&] {
        ui.click(name.left + 4, (name.top + name.bottom) / 2);
        ui.move(-100, -100);
        ui.frames(60); // longer than a double click takes
    };
    click_and_leave();
    CHECK(least_emphasis(ui) == ui::Focus::kDimmed);
    click_and_leave();
    CHECK(least_emphasis(ui) == 1.0f);
}

TEST_CASE("the keys 1 to 9 isolate a cluster and Esc shows all") {
    Bench ui;
    ui.workbench().run(ui::Command::isolate_cluster, 3);
    ui.frames(20);
    CHECK(ui.clouds[0].style.emphasis[2] == 1.0f);
    CHECK(ui.clouds[0].style.emphasis[0] == ui::Focus::kDimmed);
    ui.workbench().run(ui::Command::clear_focus);
    ui.frames(20);
    CHECK(least_emphasis(ui) == 1.0f);
    ui.workbench().run(ui::Command::isolate_cluster, 9); // there are five
    ui.frames(20);
    CHECK(least_emphasis(ui) == 1.0f);
}

TEST_CASE("the theme command changes every colour") {
    Bench ui;
    const ImU32 dark = ui.letters().front().colour;
    const plot::Colour cluster = ui.clouds[0].style.colours[0];
    ui.workbench().run(ui::Command::toggle_theme);
    ui.frames(2);
    CHECK(ui.workbench().theme() == plot::Theme::light);
    CHECK(ui.letters().front().colour != dark);
    CHECK_FALSE(ui.clouds[0].style.colours[0] == cluster);
}

TEST_CASE("dragging in the scatter pans, the wheel zooms, and fit returns") {
    Bench ui;
    const float x = ui.width() * 0.45f;
    const float y = ui.height() * 0.3f;
    const plot::CloudView before = ui.clouds[0].view;
    ui.move(x, y);
    ui.frames(2);
    ui.button(true);
    ui.frame();
    ui.move(x + 50, y);
    ui.frame();
    ui.button(false);
    ui.frames(2);
    const float moved = ui.clouds[0].view.min_x - before.min_x;
    const float unit = (before.max_x - before.min_x) / static_cast<float>(before.width);
    CHECK(moved == doctest::Approx(-50 * unit).epsilon(0.02));
    ui.wheel(2);
    ui.frames(2);
    CHECK(ui.clouds[0].view.zoom > 1.0f); // fewer points a pixel: each is drawn stronger
    CHECK(ui.clouds[0].view.max_x - ui.clouds[0].view.min_x <
          (before.max_x - before.min_x) * 0.75f);
    ui.workbench().run(ui::Command::fit);
    ui.frames(30);
    CHECK(ui.clouds[0].view.min_x == doctest::Approx(before.min_x));
}

TEST_CASE("hovering the scatter tells the rows, clusters and median pay under the pixel") {
    Bench ui;
    // Somewhere in the crowd: the first row's own place.
    const plot::CloudView view = ui.clouds[0].view;
    const engine::Result& result = *ui.live.result;
    bool told = false;
    for (std::size_t row = 0; row < 200 && !told; ++row) {
        const float share_x = (result.projection->x[row] - view.min_x) / (view.max_x - view.min_x);
        const float share_y = (result.projection->y[row] - view.min_y) / (view.max_y - view.min_y);
        if (share_x < 0.3f || share_x > 0.7f || share_y < 0.3f || share_y > 0.7f)
            continue;
        const float left = std::floor(ui.width() * 0.22f) + ui.px(12);
        ui.move(left + share_x * static_cast<float>(view.width) + ui.px(50),
                ui.px(100) + (1 - share_y) * static_cast<float>(view.height));
        ui.frames(3);
        told = ui.shows("here") && ui.find("median pay", 1).width() > 0;
    }
    CHECK(told);
}

TEST_CASE("the keys [ and ] change k within the slider's range") {
    Bench ui;
    ui.workbench().run(ui::Command::more_clusters);
    CHECK(ui.frame().wish.settings.kmeans.k == 6);
    for (int i = 0; i < 20; ++i)
        ui.workbench().run(ui::Command::fewer_clusters);
    CHECK(ui.frame().wish.settings.kmeans.k == 2);
}

TEST_CASE("points and density follow the command") {
    Bench ui;
    ui.workbench().run(ui::Command::toggle_points_density);
    ui.frame();
    CHECK(ui.clouds[0].style.mode == plot::CloudMode::density);
    ui.workbench().run(ui::Command::toggle_points_density);
    ui.frame();
    CHECK(ui.clouds[0].style.mode == plot::CloudMode::points);
}

TEST_CASE("a failed request says why and leaves the old result in view") {
    Bench ui;
    ui.live.error = "k = 15 exceeds the 7 distinct rows";
    ui.frames(2);
    CHECK(ui.shows("k = 15 exceeds the 7 distinct rows"));
    CHECK(ui.clouds.size() == 1);
    ui.live.error.clear();
    ui.frames(2);
    CHECK_FALSE(ui.shows("exceeds"));
}

TEST_CASE("a message stays until its cross is clicked") {
    Bench ui;
    ui.workbench().set_message("broken.csv:3: expected 6 cells");
    ui.frames(3);
    const plot::Box text = ui.find("broken.csv:3: expected 6 cells");
    REQUIRE(text.width() > 0);
    ui.click(ui.width() * 0.7f - ui.px(24), (text.top + text.bottom) / 2); // of the map
    ui.frame();
    CHECK_FALSE(ui.shows("broken.csv"));
}

TEST_CASE("a name typed in the table is handed out with the cluster's colour") {
    Bench ui;
    const plot::Box name = name_in_table(ui, 0);
    REQUIRE(name.width() > 0);
    ui.move(name.left + 4, (name.top + name.bottom) / 2);
    ui.frames(3);
    // The pencil stands behind the name's last line.
    const plot::Box end = end_of_name(ui, name, ui.live.result->name(0));
    REQUIRE(end.width() > 0);
    ui.click(end.right + ui.px(10), (end.top + end.bottom) / 2);
    ui.frames(3);
    ui.type("Regulars");
    ui::compat::add_key(ImGui::GetIO(), ImGuiKey_Enter, true);
    const ui::FrameOutput out = ui.frame();
    REQUIRE(out.wish.names.size() == 1);
    CHECK(out.wish.names[0] == analysis::GivenName{"Regulars", ui.live.clusters, 0});
}

TEST_CASE("nothing moves once the mouse rests") {
    Bench ui;
    CHECK_FALSE(ui.frames(30).animating);
    const float before = ui.find("spread within groups").left;
    ui.live.previews = 5;
    ui.frame();
    CHECK(ui.find("spread within groups").left == before);
}

TEST_CASE("the window without a result waits and says for what") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.loading = "learners.csv";
    ui.frames(3);
    CHECK(ui.shows("Reading learners.csv"));
    CHECK(ui.clouds.empty());
}

TEST_CASE("the overlays of keys and times open and close") {
    Bench ui;
    ui.workbench().run(ui::Command::show_keys);
    ui.frame();
    CHECK(ui.shows("Keys and mouse"));
    ui.workbench().run(ui::Command::show_keys);
    ui.workbench().run(ui::Command::toggle_performance);
    ui.frame();
    CHECK_FALSE(ui.shows("Keys and mouse"));
    for (const char* line : {"whole frame", "interface alone", "point cloud", "uploaded",
                             "no renderer", "iterations", "whole result"})
        CHECK_MESSAGE(ui.shows(line), line);
    // The whole frame takes nothing where there is no window.
    CHECK(ui.find("0.00 / 0.00 ms, longest 0.00 / 0.00 ms").width() > 0);
}

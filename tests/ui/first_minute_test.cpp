#include "ui/first_minute/first_minute.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "engine/moves.h"
#include "plot/clusters/group_words.h"
#include "support/headless_letters.h"
#include "ui/first_minute/first_minute_layout.h"
#include "ui/text/fonts.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

constexpr std::size_t kRows = 4000;

// The first minute of a small sample; `at` draws frames up to a time after its first picture.
struct Minute : HeadlessUi {
    double seconds = 0.0;

    explicit Minute(float width = 1920, float height = 1080, float scale = 1, int k = 5)
        : HeadlessUi(width, height, scale) {
        live.result = tests::sample_result(kRows, k);
        workbench().show_first_minute();
        frame(); // with its fonts, the size of the window being known
        frame();
        seconds = 1.0 / 60.0;
    }
    ui::FrameOutput at(double when) {
        ui::FrameOutput out;
        for (; seconds < when; seconds += 1.0 / 60.0)
            out = frame();
        return out;
    }
    bool is_open() const { return !shows("Clusters k") && shows("Open the workbench"); }
    ui::FrameOutput click_text(const std::string& text) {
        const plot::Box box = find(text);
        REQUIRE(box.width() > 0);
        return click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    }
    // How many groups have their colour, and how many have none of it yet.
    std::pair<int, int> coloured_and_grey() {
        REQUIRE(clouds.size() == 1);
        const auto& colours = clouds[0].style.colours;
        std::pair<int, int> counts = {0, 0};
        for (std::size_t i = 0; i < colours.size(); ++i) {
            const int colour = live.result->identity.colour[i];
            const bool own = colours[i] == plot::cluster_colour(colour, workbench().theme());
            const bool grey = std::max({colours[i].r, colours[i].g, colours[i].b}) -
                                  std::min({colours[i].r, colours[i].g, colours[i].b}) <
                              0.13f;
            counts.first += own ? 1 : 0;
            counts.second += !own && grey ? 1 : 0;
        }
        return counts;
    }
    int names_shown(const std::string& name) const {
        int count = 0;
        while (find(name, count).width() > 0)
            ++count;
        return count;
    }
};

// Who moved, as the live worker tells.
std::shared_ptr<const engine::Moves> moves(const engine::Result& before,
                                           const engine::Result& after) {
    return std::make_shared<engine::Moves>(
        engine::moves_between(engine::grouping_of(before), engine::grouping_of(after)));
}

// The sample's groups at k after those at `before`.
std::shared_ptr<const engine::Result> regrouped(int k, const engine::Result& before) {
    auto result = std::make_shared<engine::Result>(*tests::sample_result(kRows, k));
    result->serial = before.serial + 1;
    return result;
}

} // namespace

TEST_CASE("the first minute tells one sentence while grey points take their groups' colours") {
    Minute ui;
    const engine::Result& result = *ui.live.result;
    CHECK(ui.shows(plot::groups_sentence(result)));
    CHECK(ui.is_open());
    for (const char* knob : {"Clusters k", "PC 1", "inertia", "Profile", "Keys"})
        CHECK_MESSAGE(!ui.shows(knob), knob);
    CHECK(ui.coloured_and_grey() == std::pair{0, 5});
    CHECK(ui.names_shown(result.name(0)) == 0);

    ui.at(0.5);
    CHECK(ui.coloured_and_grey().second >= 3);
    CHECK(ui.names_shown(result.name(0)) == 1);
    CHECK(ui.names_shown(result.name(4)) == 0);

    CHECK(ui.at(1.0).animating);
    CHECK(ui.coloured_and_grey().first >= 2);
    CHECK(ui.coloured_and_grey().second >= 1);
    CHECK(ui.names_shown(result.name(4)) == 0);

    ui.at(1.52);
    CHECK(ui.coloured_and_grey() == std::pair{5, 0});
    for (int cluster = 0; cluster < 5; ++cluster)
        CHECK(ui.names_shown(result.name(cluster)) >= 1);

    CHECK_FALSE(ui.at(3.0).animating);
    CHECK(ui.coloured_and_grey() == std::pair{5, 0});
    CHECK(ui.shows("median pay ₹"));
    CHECK(ui.shows("; others ₹"));
    CHECK(ui.is_open());
}

TEST_CASE("while the colours come nothing of the cloud is uploaded again") {
    Minute ui;
    const tests::DrawnCloud first = ui.clouds.at(0);
    for (double when = 0.0; when < 2.0; when += 0.1) {
        ui.at(when);
        CHECK(ui.clouds.at(0).positions_key == first.positions_key);
        CHECK(ui.clouds.at(0).labels_key == first.labels_key);
    }
}

TEST_CASE("where the system asks for no motion the end is there at once") {
    HeadlessUi ui(1920, 1080, 1);
    ui.live.result = tests::sample_result(kRows);
    ui.workbench().set_motion(false);
    ui.workbench().show_first_minute();
    ui.frames(2);
    for (int cluster = 0; cluster < 5; ++cluster)
        CHECK(ui.shows(ui.live.result->name(cluster)));
    const plot::Box open = ui.find("Open the workbench");
    ui.click((open.left + open.right) / 2, (open.top + open.bottom) / 2);
    ui.frame();
    CHECK(ui.find("Clusters").left > 0);
}

TEST_CASE("before there is a result the first minute waits with one line") {
    HeadlessUi ui(1920, 1080, 1);
    ui.live.loading = "built-in sample";
    ui.workbench().show_first_minute();
    ui.frames(30);
    CHECK(ui.shows("Reading the records …"));
    CHECK(ui.shows("Open the workbench"));
    ui.live.result = tests::sample_result(kRows);
    ui.live.loading.clear();
    ui.frames(2);
    CHECK(ui.shows(plot::groups_sentence(*ui.live.result)));
    CHECK_FALSE(ui.shows(ui.live.result->name(0))); // it begins with the result
}

TEST_CASE("any key skips the first minute, and does nothing else") {
    for (const ImGuiKey key : {ImGuiKey_Escape, ImGuiKey_Space, ImGuiKey_Enter, ImGuiKey_Tab,
                               ImGuiKey_LeftArrow, ImGuiKey_A}) {
        CAPTURE(key);
        Minute ui;
        ui.at(0.7);
        ui.key(key);
        CHECK_FALSE(ui.shows("Open the workbench"));
        ui.rest(); // the panels unfold
        CHECK(ui.shows("Clusters"));
    }
    Minute typed;
    typed.type("q");
    CHECK_FALSE(typed.shows("Open the workbench"));
}

TEST_CASE("a command's key skips the first minute without the command") {
    Minute ui;
    const plot::Theme theme = ui.workbench().theme();
    ui.workbench().run(ui::Command::toggle_theme);
    ui.rest();
    CHECK(ui.workbench().theme() == theme);
    CHECK(ui.shows("Clusters"));
    ui.workbench().run(ui::Command::toggle_theme);
    CHECK(ui.workbench().theme() != theme);
}

TEST_CASE("a click on Open the workbench unfolds the panels in a quarter of a second") {
    Minute ui;
    ui.at(2.0);
    ui.click_text("Open the workbench");
    ui.frame();
    CHECK_FALSE(ui.shows("Open the workbench"));
    const float first = ui.find("Clusters").left; // 0 while it lies outside
    int frames = 0;
    while (ui.frame().animating)
        ++frames;
    CHECK(frames <= 20);
    CHECK(frames >= 10);
    CHECK(ui.find("Clusters").left > first);
    CHECK(ui.find("Clusters").left > 0);
    const float rest = ui.find("Clusters").left;
    ui.frames(30);
    CHECK(ui.find("Clusters").left == rest);
}

TEST_CASE("a click elsewhere skips nothing, and none reaches the workbench below") {
    Minute ui;
    ui.at(2.0);
    const ui::FrameOutput before = ui.frame();
    for (const float x : {60.0f, 300.0f, 900.0f, 1300.0f, 1800.0f})
        for (const float y : {200.0f, 500.0f, 800.0f})
            CHECK(ui.click(x, y).wish.settings == before.wish.settings);
    CHECK(ui.is_open());
}

TEST_CASE("More and Fewer groups change k and light who moved") {
    Minute ui;
    ui.at(2.0);
    const auto five = ui.live.result;
    CHECK(ui.click_text("More groups").wish.settings.kmeans.k == 6);
    CHECK(ui.shows("Grouping anew"));
    const auto six = regrouped(6, *five);
    ui.live.result = six;
    ui.live.moves = moves(*five, *six);
    REQUIRE(ui.live.moves->moved > 0);
    ui.frames(2);
    CHECK(ui.shows(plot::groups_sentence(*six)));
    CHECK(ui.shows(" moved: lit on the map"));
    CHECK(ui.shows(" came"));
    REQUIRE(ui.clouds.size() == 1);
    CHECK(ui.clouds[0].selected_rows == ui.live.moves->moved);
    CHECK(ui.click_text("Fewer groups").wish.settings.kmeans.k == 5);
    ui.live.result = regrouped(5, *six);
    ui.live.moves = moves(*six, *ui.live.result);
    ui.frames(2);
    CHECK(ui.shows(plot::groups_sentence(*five)));
    CHECK(ui.is_open());
}

TEST_CASE("there are no fewer than two groups and no more than fifteen") {
    for (const auto& [k, button] : {std::pair{2, "Fewer groups"}, std::pair{15, "More groups"}}) {
        Minute ui(1920, 1080, 1, k);
        engine::Settings settings;
        settings.kmeans.k = k;
        ui.workbench().set_settings(settings);
        ui.at(2.0);
        CHECK(ui.click_text(button).wish.settings.kmeans.k == k);
    }
}

TEST_CASE("a press before the colours are there shows the end") {
    Minute ui;
    ui.at(0.3);
    ui.click_text("More groups");
    ui.frame();
    CHECK(ui.coloured_and_grey() == std::pair{5, 0});
}

TEST_CASE("another file ends the first minute") {
    Minute dropped;
    dropped.live.loading = "/tmp/mine.csv";
    dropped.rest();
    CHECK(dropped.shows("Clusters"));
}

TEST_CASE("another file ends the first minute while the sample is still being made") {
    HeadlessUi before(1920, 1080, 1);
    before.live.loading = "built-in sample";
    before.workbench().show_first_minute();
    before.frames(3);
    CHECK_FALSE(before.shows("Clusters k"));
    before.live.loading = "/tmp/mine.csv";
    before.rest();
    CHECK(before.shows("Clusters k"));
}

TEST_CASE("another table ends the first minute") {
    Minute loaded;
    loaded.live.result = tests::sample_result(kRows / 2);
    loaded.rest();
    CHECK(loaded.shows("Clusters"));
}

TEST_CASE("a fault ends the first minute") {
    Minute failed;
    failed.live.error = "the file is gone";
    failed.rest();
    CHECK(failed.shows("the file is gone"));
}

TEST_CASE("the help shows the first minute again") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(kRows);
    ui.frames(4);
    CHECK(ui.shows("Clusters"));
    ui.workbench().run(ui::Command::show_keys);
    ui.frames(2);
    const plot::Box again = ui.find("Show the first minute again");
    REQUIRE(again.width() > 0);
    ui.click((again.left + again.right) / 2, (again.top + again.bottom) / 2);
    ui.frames(2);
    CHECK(ui.shows("Open the workbench"));
    CHECK_FALSE(ui.shows("Keys and mouse"));
    ui.key(ImGuiKey_Escape);
    ui.rest();
    CHECK_FALSE(ui.shows("Keys and mouse"));
    CHECK(ui.shows("Clusters"));
}

TEST_CASE("the first minute reads at every size, scale, theme and number of groups") {
    for (const auto& [width, height, scale] :
         {std::array{960.0f, 540.0f, 1.0f}, std::array{1280.0f, 720.0f, 1.0f},
          std::array{1920.0f, 1080.0f, 1.0f}, std::array{1920.0f, 1080.0f, 2.0f},
          std::array{960.0f, 540.0f, 3.0f}})
        for (const int k : {2, 5, 8, 15}) {
            CAPTURE(width);
            CAPTURE(scale);
            CAPTURE(k);
            Minute ui(width, height, scale, k);
            ui.workbench().set_theme(k == 5 ? plot::Theme::light : plot::Theme::dark);
            ui.at(2.0);
            ui.rest();
            if (k > 2) // two cards have few letters
                tests::check_layout(ui);
            CHECK(tests::letters_cut(ui.letters()) == 0);
            CHECK(ui.shows(plot::groups_sentence(*ui.live.result)));
            for (const char* text : {"Fewer groups", "More groups", "Open the workbench"})
                CHECK_MESSAGE(ui.shows(text), text);
            CHECK(ui.shows("₹"));
        }
}

TEST_CASE("at 1920 × 1080 the sentence measures 48 pixels and the cards' text 22") {
    CHECK(ui::first_minute_layout(1920, 1080).stage == 1.0f);
    CHECK(ui::first_minute_layout(3840, 2160).stage == 2.0f);
    CHECK(ui::first_minute_layout(960, 540).stage == doctest::Approx(2.0f / 3.0f));
    CHECK(ui::kStageSizes.back() >= 40.0f);
    CHECK(ui::kStageSizes.front() >= 22.0f);
}

TEST_CASE("the parts of the first minute lie apart and inside every window") {
    for (const float width : {960.0f, 1280.0f, 1920.0f, 2560.0f, 3840.0f})
        for (const float height : {540.0f, 720.0f, 1080.0f, 2160.0f}) {
            const ui::FirstMinuteLayout layout = ui::first_minute_layout(width, height);
            CAPTURE(width);
            CAPTURE(height);
            CHECK(layout.map.width() > 0.4f * width);
            CHECK(layout.map.height() > 0.4f * height);
            CHECK(layout.map.right < layout.cards.left);
            CHECK(layout.cards.bottom < layout.foot.top);
            CHECK(layout.cards.right <= width);
            CHECK(layout.foot.bottom <= height);
        }
}

// Every panel at every size: letters inside their panels, none over another, none too small.
#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "support/headless_ui.h"
#include "ui/look.h"

using namespace cohortscope;
using tests::HeadlessUi;
using tests::Letter;

namespace {

struct Size {
    float width, height, scale;
};

const Size kSizes[] = {{1280, 720, 1}, {1920, 1080, 1}, {1280, 720, 2}, {1920, 1080, 2}};

std::string described(const Letter& letter) {
    std::string text = letter.code < 128 ? std::string(1, static_cast<char>(letter.code))
                                         : "U+" + std::to_string(letter.code);
    return text + " at " + std::to_string(letter.box.left) + ", " + std::to_string(letter.box.top);
}

// Cut at the left or right, or (outside scrolled lists, whose rows end at their edge) anywhere.
int letters_cut(const std::vector<Letter>& letters) {
    int cut = 0;
    for (const Letter& letter : letters) {
        const bool hidden =
            letter.box.bottom <= letter.clip.top || letter.box.top >= letter.clip.bottom;
        if (hidden)
            continue;
        if (letter.box.left < letter.clip.left - 0.5f ||
            letter.box.right > letter.clip.right + 0.5f) {
            ++cut;
            MESSAGE("cut: " << described(letter));
        }
    }
    return cut;
}

float overlap(float a_low, float a_high, float b_low, float b_high) {
    return std::max(0.0f, std::min(a_high, b_high) - std::max(a_low, b_low));
}

bool collide(const Letter& a, const Letter& b) {
    const float area = overlap(a.box.left, a.box.right, b.box.left, b.box.right) *
                       overlap(a.box.top, a.box.bottom, b.box.top, b.box.bottom);
    const float smaller = std::min(a.box.width() * a.box.height(), b.box.width() * b.box.height());
    return area > 0.35f * smaller;
}

// Halos have the ground's colour.
bool visible(const Letter& letter) {
    const plot::Tokens& t = plot::tokens(plot::Theme::dark);
    const bool halo = letter.colour == ui::packed(t.panel) || letter.colour == ui::packed(t.window);
    return !halo && letter.box.top >= letter.clip.top - 1 &&
           letter.box.bottom <= letter.clip.bottom + 1;
}

int letters_on_letters(const std::vector<Letter>& letters) {
    int collisions = 0;
    for (std::size_t i = 0; i < letters.size(); ++i)
        for (std::size_t j = i + 1; j < letters.size(); ++j) {
            if (visible(letters[i]) && visible(letters[j]) && collide(letters[i], letters[j])) {
                ++collisions;
                if (collisions < 10)
                    MESSAGE("over another: " << described(letters[i]) << " and "
                                             << described(letters[j]));
            }
        }
    return collisions;
}

void check_layout(HeadlessUi& ui) {
    const std::vector<Letter> letters = ui.letters();
    CHECK(letters.size() > 300);
    CHECK(letters_cut(letters) == 0);
    CHECK(letters_on_letters(letters) == 0);
    for (const Letter& letter : letters)
        CHECK_MESSAGE(letter.code != 0xfffd, "a character the font lacks");
}

} // namespace

TEST_CASE("no text is cut or lies on other text at any size, scale or number of clusters") {
    for (const Size& size : kSizes)
        for (const int k : {2, 5, 8, 15}) {
            CAPTURE(size.width);
            CAPTURE(size.scale);
            CAPTURE(k);
            HeadlessUi ui(size.width, size.height, size.scale);
            ui.live.result = tests::sample_result(4000, k);
            ui.frames(5);
            check_layout(ui);
        }
}

TEST_CASE("every row of the left panel fits when it is scrolled into view") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(3);
    ui.move(3, 58); // in the padding: no tooltip
    for (int turn = 0; turn < 25; ++turn) {
        ui.wheel(-1);
        ui.frames(2);
        check_layout(ui);
    }
    CHECK(ui.shows("Exposure"));
}

TEST_CASE("each part of the window shows its texts and units") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(5);
    for (const char* text : {"Cohortscope",
                             "built-in sample",
                             "Points",
                             "Density",
                             "Auto",
                             "Keys",
                             "100 %",
                             "Clusters k",
                             "Rare company below",
                             "Weights",
                             "share of distance",
                             "Projection",
                             "PC 1",
                             "Pay by cluster",
                             "Profile",
                             "median pay",
                             "Final",
                             "iterations",
                             "inertia",
                             "explained"})
        CHECK_MESSAGE(ui.shows(text), text);
}

TEST_CASE("at 1280 × 720 the right column shows all of five clusters, nothing needs scrolling") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(5);
    for (const char* text : {"deviations from all rows", "₹1 L", "₹10 L", "rows clipped to"}) {
        const plot::Box box = ui.find(text);
        CHECK_MESSAGE(box.width() > 0, text);
        CHECK(box.bottom < 720 - 28 - 30); // above hint and status line
    }
    CHECK(ui.shows("computed in"));
}

TEST_CASE("the first minute's hints can be switched off") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(3);
    CHECK(ui.shows("all rows cluster anew"));
    CHECK(ui.shows("wheel to zoom"));
    CHECK(ui.shows("single it out"));
    ui.workbench().set_hints(false);
    ui.frames(2);
    CHECK_FALSE(ui.shows("all rows cluster anew"));
}

TEST_CASE("a frame's scale rasterises the letters anew") {
    HeadlessUi ui(1280, 720, 2);
    ui.live.result = tests::sample_result(4000);
    ui.frame();
    CHECK(ui.rebuilt_fonts);
    ui.frame();
    CHECK_FALSE(ui.rebuilt_fonts);
    const float height = ui.find("Cohortscope").height();
    ui.workbench().run(ui::Command::smaller);
    ui.frame();
    CHECK(ui.rebuilt_fonts);
    CHECK(ui.find("Cohortscope").height() < height);
}

TEST_CASE("a window too narrow for a larger scale keeps the scale that fits") {
    HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(2);
    for (int i = 0; i < 10; ++i)
        ui.workbench().run(ui::Command::larger);
    ui.frames(3);
    CHECK(letters_cut(ui.letters()) == 0);
}

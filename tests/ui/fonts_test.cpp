#include "ui/fonts.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <thread>

#include <doctest/doctest.h>

#include "base/clock.h"
#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

// Gives the first cluster a name and draws the frame that shows it.
void name_first_cluster(HeadlessUi& ui, const std::string& name) {
    const auto named = std::make_shared<engine::Result>(*ui.live.result);
    named->identity.given_name[0] = name;
    ++named->serial;
    ui.live.result = named;
    ui.frame();
}

// A text whose place and height change with the scale.
plot::Box title(const HeadlessUi& ui) { return ui.find("Clusters"); }

// The window's processor time in its longest frame, in ms, until the fonts of a scale are there.
double longest_frame_ms(HeadlessUi& ui, ui::Command command) {
    ui.workbench().run(command);
    double longest = 0.0, exchange = 0.0;
    for (bool moving = true; moving;) {
        const double start = base::thread_ms();
        moving = ui.frame().animating;
        const double spent = base::thread_ms() - start;
        longest = std::max(longest, spent);
        exchange = ui.rebuilt_fonts ? spent : exchange;
    }
    MESSAGE("exchanging the fonts: " << exchange << " ms, longest frame " << longest << " ms");
    CHECK(exchange > 0.0);
    return longest;
}

} // namespace

TEST_CASE("letters beyond the western ones are rasterised soon after a text needs them") {
    HeadlessUi ui(1920, 1080, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(4);
    name_first_cluster(ui, "café ₹ – ½");
    CHECK(ui.frame().animating == false);
    CHECK_FALSE(ui.rebuilt_fonts);
    CHECK(ui.shows("café"));
    for (const std::string name : {"Łódź", "Αθήνα", "Москва"}) {
        name_first_cluster(ui, name);
        CHECK(ui.rest() == (name == "Łódź" ? 1 : 0)); // once for all
        CHECK_MESSAGE(ui.shows(name), name);
        ui.frame();
        CHECK_FALSE(ui.rebuilt_fonts);
    }
}

TEST_CASE("the first frame has its letters in the right size at once") {
    std::vector<float> heights;
    for (const float scale : {1.0f, 2.0f}) {
        HeadlessUi ui(1280, 720, scale);
        ui.frame();
        CHECK(ui.rebuilt_fonts);
        CHECK(title(ui).height() > 0);
        heights.push_back(title(ui).height());
    }
    CHECK(heights[1] == doctest::Approx(2 * heights[0]).epsilon(0.1));
}

TEST_CASE("another scale changes the layout once, with the fonts") {
    HeadlessUi ui(1920, 1080, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(4);
    const plot::Box before = title(ui);
    ui.workbench().run(ui::Command::larger);
    plot::Box shown = before;
    int changes = 0;
    for (bool moving = true; moving;) {
        moving = ui.frame().animating;
        const bool same = title(ui).left == shown.left && title(ui).top == shown.top &&
                          title(ui).height() == shown.height();
        CHECK(same == !ui.rebuilt_fonts);
        changes += same ? 0 : 1;
        shown = title(ui);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    CHECK(changes == 1);
    CHECK(shown.height() > before.height());
}

TEST_CASE("the thread of the window hardly works for fonts of another scale") {
    constexpr int kTrials = 3; // a virtual machine's clock of a thread jumps now and then
    constexpr std::array kCommands{ui::Command::larger, ui::Command::larger, ui::Command::smaller,
                                   ui::Command::reset_scale};
    HeadlessUi ui(1920, 1080, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(4);
    std::array<double, kCommands.size()> shortest;
    shortest.fill(std::numeric_limits<double>::infinity());
    for (int trial = 0; trial < kTrials; ++trial)
        for (std::size_t i = 0; i < kCommands.size(); ++i)
            shortest[i] = std::min(shortest[i], longest_frame_ms(ui, kCommands[i]));
    for (const double longest : shortest)
        CHECK(longest <= 8.0);
}

TEST_CASE("a scale that goes back before its fonts are there changes nothing") {
    HeadlessUi ui(1920, 1080, 1);
    ui.frames(4);
    ui.workbench().run(ui::Command::larger);
    ui.frame();
    ui.workbench().run(ui::Command::reset_scale);
    if (!ui.rebuilt_fonts)
        CHECK(ui.rest() == 0);
}

#include "ui/text/fonts.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "support/headless_allocations.h"
#include "support/headless_ui.h"
#include "ui/compat/compat.h"

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

// What the window's thread allocates in the frame that exchanges the fonts, and at most in any
// other until then.
struct Exchange {
    std::size_t in_it = 0, before = 0; // bytes
    int frames_after = 0;
};

Exchange exchange_fonts(HeadlessUi& ui, ui::Command command) {
    ui.workbench().run(command);
    Exchange exchange;
    for (bool moving = true; moving;) {
        const tests::Allocations start = tests::allocated();
        moving = ui.frame().animating;
        const std::size_t bytes = (tests::allocated() - start).bytes;
        std::size_t& slot = ui.rebuilt_fonts ? exchange.in_it : exchange.before;
        slot = std::max(slot, bytes);
        exchange.frames_after += exchange.in_it > 0 && !ui.rebuilt_fonts ? 1 : 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return exchange;
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

TEST_CASE("another thread than the window's rasterises fonts of another scale") {
    if (ui::compat::kLettersComeAsDrawn)
        return;
    HeadlessUi ui(1920, 1080, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(4);
    for (const ui::Command command : {ui::Command::larger, ui::Command::larger,
                                      ui::Command::smaller, ui::Command::reset_scale}) {
        const Exchange exchange = exchange_fonts(ui, command);
        const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
        const auto texture =
            static_cast<std::size_t>(atlas.TexWidth) * static_cast<std::size_t>(atlas.TexHeight);
        MESSAGE("exchanging the fonts: " << exchange.in_it << " bytes, before at most "
                                         << exchange.before << ", the texture has " << texture);
        CHECK(exchange.in_it > 0);
        CHECK(exchange.in_it < texture); // it was made elsewhere
        CHECK(exchange.before < texture);
        CHECK(exchange.frames_after >= 2); // ImGui settles what it lays out
    }
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

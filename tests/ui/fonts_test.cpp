#include "ui/fonts.h"

#include <doctest/doctest.h>

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

} // namespace

TEST_CASE("letters beyond the western ones are rasterised in the frame after a text needs them") {
    HeadlessUi ui(1920, 1080, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(4);
    name_first_cluster(ui, "café ₹ – ½");
    CHECK(ui.frame().animating == false);
    CHECK_FALSE(ui.rebuilt_fonts);
    CHECK(ui.shows("café"));
    for (const std::string name : {"Łódź", "Αθήνα", "Москва"}) {
        name_first_cluster(ui, name);
        ui.frame();
        CHECK(ui.rebuilt_fonts == (name == "Łódź")); // once for all
        CHECK_MESSAGE(ui.shows(name), name);
        ui.frame();
        CHECK_FALSE(ui.rebuilt_fonts);
    }
}

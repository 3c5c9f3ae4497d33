#include <doctest/doctest.h>

#include "schema/bind.h"
#include "support/headless_ui.h"

using namespace cohortscope;
using tests::HeadlessUi;

TEST_CASE("a knob whose feature is muted says that it has no effect, and a click unmutes it") {
    HeadlessUi ui(1920, 1080, 1);
    ui.live.result = tests::sample_result(4000);
    ui.frames(4);
    CHECK_FALSE(ui.shows("no effect"));
    const plot::Box label = ui.find("rows at the same company");
    REQUIRE(label.width() > 0);
    ui.click(ui.px(12 + 10), label.bottom + ui.px(14)); // M, below the label
    ui.frames(3);
    REQUIRE(ui.frame().wish.settings.weights.at("company_frequency") == 0.0);
    const plot::Box line = ui.find("no effect");
    REQUIRE(line.width() > 0);
    CHECK(line.left > ui.find("Rare company below").right);
    CHECK(ui.find("rows at the same company").top == label.top); // nothing moved
    ui.click(line.left + 10, line.top + 4);
    ui.frames(3);
    CHECK(ui.frame().wish.settings.weights.empty());
    CHECK_FALSE(ui.shows("no effect"));
}

TEST_CASE("the update count of a file without e-mails is said to have no effect, and why") {
    HeadlessUi ui(1920, 1080, 1);
    engine::Result result = *tests::sample_result(4000);
    auto table = std::make_shared<data::Table>(*result.prepared.table);
    for (data::TextColumn& column : table->text)
        if (column.name == "email_hash")
            column = {"email_hash", std::vector<std::int32_t>(table->rows, data::kMissingCode), {}};
    result.prepared.table = table;
    result.prepared.bound =
        std::make_shared<const schema::Bound>(schema::bind(result.settings.schema, table));
    ui.live.result = std::make_shared<const engine::Result>(std::move(result));
    ui.frames(4);
    const plot::Box label = ui.find("pay updates"), line = ui.find("no effect");
    REQUIRE(line.width() > 0);
    CHECK(line.left > label.right);
    CHECK(line.top < label.bottom);
    ui.move(line.left + 10, line.top + 4);
    ui.frames(60); // a tooltip takes a moment
    CHECK(ui.shows("The file has no e-mail column"));
    ui.click(line.left + 10, line.top + 4);
    CHECK(ui.frames(3).wish.settings.weights.empty());
    for (float x = label.left + ui.px(50); x < label.left + ui.px(230); x += ui.px(12)) {
        ui.click(x, label.bottom + ui.px(12)); // the slider at rest, its mute and solo
        REQUIRE(ui.frames(1).wish.settings.weights.empty());
    }
    const plot::Box above =
        ui.find("rows with the same role"); // one that works, in the same places
    ui.click(above.left + ui.px(60), above.bottom + ui.px(12));
    CHECK(ui.frames(1).wish.settings.weights.size() == 1);
}

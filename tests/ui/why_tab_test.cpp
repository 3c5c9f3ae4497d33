// The row in question: chosen on the map, ringed there, and explained in its tab.
#include <doctest/doctest.h>

#include <cmath>

#include "base/format.h"
#include "engine/telling_rows.h"
#include "engine/why_row.h"
#include "support/headless_letters.h"
#include "support/headless_ui.h"
#include "ui/compat/compat.h"
#include "ui/compat/compat_keys.h"

using namespace cohortscope;
using tests::HeadlessUi;

namespace {

constexpr std::size_t kRows = 4000;

// Where the picture of the cloud lies, in device pixels.
plot::Box cloud_box() {
    plot::Box box{1e9f, 1e9f, -1e9f, -1e9f};
    const ImDrawData* data = ImGui::GetDrawData();
    for (int n = 0; n < data->CmdListsCount; ++n) {
        const ImDrawList& list = *data->CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr || command.GetTexID() != ui::compat::texture_id(7u))
                continue;
            for (unsigned int i = 0; i < command.ElemCount; ++i) {
                const unsigned int at =
                    list.IdxBuffer[static_cast<int>(command.IdxOffset + i)] + command.VtxOffset;
                const ImVec2 p = list.VtxBuffer[static_cast<int>(at)].pos;
                box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x),
                       std::max(box.bottom, p.y)};
            }
        }
    }
    return box;
}

struct Bench : HeadlessUi {
    explicit Bench(float width = 1920, float height = 1080, float scale = 1)
        : HeadlessUi(width, height, scale) {
        workbench().set_hints(false);
        workbench().set_tab("why");
        show(5);
        rest();
    }
    void show(int k) {
        auto result = std::make_shared<engine::Result>(*tests::sample_result(kRows, k));
        result->serial = ++serials;
        if (live.result) // the same table, not one that was read again
            result->prepared.table = live.result->prepared.table;
        live.result = result;
        frames(4);
    }
    const engine::Result& result() const { return *live.result; }
    const engine::ViewChoices& choices() { return workbench().history().present().view; }
    ImVec2 place_of(std::size_t position) const {
        const plot::CloudView& view = clouds.at(0).view;
        const plot::Box box = cloud_box();
        const float x = (result().projection->x[position] - view.min_x) / (view.max_x - view.min_x);
        const float y = (result().projection->y[position] - view.min_y) / (view.max_y - view.min_y);
        return {box.left + x * box.width(), box.bottom - y * box.height()};
    }
    std::uint32_t file_row(std::size_t position) const {
        return result().prepared.rows->rows[position];
    }
    // A row that lies apart from the others, well inside the map.
    std::size_t lonely_row() const {
        const plot::Box box = cloud_box();
        for (std::size_t row = 0; row < result().rows(); ++row) {
            const ImVec2 at = place_of(row);
            if (at.x < box.left + px(150) || at.x > box.right - px(150) ||
                at.y < box.top + px(60) || at.y > box.bottom - px(60))
                continue;
            std::size_t near = 0;
            for (std::size_t other = 0; other < result().rows() && near < 2; ++other) {
                const ImVec2 there = place_of(other);
                near += std::hypot(there.x - at.x, there.y - at.y) < px(5) ? 1 : 0;
            }
            if (near == 1)
                return row;
        }
        return 0;
    }
    std::uint64_t serials = 0;
};

// Corners of shapes at about a ring's distance from a place, inside the map's list.
int corners_about(ImVec2 at, float radius) {
    int corners = 0;
    const ImDrawData* data = ImGui::GetDrawData();
    for (int n = 0; n < data->CmdListsCount; ++n)
        for (const ImDrawVert& corner : data->CmdLists[n]->VtxBuffer)
            corners +=
                std::fabs(std::hypot(corner.pos.x - at.x, corner.pos.y - at.y) - radius) < 4.0f;
    return corners;
}

std::string row_label(std::uint32_t file_row) {
    return "row " + base::grouped(static_cast<long long>(file_row) + 1);
}

ui::FrameOutput click_text(HeadlessUi& ui, const std::string& text) {
    const plot::Box box = ui.find(text);
    REQUIRE(box.width() > 0);
    return ui.click((box.left + box.right) / 2, (box.top + box.bottom) / 2);
}

} // namespace

TEST_CASE("a click on a point asks about its row, rings it and pins its group, in one step") {
    for (const float scale : {1.0f, 2.0f}) {
        Bench ui(1920, 1080, scale);
        CHECK(ui.shows("Click a point on the map"));
        const std::size_t position = ui.lonely_row();
        const std::uint32_t row = ui.file_row(position);
        const ImVec2 at = ui.place_of(position);
        const int before = corners_about(at, 8 * scale);
        const std::size_t steps = ui.workbench().history().steps().size();
        ui.click(at.x, at.y);
        ui.move(-100, -100);
        ui.rest();
        CHECK(ui.choices().row == row);
        CHECK(ui.choices().pinned ==
              ui.result().identity.colour[ui.result().clustering->labels[position]]);
        CHECK(ui.workbench().history().steps().size() == steps + 1);
        CHECK(corners_about(at, 8 * scale) > before + 16);
        const plot::Box label = ui.find(row_label(row));
        REQUIRE(label.width() > 0);
        CHECK(std::fabs((label.left + label.right) / 2 - at.x) < 90 * scale);
        CHECK(ui.shows("R" + row_label(row).substr(1) + " of the file"));
        CHECK(ui.shows("silhouette"));
        CHECK_FALSE(ui.shows("Click a point on the map"));
    }
}

TEST_CASE("undo takes the row in question back, and it outlives another clustering") {
    Bench ui;
    const std::size_t position = ui.lonely_row();
    const std::uint32_t row = ui.file_row(position);
    const ImVec2 at = ui.place_of(position);
    ui.click(at.x, at.y);
    ui.workbench().run(ui::Command::undo);
    ui.frames(3);
    CHECK_FALSE(ui.choices().row);
    CHECK(ui.choices().pinned == engine::kNoColour);
    CHECK(ui.shows("Click a point on the map"));
    ui.workbench().run(ui::Command::redo);
    ui.frames(3);
    CHECK(ui.choices().row == row);
    for (const int k : {3, 8}) {
        ui.show(k);
        ui.rest();
        CHECK(ui.choices().row == row);
        const auto now = engine::position_of(ui.result(), row + 1);
        REQUIRE(now);
        CHECK(corners_about(ui.place_of(*now), 8) > 16);
        const auto cluster = ui.result().clustering->labels[*now];
        CHECK(ui.shows("R" + row_label(row).substr(1) + " of the file"));
        CHECK(ui.shows(ui.result().name(cluster)));
    }
    ui.workbench().run(ui::Command::clear_focus);
    ui.frames(3);
    CHECK_FALSE(ui.choices().row);
}

TEST_CASE("the ring's label opens the tab") {
    Bench ui;
    ui.workbench().set_tab("profile");
    const std::size_t position = ui.lonely_row();
    const std::uint32_t row = ui.file_row(position);
    const ImVec2 at = ui.place_of(position);
    ui.click(at.x, at.y);
    ui.frames(3);
    CHECK_FALSE(ui.shows("of the file"));
    click_text(ui, row_label(row));
    ui.frames(3);
    CHECK(ui.choices().tab == "why");
    CHECK(ui.choices().row == row);
    CHECK(ui.shows("of the file"));
}

TEST_CASE("a click where no row is lets the row go") {
    Bench ui;
    const ImVec2 at = ui.place_of(ui.lonely_row());
    ui.click(at.x, at.y);
    REQUIRE(ui.choices().row);
    const plot::Box box = cloud_box();
    ui.click(box.right - 3, box.bottom - 3);
    CHECK_FALSE(ui.choices().row);
    CHECK(ui.choices().pinned == engine::kNoColour);
}

TEST_CASE("three buttons choose rows that tell of the pinned group, else of the largest") {
    Bench ui;
    base::Progress progress;
    const auto& sizes = ui.result().clustering->sizes;
    const auto largest = static_cast<int>(std::ranges::max_element(sizes) - sizes.begin());
    const struct {
        const char* label;
        engine::Telling telling;
    } buttons[] = {{"typical", engine::Telling::typical},
                   {"on the edge", engine::Telling::edge},
                   {"far out", engine::Telling::far_out}};
    for (const int pinned : {-1, 3}) {
        if (pinned >= 0)
            ui.workbench().run(ui::Command::isolate_cluster, pinned + 1);
        for (const auto& button : buttons) {
            CAPTURE(button.label);
            ui.frames(2);
            const std::size_t steps = ui.workbench().history().steps().size();
            click_text(ui, button.label);
            ui.frames(3);
            const int group = pinned >= 0 ? pinned : largest;
            const auto expected = engine::telling_row(ui.result(), group, button.telling, progress);
            CHECK(ui.choices().row == ui.file_row(*expected));
            CHECK(ui.workbench().history().steps().size() == steps + 1);
        }
    }
}

TEST_CASE("a row that cleaning left out stays chosen and says so") {
    Bench ui;
    const auto& used = ui.result().prepared.rows->rows;
    std::uint32_t row = 0;
    while (row < used.size() && used[row] == row)
        ++row;
    REQUIRE(row < ui.result().prepared.table->rows);
    ui.workbench().set_row(row);
    ui.rest();
    CHECK(ui.choices().row == row);
    CHECK(ui.shows("cleaning left it out"));
    CHECK(ui.shows("R" + row_label(row).substr(1) + " is in no group"));
    CHECK_FALSE(ui.shows("of the file"));
}

TEST_CASE("another table lets the row in question go") {
    Bench ui;
    ui.workbench().set_row(ui.file_row(3));
    ui.frames(2);
    ui.live.result = tests::sample_result(kRows / 2);
    ui.frames(3);
    CHECK_FALSE(ui.choices().row);
}

TEST_CASE("the card is made once for a row of a result, not in every frame") {
    Bench ui;
    ui.workbench().set_row(ui.file_row(3));
    ui.rest();
    ui.move(-100, -100);
    ui.frames(3);
    for (int i = 0; i < 5; ++i)
        CHECK(ui.frame().work.charts == 0);
}

TEST_CASE("the tab has no text cut or over other text") {
    for (const ImVec2 size : {ImVec2(960, 540), ImVec2(1280, 720), ImVec2(1920, 1080)})
        for (const bool chosen : {false, true}) {
            CAPTURE(size.x);
            Bench ui(size.x, size.y);
            if (chosen)
                ui.workbench().set_row(ui.file_row(ui.lonely_row()));
            ui.rest();
            check_layout(ui);
        }
}

// The list of rows: what is drawn, asked for and touched.
#include "ui/panels/row_list.h"

#include <doctest/doctest.h>

#include "base/format.h"
#include "engine/row_cells.h"
#include "support/headless_rows.h"

using namespace cohortscope;
using engine::SortBy;
using tests::RowBench;

namespace {

std::string number(std::size_t value) { return base::grouped(static_cast<long long>(value)); }

// Ten million rows: those of the listing again and again.
std::shared_ptr<const engine::RowListing> endless(const engine::RowListing& listing) {
    constexpr std::size_t kRows = 10'000'000;
    auto positions = std::make_shared<base::Buffer<std::uint32_t>>(kRows);
    for (std::size_t i = 0; i < kRows; ++i)
        (*positions)[i] = static_cast<std::uint32_t>(i % listing.among);
    auto made = std::make_shared<engine::RowListing>(listing);
    made->positions = positions;
    made->among = kRows;
    return made;
}

} // namespace

TEST_CASE("an open list asks for its rows, a closed one never") {
    tests::HeadlessUi ui(1280, 720, 1);
    ui.live.result = tests::sample_result(4000);
    CHECK_FALSE(ui.frames(3).row_query.has_value());
    ui.workbench().set_tab("rows");
    const ui::FrameOutput out = ui.frames(3);
    REQUIRE(out.row_query.has_value());
    CHECK(*out.row_query == engine::RowQuery{});
    CHECK(ui.shows("The rows are being put in order."));
}

TEST_CASE("a list that has its rows asks for none") {
    RowBench ui;
    CHECK_FALSE(ui.frame().row_query.has_value());
}

TEST_CASE("the list shows the first rows, how many there are, and no ids") {
    RowBench ui;
    const engine::Prepared& prepared = ui.live.result->prepared;
    CHECK(ui.shows(number(ui.live.result->rows()) + " rows"));
    CHECK(ui.shows("1 column of ids hidden"));
    const data::TextColumn& id = *prepared.bound->id->column;
    for (std::size_t i = 0; i < 5; ++i) {
        const std::int32_t code = id.codes[prepared.rows->rows[i]];
        if (code >= 0)
            CHECK_FALSE(ui.shows(std::string(id.dictionary[code]).substr(0, 12)));
    }
}

TEST_CASE("a click on a heading sorts by it, the next one the other way round") {
    RowBench ui(1920, 1080);
    ui.click_on(ui.lowest("company"));
    CHECK(ui.asked.sort == engine::RowSort{SortBy::column, "company_hash", false});
    ui.click_on(ui.lowest("company"));
    CHECK(ui.asked.sort == engine::RowSort{SortBy::column, "company_hash", true});
    ui.click_on(ui.lowest("group"));
    CHECK(ui.asked.sort == engine::RowSort{SortBy::group, "", false});
    const plot::Box group = ui.lowest("group");
    ui.click(group.left - 36, group.top + 4);
    ui.answered(3);
    CHECK(ui.asked.sort.by == SortBy::row);
}

TEST_CASE("a selection lists its rows alone, and says so") {
    RowBench ui;
    const std::vector<std::uint32_t> some = {2, 3, 5, 7};
    ui.workbench().set_selection(std::make_shared<const engine::RowSet>(engine::RowSet::of(
                                     some, ui.live.result->prepared.table->rows)),
                                 "chosen");
    ui.answered(4);
    REQUIRE(ui.live.selected != nullptr);
    CHECK(ui.asked.rows == ui.live.selected->flags);
    CHECK(ui.shows("only the selected"));
    ui.workbench().run(ui::Command::clear_focus);
    ui.answered(4);
    CHECK(ui.asked.rows == nullptr);
    CHECK_FALSE(ui.shows("only the selected"));
}

TEST_CASE("a typed filter lists the rows that meet it") {
    RowBench ui;
    ui.type_filter("pay > 20 L");
    CHECK(ui.asked.filter == "pay > 20 L");
    REQUIRE(ui.rows->matching() > 0);
    CHECK(ui.shows(number(ui.rows->matching()) + " of " + number(ui.rows->among) + " rows"));
    CHECK(ui.frame().types);
    ui.workbench().set_tab("profile");
    CHECK_FALSE(ui.frames(2).types);
}

TEST_CASE("a filter that is not understood is explained, once the typing rests, and rows stay") {
    RowBench ui;
    ui.type_filter("salry > 3");
    CHECK(ui.rows->matching() == ui.rows->among);
    CHECK_FALSE(ui.shows("no column is called"));
    ui.answered(40);
    CHECK(ui.shows("no column is called"));
    ui.key(ImGuiKey_End);
    ui.type("0, pay > 5 L"); // goes on behind the 3
    ui.answered(4);
    CHECK(ui.asked.filter == "salry > 30, pay > 5 L");
    CHECK_FALSE(ui.shows("no column is called"));
}

TEST_CASE("a filter that no row meets says so") {
    RowBench ui;
    ui.type_filter("role is no such role");
    CHECK(ui.rows->matching() == 0);
    CHECK(ui.shows("No row meets the filter."));
    CHECK(ui.shows("0 of " + number(ui.rows->among) + " rows"));
}

TEST_CASE("pointing at a row names it, a click takes it, and both end with the rows") {
    RowBench ui;
    const plot::Box head = ui.lowest("row");
    const float x = head.left + 5, first = head.bottom + 22;
    ui.move(x, first + 2 * 22);
    CHECK(ui.answered(3).hovered_row == 2);
    CHECK(ui.click(x, first + 3 * 22).hovered_row == 3);
    CHECK(ui.answered(1).clicked_row == 3);
    ui.move(100, 100);
    const ui::FrameOutput away = ui.answered(3);
    CHECK(away.hovered_row == -1);
    CHECK(away.clicked_row == 3);
    ui.workbench().set_tab("profile");
    CHECK(ui.frames(2).hovered_row == -1);
}

TEST_CASE("wheel, page, home and end move the list, over ten million rows to the very last") {
    RowBench ui;
    ui.rows = endless(*ui.rows);
    ui.frames(3);
    const plot::Box head = ui.lowest("row");
    const float x = head.left + 5, y = head.bottom + 22;
    ui.move(x, y);
    CHECK(ui.frames(3).hovered_row == 0);
    ui.wheel(-1.0f);
    CHECK(ui.frames(3).hovered_row == 3);
    ui.click(x, y); // the keyboard is the list's
    ui.key(ImGuiKey_End);
    const ui::FrameOutput end = ui.frames(3);
    const auto last = static_cast<std::int64_t>((ui.rows->matching() - 1) % ui.live.result->rows());
    CHECK(end.hovered_row >= last - 60);
    CHECK(end.work.rows == 0);
    const std::size_t file_row =
        engine::file_row_of(ui.live.result->prepared, static_cast<std::size_t>(last));
    CHECK(ui.lowest(number(file_row)).width() > 0);
    ui.key(ImGuiKey_PageUp);
    ui.key(ImGuiKey_Home);
    ui.frames(2);
    CHECK(ui.lowest(number(engine::file_row_of(ui.live.result->prepared, 1))).width() > 0);
    ui.key(ImGuiKey_DownArrow);
    ui.move(100, 100);
    CHECK(ui.frames(3).hovered_row == 1); // where the keyboard is
    ui.key(ImGuiKey_Enter);
    CHECK(ui.frames(1).clicked_row == 1);
}

TEST_CASE("the bar drags the list from the first row to the last") {
    RowBench ui;
    ui.rows = endless(*ui.rows);
    ui.frames(3);
    const plot::Box head = ui.lowest("row");
    ui.move(1280 - 7, head.bottom + 20);
    ui.frames(2);
    ui.button(true);
    ui.frames(2);
    ui.move(1280 - 7, 719);
    ui.frames(2);
    ui.button(false);
    ui.move(head.left + 5, head.bottom + 22);
    const auto out = ui.frames(3);
    const std::size_t rows = ui.live.result->rows();
    const std::size_t last = (ui.rows->matching() - 1) % rows;
    CHECK(out.hovered_row > static_cast<std::int64_t>(last) - 60);
    CHECK(out.hovered_row < static_cast<std::int64_t>(last));
}

TEST_CASE("rows of before stay in sight and are said to be old") {
    RowBench ui(1920, 1080);
    const std::size_t before = ui.rows->matching();
    ui.click_on(ui.lowest("company"));
    ui.live.result = tests::sample_result(3000);
    ui.frames(4);
    CHECK(ui.shows(number(before) + " rows"));
    ui.frames(20);
    CHECK(ui.shows("still the rows of before"));
    ui.answered(4);
    CHECK_FALSE(ui.shows("still the rows"));
    CHECK(ui.shows(number(ui.live.result->rows()) + " rows"));
}

TEST_CASE("a pinned group alone is listed") {
    RowBench ui;
    ui.workbench().run(ui::Command::isolate_cluster, 2);
    ui.answered(4);
    CHECK(ui.asked.colour == ui.live.result->identity.colour[1]);
    CHECK(ui.rows->matching() == ui.live.result->clustering->sizes[1]);
    CHECK(ui.shows("only " + ui.live.result->name(1)));
    ui.workbench().run(ui::Command::clear_focus);
    ui.answered(4);
    CHECK(ui.rows->matching() == ui.rows->among);
}

TEST_CASE("frames with the list open find a row's cells once") {
    RowBench ui;
    ui.move(1000, 600);
    ui.answered(3);
    CHECK(ui.frame().work.rows == 0);
    ui.wheel(-3.0f);
    const std::size_t found = ui.frame().work.rows + ui.frame().work.rows;
    CHECK(found > 0);
    CHECK(found < 60);
}

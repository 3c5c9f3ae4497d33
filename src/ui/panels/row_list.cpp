#include "ui/panels/row_list.h"

#include <algorithm>

#include "base/format.h"
#include "base/printable.h"
#include "plot/labels.h"
#include "ui/compat/compat.h"
#include "ui/controls/tabs.h"
#include "ui/controls/widgets.h"
#include "ui/panels/row_list_grid.h"
#include "ui/places.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kSearch = 32.0f; // the line to type in, with the gap below
constexpr float kCount = 20.0f;
constexpr float kFoot = 12.0f; // of the bar below the list

constexpr double kPatienceS = 0.5;    // without a letter, until a wrong filter is spoken of
constexpr double kStaleAfterS = 0.15; // quick answers need no word

bool is_open(const Frame& frame) { return frame.view.tab == kRowsTab; }

engine::RowQuery wanted_query(const Frame& frame) {
    const RowListView& view = frame.view.row_list;
    engine::RowQuery query;
    query.filter = view.filter.data();
    query.sort = view.sort;
    query.colour = frame.view.focus.pinned();
    if (cluster_of_colour(*frame.result(), query.colour) == kNobody)
        query.colour = kNobody;
    if (const engine::Selected* selected = selected_of(frame))
        query.rows = selected->flags;
    return query;
}

bool answered(const Frame& frame) {
    return frame.input.rows &&
           engine::answers(*frame.input.rows, wanted_query(frame), *frame.result());
}

// The rows that a listing's positions are of may be others now.
void follow_positions(RowListView& view, const engine::RowListing& listing) {
    if (view.positions_of == listing.of->prepared.rows)
        return;
    view.positions_of = listing.of->prepared.rows;
    view.hovered_row = view.clicked_row = -1;
}

// What can be typed, with columns of this table: those with the shortest labels.
std::string example(const engine::RowColumns& columns) {
    const engine::RowColumn* text = nullptr;
    const engine::RowColumn* number = nullptr;
    const auto take = [](const engine::RowColumn*& kept, const engine::RowColumn& column) {
        if (kept == nullptr || column.label.size() < kept->label.size())
            kept = &column;
    };
    for (const engine::RowColumn& column : columns.columns)
        if (column.names_slot != features::kNoSlot)
            take(text, column);
        else if (column.has_numbers())
            take(number, column);
    std::string shown = "Filter: ";
    if (text != nullptr)
        shown += text->label + " contains …" + (number != nullptr ? ", " : "");
    if (number != nullptr)
        shown += number->label + (number->unit == "₹" ? " > 20 L" : " > …");
    return base::printable(shown);
}

void search_box(Frame& frame, const Area& area, RowListView& view) {
    ImGui::SetCursorScreenPos({area.left, area.top});
    ImGui::SetNextItemWidth(area.width());
    const std::string hint =
        frame.input.rows ? example(*frame.input.rows->columns) : std::string("Filter");
    if (ImGui::InputTextWithHint("###row filter", hint.c_str(), view.filter.data(),
                                 view.filter.size())) {
        view.typed_at = frame.input.seconds;
        view.scroll.first = 0;
        view.key_row = 0;
    }
    view.typing = ImGui::IsItemActive();
    if (view.typing) {
        constexpr double kBlinkS = 0.1;
        frame.out.next_frame_s = std::min(frame.out.next_frame_s, kBlinkS); // the cursor blinks
        frame.view.active_knob.clear();
    }
    tell_place(frame, ControlKind::choice, "rows.filter",
               {area.left + frame.px(20), area.top + frame.px(10)}, view.filter.data());
}

std::string count_text(const engine::RowListing& listing) {
    const auto number = [](std::size_t count) {
        return base::grouped(static_cast<long long>(count));
    };
    if (listing.matching() == listing.among)
        return plot::row_count(listing.among);
    return number(listing.matching()) + " of " + plot::row_count(listing.among);
}

// The rows listed, at the right what is not shown of them.
void count_line(Frame& frame, const Area& line, const RowGrid& grid, const RowListView& view) {
    const Look& look = frame.look;
    const engine::RowListing& listing = grid.listing;
    const bool old =
        view.stale_since >= 0.0 && frame.input.seconds - view.stale_since >= kStaleAfterS;
    std::string text = count_text(listing);
    if (const int cluster = cluster_of_colour(grid.of, listing.query.colour); cluster != kNobody)
        text += " · only " + grid.of.name(cluster);
    if (listing.query.rows)
        text += " · only the selected";
    const std::size_t ids = listing.columns->hidden;
    std::string right = ids == 0 ? "" : plot::counted(ids, "column", "columns") + " of ids hidden";
    TextStyle style = small(look);
    const float gap = frame.px(12);
    if (text_width(look, text, small_plain(look)) + gap + text_width(look, right, style) >
        line.width())
        right.clear(); // the numbers of rows go first
    if (old) {
        right = "still the rows of before";
        style.colour = look.tokens().warning;
    }
    const float right_width = text_width(look, right, style);
    const std::string cut = fitted(look, text, line.width() - right_width - gap, small_plain(look));
    draw_text(look, {line.left, line.top}, cut, small_plain(look));
    draw_text_right(look, {line.right, line.top}, right, style);
    const bool here = line.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
    if (here && cut != text)
        frame.tip = {{text, ""}};
    const Area place = {line.right - right_width, line.top, line.right, line.bottom};
    if (!old && !right.empty() && place.contains(ImGui::GetIO().MousePos) &&
        ImGui::IsWindowHovered()) {
        frame.tip_beside = place;
        frame.tip = {{"Ids say who a row is about: they are neither shown nor searched.", ""}};
    }
}

// Over the first rows, so that nothing moves.
void say_error(Frame& frame, const Area& list, const std::string& error) {
    const plot::Tokens& t = frame.look.tokens();
    const TextStyle style = {t.bad, plot::kSmallSize};
    const float pad = frame.px(8);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.ChannelsSplit(2); // the ground is as high as the text above it
    draw.ChannelsSetCurrent(1);
    const float height = draw_wrapped(frame.look, {list.left + pad, list.top + pad},
                                      list.width() - 2 * pad, error, style);
    draw.ChannelsSetCurrent(0);
    fill({list.left, list.top, list.right, list.top + height + 2 * pad}, t.raised,
         frame.px(plot::kCornerRadius));
    draw.ChannelsMerge();
}

void say_none(Frame& frame, const RowGrid& grid) {
    const std::string text = grid.listing.query.filter.empty()
                                 ? "No row is listed."
                                 : "No row meets the filter. Clear it, or ask for less.";
    draw_wrapped(frame.look, {grid.body.left, grid.body.top + frame.px(8)}, grid.body.width(), text,
                 small(frame.look));
}

void wait_for_rows(Frame& frame, const Area& area) {
    const float end = area.top + draw_wrapped(frame.look, {area.left, area.top}, area.width(),
                                              std::string(find_tab(kRowsTab)->shows) + ".",
                                              small_plain(frame.look));
    draw_text(frame.look, {area.left, end + frame.px(4)}, "The rows are being put in order.",
              small(frame.look));
}

} // namespace

void follow_rows(Frame& frame) {
    RowListView& view = frame.view.row_list;
    if (!is_open(frame) || frame.result() == nullptr) {
        view.typing = false;
        view.hovered_row = -1;
        view.shown = {}; // an old result may go
        view.widths.of.reset();
        return;
    }
    if (frame.input.rows)
        follow_positions(view, *frame.input.rows);
    if (answered(frame)) {
        view.stale_since = -1.0;
        return;
    }
    frame.out.row_query = wanted_query(frame);
    if (view.stale_since < 0.0)
        view.stale_since = frame.input.seconds;
    const double left_s = view.stale_since + kStaleAfterS - frame.input.seconds;
    if (frame.input.rows && left_s > 0.0) // then it is said
        frame.out.next_frame_s = std::min(frame.out.next_frame_s, left_s);
}

void row_list(Frame& frame, const Area& area, RowListView& view) {
    // A window of its own: what lies below it is cut, and its controls have names of their own.
    const float margin = frame.px(plot::kPanelPadding); // the scroll bar goes there
    ImGui::SetCursorScreenPos({area.left - margin, area.top});
    compat::begin_child("###row list", {area.width() + 2 * margin, area.height()},
                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    search_box(frame, {area.left, area.top, area.right, area.top + frame.px(kSearch)}, view);
    const Area below = {area.left, area.top + frame.px(kSearch), area.right, area.bottom};
    if (!frame.input.rows) {
        wait_for_rows(frame, below);
        ImGui::EndChild();
        return;
    }
    const float list_top = below.top + frame.px(kCount);
    const RowGrid grid =
        lay_out_rows(frame, {area.left, list_top, area.right, area.bottom - frame.px(kFoot)}, view);
    count_line(frame, {area.left, below.top, area.right, list_top}, grid, view);
    scroll_list(frame, grid, view);
    draw_list_head(frame, grid, view);
    draw_list_rows(frame, grid, view);
    frame.out.hovered_row = view.hovered_row;
    frame.out.clicked_row = view.clicked_row;
    if (grid.listing.matching() == 0)
        say_none(frame, grid);
    const engine::RowListing& listing = grid.listing;
    const bool wrong = !listing.filter_error.empty() && listing.refused == view.filter.data();
    if (wrong && (!view.typing || frame.input.seconds - view.typed_at >= kPatienceS))
        say_error(frame, grid.body, listing.filter_error);
    ImGui::EndChild();
}

} // namespace cohortscope::ui

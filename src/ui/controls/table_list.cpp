#include "ui/controls/table_list.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/fingerprint.h"
#include "base/format.h"
#include "base/printable.h"
#include "ui/compat/compat.h"
#include "ui/controls/sort_arrow.h"
#include "ui/controls/widgets.h"
#include "ui/places.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kHead = 26.0f, kLine = 22.0f;
constexpr float kGap = 14.0f;         // between columns
constexpr float kArrow = 12.0f;       // behind a head, for the sign of the order
constexpr float kWidestText = 190.0f; // of a column of words
constexpr float kSwatch = 18.0f;
constexpr float kTextTop = 3.0f;

bool has_text(const plot::PeerLine& line, const std::string& wanted) {
    return std::ranges::any_of(line.cells, [&](const plot::PeerCell& cell) {
        return base::lower(cell.text).find(wanted) != std::string::npos;
    });
}

// Numbers before texts, texts in byte order; equal cells as they were.
bool comes_before(const plot::PeerCell& a, const plot::PeerCell& b) {
    const bool a_is_text = std::isnan(a.order), b_is_text = std::isnan(b.order);
    if (a_is_text || b_is_text)
        return a_is_text == b_is_text ? a.text < b.text : b_is_text;
    return a.order < b.order;
}

void put_in_order(const TableShown& shown, TableList& list) {
    const std::vector<plot::PeerLine>& lines = shown.table.lines;
    const std::string wanted =
        shown.searched_already ? std::string() : base::lower(list.filter.data());
    list.order.clear();
    for (std::uint32_t line = 0; line < lines.size(); ++line)
        if (wanted.empty() || has_text(lines[line], wanted))
            list.order.push_back(line);
    if (list.sort_column >= shown.table.columns.size())
        return;
    std::ranges::stable_sort(list.order, [&](std::uint32_t a, std::uint32_t b) {
        const plot::PeerCell& first = lines[a].cells[list.sort_column];
        const plot::PeerCell& second = lines[b].cells[list.sort_column];
        return list.descending ? comes_before(second, first) : comes_before(first, second);
    });
}

// Columns of words get a third of a narrow table at most, so that the first numbers are in sight.
void measure(const Frame& frame, float room, const TableShown& shown, TableList& list) {
    const TextStyle plain = small_plain(frame.look);
    const TextStyle head = {plain.colour, plot::kSmallSize, plot::Face::semibold};
    list.widths.clear();
    for (std::size_t column = 0; column < shown.table.columns.size(); ++column) {
        const plot::PeerColumn& of = shown.table.columns[column];
        float width = text_width(frame.look, base::printable(of.head), head) + frame.px(kArrow);
        std::size_t longest = 0; // texts of as many letters are about as wide
        for (const plot::PeerLine& line : shown.table.lines) {
            const std::string& text = line.cells[column].text;
            if (text.size() + 2 < longest)
                continue;
            longest = std::max(longest, text.size());
            width = std::max(width, text_width(frame.look, base::printable(text), plain));
        }
        const bool swatch =
            column == 0 &&
            std::ranges::any_of(shown.table.lines, [](const auto& l) { return l.cluster >= 0; });
        if (!of.number)
            width = std::min({width, frame.px(kWidestText), room / 3});
        list.widths.push_back(std::ceil(width) + (swatch ? frame.px(kSwatch) : 0.0f));
    }
}

void follow(const Frame& frame, float room, const TableShown& shown, TableList& list) {
    const std::uint64_t key = base::Hasher()
                                  .add(shown.key)
                                  .add_text(list.filter.data())
                                  .add(std::uint64_t{list.sort_column})
                                  .add(std::uint64_t{list.descending})
                                  .add_number(static_cast<double>(frame.look.scale))
                                  .add_number(static_cast<double>(room))
                                  .finish()
                                  .value;
    if (key == list.shown_for)
        return;
    ++frame.view.work.charts;
    list.shown_for = key;
    put_in_order(shown, list);
    measure(frame, room, shown, list);
    list.key_line = 0;
}

// Where the parts of the table lie.
struct Grid {
    Area head, body; // in sight
    float left = 0;  // of the first column, scrolled
    float line = 1;
    float top = 0; // of the first line, scrolled
    float gap = 0;

    // Columns are shown whole or not at all: half a number reads as another one.
    bool shows(float from, float to) const {
        return from >= head.left - 0.5f && to <= head.right + 0.5f;
    }
};

// A click sorts by it, numbers the largest first; the next one the other way round; the third as it
// was made.
void click_head(TableList& list, std::size_t column, bool number) {
    if (list.sort_column != column) {
        list.sort_column = column;
        list.descending = number;
    } else if (list.descending == number) {
        list.descending = !list.descending;
    } else {
        list.sort_column = TableList::kAsMade;
    }
}

void draw_heads(Frame& frame, const Grid& grid, const TableShown& shown, TableList& list) {
    const plot::Tokens& t = frame.look.tokens();
    fill(grid.head, t.panel);
    float left = grid.left;
    for (std::size_t column = 0; column < list.widths.size(); ++column) {
        const plot::PeerColumn& of = shown.table.columns[column];
        const Area place = {left, grid.head.top, left + list.widths[column], grid.head.bottom};
        left = place.right + grid.gap;
        if (!grid.shows(place.left, place.right))
            continue;
        ImGui::PushID(static_cast<int>(column));
        const Touch mouse = touch("head", place);
        ImGui::PopID();
        if (mouse.clicked)
            click_head(list, column, of.number);
        const bool sorts = list.sort_column == column;
        const TextStyle style = {sorts || mouse.hovered ? t.text : t.muted, plot::kSmallSize,
                                 plot::Face::semibold};
        const std::string text =
            fitted(frame.look, base::printable(of.head), place.width() - frame.px(kArrow), style);
        const float width = text_width(frame.look, text, style);
        const float x = of.number ? place.right - width : place.left;
        draw_text(frame.look, {x, place.top + frame.px(5)}, text, style);
        if (sorts)
            sort_arrow(frame,
                       {of.number ? x - frame.px(kArrow) : x + width + frame.px(4),
                        (place.top + place.bottom) / 2},
                       list.descending);
        if (!mouse.hovered)
            continue;
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        frame.tip_beside = place;
        frame.tip = {{base::printable(of.help.empty() ? of.head : of.help), ""},
                     {"A click sorts by it.", "", kNobody, true}};
    }
    horizontal_rule(frame, grid.head.left, grid.head.right, grid.head.bottom - frame.px(1));
}

void draw_line(Frame& frame, const Grid& grid, const TableShown& shown, const TableList& list,
               const plot::PeerLine& line, float top) {
    const TextStyle style = small_plain(frame.look);
    float left = grid.left;
    for (std::size_t column = 0; column < list.widths.size(); ++column) {
        const float right = left + list.widths[column];
        if (!grid.shows(left, right)) {
            left = right + grid.gap;
            continue;
        }
        const std::string text = base::printable(line.cells[column].text);
        float from = left;
        if (column == 0 && line.cluster >= 0) {
            cluster_swatch(frame.look,
                           {left + frame.px(6), top + text_height(frame.look, style) / 2},
                           shown.of.identity.colour[static_cast<std::size_t>(line.cluster)]);
            from += frame.px(kSwatch);
        }
        if (shown.table.columns[column].number)
            draw_text_right(frame.look, {right, top}, text, style);
        else
            draw_text(frame.look, {from, top}, fitted(frame.look, text, right - from, style),
                      style);
        left = right + grid.gap;
    }
}

// All of the line, since some of it may be out of sight, and what a click selects.
void tell_line(Frame& frame, const TableShown& shown, const plot::PeerLine& line,
               const Area& place) {
    frame.tip_beside = place;
    frame.tip.clear();
    for (std::size_t column = 0; column < line.cells.size(); ++column)
        frame.tip.push_back({base::printable(shown.table.columns[column].head),
                             base::printable(line.cells[column].text), kNobody, column > 0});
}

void take_keys(Frame& frame, TableList& list) {
    if (compat::key_pressed(ImGuiKey_DownArrow) && list.key_line + 1 < list.order.size())
        ++list.key_line;
    if (compat::key_pressed(ImGuiKey_UpArrow) && list.key_line > 0)
        --list.key_line;
    frame.view.key_focus.takes_arrows = true;
}

void draw_lines(Frame& frame, const Grid& grid, const TableShown& shown, TableList& list) {
    const Touch mouse = touch("###lines", grid.body);
    if (mouse.focused && !list.typing)
        take_keys(frame, list);
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const float above = std::max(0.0f, grid.body.top - grid.top);
    ImGui::PushClipRect({grid.body.left, grid.body.top}, {grid.body.right, grid.body.bottom}, true);
    for (auto i = static_cast<std::size_t>(above / grid.line); i < list.order.size(); ++i) {
        const float top = grid.top + grid.line * static_cast<float>(i);
        if (top >= grid.body.bottom)
            break;
        const Area place = {grid.body.left, top, grid.body.right, top + grid.line};
        const plot::PeerLine& line = shown.table.lines[list.order[i]];
        const bool over = mouse.hovered && place.contains(pointer) && grid.body.contains(pointer);
        const bool at_key = mouse.focused && i == list.key_line;
        if (over || at_key)
            fill(place, frame.look.tokens().raised, frame.px(3));
        draw_line(frame, grid, shown, list, line, top + frame.px(kTextTop));
        if (!over && !(at_key && mouse.by_key))
            continue;
        const std::optional<PartRows> rows = shown.rows_of(line);
        if (at_key && mouse.by_key && rows)
            begin_selecting(frame, rows->shape);
        if (!over)
            continue;
        tell_line(frame, shown, line, place);
        if (rows) {
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            tell_part(frame, *rows);
            click_part(frame, *rows);
        }
    }
    ImGui::PopClipRect();
}

} // namespace

bool search_line(Frame& frame, const Area& line, const char* hint, TableList& list) {
    ImGui::SetCursorScreenPos({line.left, line.top});
    ImGui::SetNextItemWidth(line.width());
    const bool changed =
        ImGui::InputTextWithHint("###table filter", hint, list.filter.data(), list.filter.size());
    list.typing = ImGui::IsItemActive();
    if (list.typing) {
        constexpr double kBlinkS = 0.1;
        frame.out.next_frame_s = std::min(frame.out.next_frame_s, kBlinkS); // the cursor blinks
        frame.view.active_knob.clear();
    }
    tell_place(frame, ControlKind::choice, "table.filter",
               {line.left + frame.px(20), line.top + frame.px(10)}, list.filter.data());
    return changed;
}

void table_list(Frame& frame, const char* id, const Area& area, const TableShown& shown,
                TableList& list) {
    follow(frame, area.width(), shown, list);
    const float margin = frame.px(plot::kPanelPadding); // the scroll bar goes there
    ImGui::SetCursorScreenPos({area.left, area.top});
    compat::begin_child(id, {area.width() + margin, area.height()},
                        ImGuiWindowFlags_HorizontalScrollbar);
    Grid grid;
    grid.gap = frame.px(kGap);
    grid.line = frame.px(kLine);
    const ImVec2 origin = ImGui::GetCursorScreenPos(); // scrolled
    grid.head = {area.left, area.top, area.right, area.top + frame.px(kHead)};
    grid.left = origin.x;
    grid.top = origin.y + frame.px(kHead);
    const float width =
        std::accumulate(list.widths.begin(), list.widths.end(), 0.0f) +
        grid.gap * static_cast<float>(std::max<std::size_t>(list.widths.size(), 1) - 1);
    const float bar =
        width > ImGui::GetContentRegionAvail().x ? ImGui::GetStyle().ScrollbarSize : 0;
    grid.body = {area.left, grid.head.bottom, area.right, area.bottom - bar};
    draw_lines(frame, grid, shown, list);
    if (list.order.empty())
        draw_text(frame.look, {area.left, grid.body.top + frame.px(6)},
                  list.filter[0] != '\0' ? "No line has this text." : "There is no line.",
                  small(frame.look));
    if (shown.greyed > 0.0f)
        fill(grid.body, plot::with_alpha(frame.look.tokens().panel, 0.55f * shown.greyed));
    draw_heads(frame, grid, shown, list);
    ImGui::SetCursorScreenPos(
        {origin.x + width - 1.0f,
         grid.top + grid.line * static_cast<float>(list.order.size()) - 1.0f});
    ImGui::Dummy({1.0f, 1.0f});
    fade_foot(frame, {area.left, area.top, area.right, grid.body.bottom});
    ImGui::EndChild();
}

} // namespace cohortscope::ui

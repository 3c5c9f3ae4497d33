#include "ui/panels/row_list_grid.h"

#include <algorithm>

#include "base/printable.h"
#include "ui/asking.h"
#include "ui/controls/sort_arrow.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

using engine::CellRepair;
using engine::RowSort;
using engine::SortBy;

constexpr float kTextTop = 3.0f; // of a row's text below the row's top, at scale 1
constexpr const char* kArrow = "→ ";

// Cuts what is drawn while it lives.
class Clip {
  public:
    explicit Clip(const Area& area) {
        ImGui::PushClipRect({area.left, area.top}, {area.right, area.bottom}, true);
    }
    ~Clip() { ImGui::PopClipRect(); }
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;
};

// Calls each(index, left, width) for the columns in sight from the left: 0 is the group, then those
// of the table.
template <class Each>
void for_columns(const Frame& frame, const RowGrid& grid, const RowListView& view,
                 const Each& each) {
    float left = grid.numbers_right + column_gap(frame) / 2 - view.scroll.left;
    const auto show = [&](std::size_t index, float width) {
        if (left < grid.body.right && left + width > grid.numbers_right)
            each(index, left, width);
        left += width + column_gap(frame);
    };
    show(0, view.widths.group);
    for (std::size_t i = 0; i < view.widths.widths.size(); ++i)
        show(i + 1, view.widths.widths[i].all());
}

struct Heading {
    std::string id, text, help;
    SortBy by = SortBy::column;
    std::string column; // of the sort
    bool right = false; // over numbers
};

// A click sorts by it, the next one the other way round.
void draw_heading(Frame& frame, const Area& place, const Heading& heading, RowListView& view) {
    const Touch mouse = touch(heading.id.c_str(), place);
    const bool sorts = view.sort.by == heading.by && view.sort.column == heading.column;
    if (mouse.clicked) {
        view.sort = {heading.by, heading.column, sorts && !view.sort.descending};
        view.scroll.first = 0;
        view.key_row = 0;
    }
    const plot::Tokens& t = frame.look.tokens();
    const TextStyle style = {sorts || mouse.hovered ? t.text : t.muted, plot::kSmallSize,
                             plot::Face::semibold};
    const float room = place.width() - frame.px(kListArrow);
    const std::string text = fitted(frame.look, heading.text, room, style);
    const float width = text_width(frame.look, text, style);
    const float left = heading.right ? place.right - width - frame.px(kListArrow) : place.left;
    draw_text(frame.look, {left, place.top + frame.px(5)}, text, style);
    if (sorts)
        sort_arrow(frame, {left + width + frame.px(4), (place.top + place.bottom) / 2},
                   view.sort.descending);
    if (!mouse.hovered)
        return;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    frame.tip_beside = place;
    frame.tip = {
        {heading.help, ""},
        {sorts ? "A click turns the order round." : "A click sorts by it.", "", kNobody, true}};
}

Heading heading_of(const engine::RowColumn& column) {
    const std::string name = base::printable(column.name);
    std::string help = base::printable(column.label);
    if (!column.unit.empty())
        help += " in " + column.unit;
    if (column.name != column.label)
        help += "; in the file: " + name;
    return {"###sort " + column.name,
            base::printable(list_heading(column)),
            help,
            SortBy::column,
            column.name,
            column.has_numbers() && !column.has_text()};
}

std::string why(const engine::RowCell& cell) {
    switch (cell.repair) {
    case CellRepair::filled:
        return cell.raw.empty() ? "Filled in: the file has no value."
                                : "Filled in: the file's value is outside the valid range.";
    case CellRepair::clipped:
        return "Clipped: the file's value counts as an outlier.";
    case CellRepair::cleaned:
        return "Cleaned: spellings of one name are put together.";
    case CellRepair::lumped:
        return "Rare: it counts together with all other rare ones.";
    case CellRepair::none:
        break;
    }
    return "";
}

void tell_cell(Frame& frame, const Area& place, const engine::RowColumn& column,
               const engine::RowCell& cell) {
    frame.tip_beside = place;
    const std::string raw = cell.raw.empty() ? "missing" : base::printable(cell.raw);
    frame.tip = {{base::printable(column.label) + ": " + raw, ""}};
    if (cell.repair == CellRepair::none)
        return;
    frame.tip.push_back({"used: " + base::printable(cell.used), ""});
    frame.tip.push_back({why(cell), "", kNobody, true});
}

struct CellStyles {
    TextStyle raw, used;
};

CellStyles styles_of(const Frame& frame, const engine::RowCell& cell) {
    const plot::Tokens& t = frame.look.tokens();
    return {{cell.raw.empty() ? t.muted : t.text, plot::kSmallSize},
            {cell.repair == CellRepair::lumped ? t.muted : t.warning, plot::kSmallSize}};
}

std::string shown_raw(const engine::RowCell& cell) {
    return cell.raw.empty() ? "–" : base::printable(cell.raw);
}

// The file's digits end at the same place in every row; what is used stands behind. Whether all of
// it fitted.
bool draw_numbers(const Frame& frame, const Area& place, const ListedWidths::Width& width,
                  const engine::RowCell& cell) {
    const CellStyles styles = styles_of(frame, cell);
    const float raw_right = place.right - width.used - frame.px(kListArrow); // as the heading
    const std::string raw = fitted(frame.look, shown_raw(cell), raw_right - place.left, styles.raw);
    draw_text_right(frame.look, {raw_right, place.top}, raw, styles.raw);
    if (cell.used.empty())
        return raw == shown_raw(cell);
    const std::string used = kArrow + cell.used;
    const float left = raw_right + frame.px(4);
    const std::string cut = fitted(frame.look, used, place.right - left, styles.used);
    draw_text(frame.look, {left, place.top}, cut, styles.used);
    return raw == shown_raw(cell) && cut == used;
}

bool draw_names(const Frame& frame, const Area& place, const engine::RowCell& cell) {
    const CellStyles styles = styles_of(frame, cell);
    const std::string used = cell.used.empty() ? "" : kArrow + base::printable(cell.used);
    const float gap = used.empty() ? 0.0f : frame.px(4);
    const float raw_wanted = text_width(frame.look, shown_raw(cell), styles.raw);
    const float used_wanted = used.empty() ? 0.0f : text_width(frame.look, used, styles.used);
    const float raw_room =
        std::max(place.width() - gap - used_wanted, std::min(raw_wanted, place.width() * 0.5f));
    const std::string raw = fitted(frame.look, shown_raw(cell), raw_room, styles.raw);
    draw_text(frame.look, {place.left, place.top}, raw, styles.raw);
    if (used.empty())
        return raw == shown_raw(cell);
    const float left = place.left + text_width(frame.look, raw, styles.raw) + gap;
    const std::string cut = fitted(frame.look, used, place.right - left, styles.used);
    draw_text(frame.look, {left, place.top}, cut, styles.used);
    return raw == shown_raw(cell) && cut == used;
}

void draw_group(Frame& frame, const Area& place, const engine::Result& of, int cluster, bool here) {
    const int colour = of.identity.colour[static_cast<std::size_t>(cluster)];
    const float middle = place.top + text_height(frame.look, small_plain(frame.look)) / 2;
    cluster_swatch(frame.look, {place.left + frame.px(6), middle}, colour);
    const float left = place.left + frame.px(18);
    const std::string name =
        fitted(frame.look, of.name(cluster), place.right - left, small_plain(frame.look));
    draw_text(frame.look, {left, place.top}, name, small_plain(frame.look));
    if (here && name != of.name(cluster)) {
        frame.tip_beside = place;
        frame.tip = {{of.name(cluster), ""}};
    }
}

void draw_row(Frame& frame, const RowGrid& grid, const RowListView& view, const Area& line,
              const ListedRow& row) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool over = ImGui::IsWindowHovered() && line.contains(mouse);
    const float top = line.top + frame.px(kTextTop);
    {
        const Clip numbers({line.left, line.top, grid.numbers_right, grid.body.bottom});
        draw_text_right(frame.look, {line.left + view.widths.number, top}, row.number,
                        small(frame.look));
    }
    const Clip clip({grid.numbers_right, line.top, grid.body.right, grid.body.bottom});
    for_columns(frame, grid, view, [&](std::size_t index, float left, float width) {
        const Area place = {left, top, left + width, line.bottom};
        const bool here = over && mouse.x >= std::max(left, grid.numbers_right) &&
                          mouse.x < std::min(left + width, grid.body.right);
        if (index == 0)
            return draw_group(frame, place, grid.of, row.cluster, here);
        const engine::RowColumn& column = grid.listing.columns->columns[index - 1];
        const engine::RowCell& cell = row.cells[index - 1];
        const bool numbers = column.has_numbers() && !column.has_text();
        const bool whole = numbers ? draw_numbers(frame, place, view.widths.widths[index - 1], cell)
                                   : draw_names(frame, place, cell);
        if (here && (!whole || cell.repair != CellRepair::none))
            tell_cell(frame, {left, line.top, left + width, line.bottom}, column, cell);
    });
}

// The ground of a row that is pointed at, clicked, or where the keyboard is.
void draw_ground(Frame& frame, const Area& line, bool strong, bool clicked) {
    const plot::Tokens& t = frame.look.tokens();
    if (strong)
        fill(line, t.raised, frame.px(3));
    if (clicked)
        fill(
            {line.left, line.top + frame.px(2), line.left + frame.px(3), line.bottom - frame.px(2)},
            t.accent);
}

} // namespace

void draw_list_head(Frame& frame, const RowGrid& grid, RowListView& view) {
    const Area& head = grid.head;
    draw_heading(
        frame,
        {head.left, head.top, head.left + view.widths.number + frame.px(kListArrow), head.bottom},
        {"###sort row", "row", "The row's number in the file", SortBy::row, "", true}, view);
    {
        const Clip clip({grid.numbers_right, head.top, head.right, head.bottom});
        for_columns(frame, grid, view, [&](std::size_t index, float left, float width) {
            const Area place = {left, head.top, left + width, head.bottom};
            if (index == 0)
                return draw_heading(frame, place,
                                    {"###sort group", "group", "The group that the row belongs to",
                                     SortBy::group, "", false},
                                    view);
            Heading heading = heading_of(grid.listing.columns->columns[index - 1]);
            Area over = place;
            over.right -= view.widths.widths[index - 1].used; // over the file's values
            draw_heading(frame, over, heading, view);
        });
    }
    horizontal_rule(frame, head.left, head.right, head.bottom - frame.px(1));
}

namespace {

// A listing may still be of the table before.
void ask_about(Frame& frame, const engine::Result& of, std::uint32_t position) {
    if (of.prepared.table == frame.result()->prepared.table)
        ask_why(frame, of.prepared.rows->rows[position]);
}

} // namespace

void draw_list_rows(Frame& frame, const RowGrid& grid, RowListView& view) {
    find_rows_in_sight(frame, grid, view);
    const Touch mouse = touch("###rows", grid.body);
    if (mouse.clicked && !mouse.by_key)
        frame.view.active_knob.clear(); // the arrows are the list's
    view.hovered_row = -1;
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const Clip clip(grid.body);
    for (std::size_t i = 0; i < view.shown.rows.size(); ++i) {
        const ListedRow& row = view.shown.rows[i];
        const float top = grid.body.top + grid.row_height * static_cast<float>(i);
        const Area line = {grid.body.left, top, grid.body.right, top + grid.row_height};
        const bool over = mouse.hovered && line.contains(pointer);
        const bool at_key = mouse.focused && view.shown.first + i == view.key_row;
        if (over || at_key)
            view.hovered_row = row.position;
        if ((over && mouse.clicked && !mouse.by_key) || (at_key && mouse.by_key)) {
            view.clicked_row = row.position;
            ask_about(frame, *grid.listing.of, row.position);
            view.key_row = view.shown.first + i;
        }
        draw_ground(frame, line, over || at_key, view.clicked_row == std::int64_t{row.position});
        draw_row(frame, grid, view, line, row);
    }
}

} // namespace cohortscope::ui

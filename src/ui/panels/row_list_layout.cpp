#include <algorithm>

#include "base/format.h"
#include "ui/panels/row_list_grid.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kWidestName = 190.0f;  // of a column's cells; longer ones are cut
constexpr float kWidestGroup = 150.0f; // of groups' names
constexpr float kLeastGroup = 84.0f;
constexpr float kShareOfGroup = 0.25f; // of the list's width, at most
constexpr float kSwatchRoom = 18.0f;
constexpr float kGap = 16.0f; // between columns

float width_of(const Frame& frame, const std::string& text) {
    return text_width(frame.look, text, small_plain(frame.look));
}

float heading_width(const Frame& frame, const std::string& text) {
    const TextStyle style = {frame.look.tokens().text, plot::kSmallSize, plot::Face::semibold};
    return text_width(frame.look, text, style) + frame.px(kListArrow) + frame.px(2);
}

bool has_number_repairs(const engine::Prepared& prepared, const engine::RowColumn& column) {
    if (column.is_measure)
        return prepared.bounds->below + prepared.bounds->above > 0;
    if (!engine::UsedNumbers(prepared, column).any())
        return false;
    const features::FilledNumber& filled = *prepared.numbers[column.number_slot];
    return filled.invalid + filled.missing + filled.below + filled.above > 0;
}

// Room for the widest name, also where a repair stands behind it.
float names_width(const Frame& frame, const engine::Prepared& prepared,
                  const engine::RowColumn& column) {
    constexpr float kSlack = 1.1f; // the name of most characters need not be the widest
    const float widest = kSlack * width_of(frame, column.widest);
    float width = widest;
    if (engine::UsedNames(prepared, column).any()) {
        const features::NamesSlot& slot = prepared.rows->names[column.names_slot];
        if (prepared.names[column.names_slot]->missing > 0)
            width = std::max({width, width_of(frame, "– → ") + widest,
                              width_of(frame, "– → " + slot.spec->missing_name)});
        if (slot.rare_rows > 0)
            width = std::max(width, widest + width_of(frame, " → " + slot.spec->rare_name));
    }
    return std::min(width, frame.px(kWidestName));
}

ListedWidths::Width column_width(const Frame& frame, const engine::Prepared& prepared,
                                 const engine::RowColumn& column) {
    ListedWidths::Width width;
    width.heading = heading_width(frame, list_heading(column));
    if (!column.has_numbers() || column.has_text()) {
        width.raw = names_width(frame, prepared, column);
        return width;
    }
    width.raw = width_of(frame, column.widest) + frame.px(kListArrow);
    if (has_number_repairs(prepared, column))
        width.used = width_of(frame, " → " + column.widest);
    return width;
}

float widest_group(const Frame& frame, const RowGrid& grid) {
    float widest = heading_width(frame, "group");
    for (int cluster = 0; cluster < grid.of.clustering->k; ++cluster)
        widest = std::max(widest, width_of(frame, grid.of.name(cluster)));
    const float room = std::clamp(grid.head.width() * kShareOfGroup, frame.px(kLeastGroup),
                                  frame.px(kWidestGroup));
    return frame.px(kSwatchRoom) + std::min(widest, room);
}

void measure(const Frame& frame, const RowGrid& grid, ListedWidths& widths) {
    const auto& columns = grid.listing.columns;
    const engine::Prepared& prepared = grid.listing.of->prepared;
    if (widths.columns != columns || widths.scale != frame.look.scale) {
        widths = {};
        widths.columns = columns;
        widths.scale = frame.look.scale;
        widths.widths.resize(columns->columns.size());
        const auto rows = static_cast<long long>(prepared.table->rows);
        widths.number = std::max(width_of(frame, base::grouped(rows)),
                                 heading_width(frame, "row") - frame.px(kListArrow));
    }
    widths.group = std::max(widths.group, widest_group(frame, grid));
    for (std::size_t i = 0; i < widths.widths.size(); ++i) {
        const auto now = column_width(frame, prepared, columns->columns[i]);
        ListedWidths::Width& kept = widths.widths[i];
        kept = {std::max(kept.raw, now.raw), std::max(kept.used, now.used),
                std::max(kept.heading, now.heading)};
    }
}

} // namespace

std::string list_heading(const engine::RowColumn& column) {
    const bool says_it = column.label.find(column.unit) != std::string::npos;
    return !column.has_numbers() || says_it ? column.label
                                            : column.label + " (" + column.unit + ")";
}

float column_gap(const Frame& frame) { return frame.px(kGap); }

std::size_t RowGrid::whole_rows() const {
    return std::max<std::size_t>(1, static_cast<std::size_t>(body.height() / row_height));
}

std::size_t RowGrid::last_first() const {
    const std::size_t rows = listing.matching();
    return rows > whole_rows() ? rows - whole_rows() : 0;
}

RowGrid lay_out_rows(Frame& frame, const Area& area, RowListView& view) {
    const engine::RowListing& listing = *frame.input.rows;
    const bool same_rows =
        frame.result() != nullptr && frame.result()->prepared.rows == listing.of->prepared.rows;
    const float head_bottom = area.top + frame.px(kListHead);
    RowGrid grid{listing,
                 same_rows ? *frame.result() : *listing.of,
                 {area.left, area.top, area.right, head_bottom},
                 {area.left, head_bottom, area.right, area.bottom}};
    grid.row_height = frame.px(kListRow);
    const auto of = same_rows ? frame.live.result : listing.of;
    if (view.widths.columns != listing.columns || view.widths.of != of ||
        view.widths.scale != frame.look.scale)
        measure(frame, grid, view.widths);
    view.widths.of = of;
    grid.numbers_right = area.left + view.widths.number + frame.px(kListArrow);
    grid.columns_width = view.widths.group + column_gap(frame);
    for (const ListedWidths::Width& width : view.widths.widths)
        grid.columns_width += width.all() + column_gap(frame);
    return grid;
}

void find_rows_in_sight(Frame& frame, const RowGrid& grid, RowListView& view) {
    ListedRows& shown = view.shown;
    const std::size_t first = view.scroll.first;
    const std::size_t end = std::min(grid.listing.matching(), first + grid.whole_rows());
    const std::size_t count = end - std::min(first, end);
    if (shown.listing == frame.input.rows && shown.of.get() == &grid.of && shown.first == first &&
        shown.rows.size() == count)
        return;
    shown = {frame.input.rows, view.widths.of, first, {}};
    const engine::Prepared& prepared = grid.listing.of->prepared;
    for (std::size_t i = first; i < end; ++i) {
        ListedRow row;
        row.position = (*grid.listing.positions)[i];
        row.number =
            base::grouped(static_cast<long long>(engine::file_row_of(prepared, row.position)));
        row.cluster = static_cast<int>(grid.of.clustering->labels[row.position]);
        for (const engine::RowColumn& column : grid.listing.columns->columns)
            row.cells.push_back(engine::cell_of(prepared, column, row.position));
        shown.rows.push_back(std::move(row));
    }
    frame.view.work.rows += count;
}

} // namespace cohortscope::ui

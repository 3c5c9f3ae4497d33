// How many rows a viewport does not show.
#include <algorithm>
#include <cmath>

#include "plot/scatter/scatter_chart.h"

namespace cohortscope::plot {

namespace {

struct Interval {
    double low, high;
    bool contains(double value) const { return value >= low && value <= high; }
};

// Cells [begin, end) that may hold rows of the interval, of which [inner_begin, inner_end) hold
// no others. One cell of slack at each side covers the grid's own rounding.
struct Cells {
    int begin = 0, end = 0, inner_begin = 0, inner_end = 0;
};

Cells cells_of(const Interval& wanted, const Interval& grid, int count) {
    const double size = (grid.high - grid.low) / count;
    if (!(size > 0)) // all rows lie on one line, as with a single feature
        return wanted.contains(grid.low) ? Cells{0, count, 0, count} : Cells{};
    const auto cell = [&](double value) {
        return static_cast<int>(
            std::clamp(std::floor((value - grid.low) / size), -2.0, count + 2.0));
    };
    const auto bounded = [&](int index) { return std::clamp(index, 0, count); };
    const int first = cell(wanted.low), last = cell(wanted.high);
    Cells cells = {bounded(first - 1), bounded(last + 2), bounded(first + 2), bounded(last - 1)};
    // A border outside the grid cuts no cell.
    if (wanted.low < grid.low)
        cells.inner_begin = 0;
    if (wanted.high > grid.high)
        cells.inner_end = count;
    cells.inner_end = std::max(cells.inner_end, cells.inner_begin);
    return cells;
}

} // namespace

OutsideCount count_outside(const engine::Result& result, const Viewport& viewport) {
    if (!result.pick || result.pick->columns <= 0 || result.pick->lines <= 0)
        return {};
    const analysis::PickGrid& grid = *result.pick;
    const Interval x = {std::min(viewport.min_x, viewport.max_x),
                        std::max(viewport.min_x, viewport.max_x)};
    const Interval y = {std::min(viewport.min_y, viewport.max_y),
                        std::max(viewport.min_y, viewport.max_y)};
    const Cells columns = cells_of(x, {grid.min_x, grid.max_x}, grid.columns);
    const Cells lines = cells_of(y, {grid.min_y, grid.max_y}, grid.lines);
    const auto offset = [&](int line, int column) {
        return grid.starts[static_cast<std::size_t>(line) * static_cast<std::size_t>(grid.columns) +
                           static_cast<std::size_t>(column)];
    };
    OutsideCount count;
    const auto count_each = [&](std::uint32_t begin, std::uint32_t end) {
        count.looked_at += end - begin;
        return static_cast<std::size_t>(std::count_if(
            grid.rows.begin() + begin, grid.rows.begin() + end, [&](std::uint32_t row) {
                return x.contains(result.projection->x[row]) &&
                       y.contains(result.projection->y[row]);
            }));
    };
    std::size_t inside = 0;
    for (int line = lines.begin; line < lines.end; ++line) {
        const bool inner = line >= lines.inner_begin && line < lines.inner_end &&
                           columns.inner_begin < columns.inner_end;
        const int split = inner ? columns.inner_begin : columns.end;
        inside += count_each(offset(line, columns.begin), offset(line, split));
        if (!inner)
            continue;
        inside += offset(line, columns.inner_end) - offset(line, columns.inner_begin);
        inside += count_each(offset(line, columns.inner_end), offset(line, columns.end));
    }
    count.rows = grid.rows.size() - inside;
    return count;
}

std::size_t rows_outside(const engine::Result& result, const Viewport& viewport) {
    return count_outside(result, viewport).rows;
}

} // namespace cohortscope::plot

#include "engine/selection/lasso.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <span>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "engine/selection/orientation.h"

namespace cohortscope::engine {

namespace {

using Words = std::vector<std::uint64_t>;

// From the lower end to the upper one, whichever way the outline runs, so that two polygons compute
// the same of a common edge.
struct Edge {
    MapPoint low, high;

    double least_x() const { return std::min(low.x, high.x); }
    double most_x() const { return std::max(low.x, high.x); }
    // Whether the ray from (x, y) towards greater x crosses it. Never of a level edge.
    bool is_right_of(double x, double y) const {
        if (!(y >= low.y && y < high.y) || x >= most_x())
            return false;
        return x < least_x() || orientation(low.x, low.y, high.x, high.y, x, y) > 0;
    }
};

std::vector<Edge> edges_of(const Lasso& lasso) {
    std::vector<MapPoint> corners;
    for (const MapPoint& corner : lasso.points)
        if (std::isfinite(corner.x) && std::isfinite(corner.y))
            corners.push_back(corner);
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < corners.size() && corners.size() >= 3; ++i) {
        const MapPoint a = corners[i];
        const MapPoint b = corners[(i + 1) % corners.size()];
        edges.push_back(a.y <= b.y ? Edge{a, b} : Edge{b, a});
    }
    return edges;
}

bool is_inside(std::span<const Edge> edges, double x, double y) {
    bool inside = false;
    for (const Edge& edge : edges)
        inside ^= edge.is_right_of(x, y);
    return inside;
}

struct Interval {
    double low = 0.0, high = 0.0;
};

// Cells [begin, end).
struct Cells {
    std::size_t begin = 0, end = 0;
};

// One axis of the grid. The grid finds cells in floats: its borders are off by less than a
// thousandth of a cell, and kSlack covers that.
struct GridAxis {
    static constexpr double kSlack = 1.0 / 64;
    double low, high;
    std::size_t cells;
    double size; // of a cell

    GridAxis(float min, float max, int count)
        : low(min), high(max), cells(static_cast<std::size_t>(count)),
          size((static_cast<double>(max) - static_cast<double>(min)) / count) {}

    // False where the points lie on one line, or so far apart that floats overflow between them.
    bool is_divided() const { return size > 1e-30 && high - low < 1e30; }
    // Holds the points of a cell.
    Interval of_cell(std::size_t cell) const {
        if (!is_divided())
            return {low, high};
        const auto at = static_cast<double>(cell);
        return {low + (at - kSlack) * size, low + (at + 1.0 + kSlack) * size};
    }
    // Every cell that may hold points of the interval.
    Cells over(const Interval& wanted) const {
        if (!is_divided())
            return {0, cells};
        if (wanted.high < low || wanted.low > high)
            return {};
        const auto place = [&](double value) {
            return std::clamp(value, 0.0, static_cast<double>(cells - 1));
        };
        return {static_cast<std::size_t>(place((wanted.low - low) / size - kSlack)),
                static_cast<std::size_t>(place((wanted.high - low) / size + kSlack)) + 1};
    }
};

// Where the edge may run between two heights; a little wider than it does, for rounding.
Interval across(const Edge& edge, const Interval& heights) {
    const double rise = edge.high.y - edge.low.y;
    if (rise == 0.0 || (edge.low.y >= heights.low && edge.high.y <= heights.high))
        return {edge.least_x(), edge.most_x()};
    const auto x_at = [&](double y) {
        const double share = std::clamp((y - edge.low.y) / rise, 0.0, 1.0);
        return edge.low.x + share * (edge.high.x - edge.low.x);
    };
    const double a = x_at(heights.low), b = x_at(heights.high);
    const double error = 1e-14 * (std::fabs(edge.low.x) + std::fabs(edge.high.x));
    return {std::min(a, b) - error, std::max(a, b) + error};
}

// The polygon over the grid: the edges that matter at each line of cells.
class Outline {
  public:
    Outline(const Lasso& lasso, const analysis::Projection& projection,
            const analysis::PickGrid& grid)
        : projection_(projection), grid_(grid), columns_(grid.min_x, grid.max_x, grid.columns),
          lines_(grid.min_y, grid.max_y, grid.lines), edges_(lines_.cells) {
        for (const Edge& edge : edges_of(lasso)) {
            const Cells lines = lines_.over({edge.low.y, edge.high.y});
            for (std::size_t line = lines.begin; line < lines.end; ++line)
                edges_[line].push_back(edge);
        }
    }

    std::size_t lines() const { return lines_.cells; }

    // Sets the bits of the points of a line that are inside.
    void fill(std::size_t line, Words& inside) const {
        if (edges_[line].empty())
            return;
        const std::vector<bool> crossed = crossed_cells(line);
        for (std::size_t begin = 0; begin < crossed.size();) {
            std::size_t end = begin + 1;
            while (end < crossed.size() && crossed[end] == crossed[begin])
                ++end;
            fill_cells(line, {begin, end}, crossed[begin], inside);
            begin = end;
        }
    }

  private:
    std::vector<bool> crossed_cells(std::size_t line) const {
        std::vector<bool> crossed(columns_.cells, false);
        const Interval heights = lines_.of_cell(line);
        for (const Edge& edge : edges_[line]) {
            const Cells cells = columns_.over(across(edge, heights));
            for (std::size_t column = cells.begin; column < cells.end; ++column)
                crossed[column] = true;
        }
        return crossed;
    }

    // Neighbouring cells that the outline all crosses, or none: then one point speaks for all.
    void fill_cells(std::size_t line, const Cells& cells, bool crossed, Words& inside) const {
        const std::size_t first = line * columns_.cells;
        const std::span points(grid_.rows.begin() + grid_.starts[first + cells.begin],
                               grid_.rows.begin() + grid_.starts[first + cells.end]);
        const auto holds = [&](std::uint32_t point) {
            return is_inside(edges_[line], static_cast<double>(projection_.x[point]),
                             static_cast<double>(projection_.y[point]));
        };
        if (points.empty() || (!crossed && !holds(points.front())))
            return;
        for (const std::uint32_t point : points)
            inside[point / 64] |= std::uint64_t{!crossed || holds(point) ? 1u : 0u} << (point % 64);
    }

    const analysis::Projection& projection_;
    const analysis::PickGrid& grid_;
    GridAxis columns_, lines_;
    std::vector<std::vector<Edge>> edges_; // by line: those that points of the line may have
                                           // beside them
};

// Lines are shared out as they come; each task sets bits of its own, for points of a line lie in
// any word.
std::vector<Words> fill_all(const Outline& outline, std::size_t points) {
    const auto threads = static_cast<std::size_t>(base::loop_threads());
    std::vector<Words> parts(std::min(threads, base::chunk_count(points)));
    std::atomic<std::size_t> next{0};
    base::for_each_task(parts.size(), [&](std::size_t task) {
        parts[task].assign((points + 63) / 64, 0);
        for (std::size_t line = next++; line < outline.lines(); line = next++)
            outline.fill(line, parts[task]);
    });
    return parts;
}

} // namespace

bool contains(const Lasso& lasso, double x, double y) { return is_inside(edges_of(lasso), x, y); }

Words points_inside(const Lasso& lasso, const analysis::Projection& projection,
                    const analysis::PickGrid& grid) {
    const std::size_t n = projection.x.size();
    ENSURE(grid.rows.size() == n);
    if (n == 0)
        return {};
    std::vector<Words> parts = fill_all(Outline(lasso, projection, grid), n);
    Words inside = std::move(parts.front());
    for (std::size_t part = 1; part < parts.size(); ++part)
        std::ranges::transform(inside, parts[part], inside.begin(),
                               [](std::uint64_t a, std::uint64_t b) { return a | b; });
    return inside;
}

} // namespace cohortscope::engine

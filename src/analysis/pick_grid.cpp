#include "analysis/pick_grid.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <memory>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr int kMaximumSide = 512;        // cells along an axis
constexpr double kRowsPerCellSide = 2.0; // about four rows a cell, were the points spread evenly

// Cell of a coordinate: never decreasing in v, and the same when building and when finding.
struct CellAxis {
    double low;
    double cells_per_unit;
    int count;

    CellAxis(float min, float max, int cells)
        : low(static_cast<double>(min)), cells_per_unit(0.0), count(cells) {
        const double width = static_cast<double>(max) - low;
        if (width > 0.0)
            cells_per_unit = cells / width;
    }
    int cell(double v) const {
        const double place = (v - low) * cells_per_unit;
        return place > 0.0 ? static_cast<int>(std::min(place, count - 1.0)) : 0;
    }
    std::uint16_t cell_of(float v) const {
        return static_cast<std::uint16_t>(cell(static_cast<double>(v)));
    }
};

struct Bounds {
    float min_x, min_y, max_x, max_y;
};

// In independent lanes, so that a comparison need not wait for the one before it.
Bounds bounds_of_chunk(const Projection& projection, const base::Chunk& chunk) {
    constexpr std::size_t kLanes = 16;
    const float* x = projection.x.data();
    const float* y = projection.y.data();
    std::array<float, kLanes> min_x, min_y, max_x, max_y;
    min_x.fill(x[chunk.begin]);
    max_x.fill(x[chunk.begin]);
    min_y.fill(y[chunk.begin]);
    max_y.fill(y[chunk.begin]);
    std::size_t r = chunk.begin;
    for (; r + kLanes <= chunk.end; r += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            min_x[lane] = x[r + lane] < min_x[lane] ? x[r + lane] : min_x[lane];
            max_x[lane] = x[r + lane] > max_x[lane] ? x[r + lane] : max_x[lane];
            min_y[lane] = y[r + lane] < min_y[lane] ? y[r + lane] : min_y[lane];
            max_y[lane] = y[r + lane] > max_y[lane] ? y[r + lane] : max_y[lane];
        }
    for (; r < chunk.end; ++r) {
        min_x[0] = std::min(min_x[0], x[r]);
        max_x[0] = std::max(max_x[0], x[r]);
        min_y[0] = std::min(min_y[0], y[r]);
        max_y[0] = std::max(max_y[0], y[r]);
    }
    return {std::ranges::min(min_x), std::ranges::min(min_y), std::ranges::max(max_x),
            std::ranges::max(max_y)};
}

Bounds bounds_of(const Projection& projection) {
    const auto partials = base::map_chunks<Bounds>(
        projection.x.size(), base::kChunkRows,
        [&](const base::Chunk& chunk) { return bounds_of_chunk(projection, chunk); });
    Bounds all = partials.front();
    for (const Bounds& b : partials)
        all = {std::min(all.min_x, b.min_x), std::min(all.min_y, b.min_y),
               std::max(all.max_x, b.max_x), std::max(all.max_y, b.max_y)};
    return all;
}

using LineCounts = std::array<std::uint32_t, kMaximumSide>;

// A row's place in the grid.
struct Place {
    std::uint16_t line;
    std::uint16_t column;
};

// Scratch memory, not set: what is read was written before.
template <class T> std::unique_ptr<T[]> scratch(std::size_t count) {
    return std::make_unique_for_overwrite<T[]>(count);
}

struct ByLine {
    std::unique_ptr<std::uint32_t[]> rows;    // n, stable
    std::unique_ptr<std::uint16_t[]> columns; // n; of those rows: the second half gathers nothing
    std::vector<std::uint32_t> starts;        // lines + 1
};

// First half of a two-digit counting sort: rows by the grid's line.
ByLine sort_by_line(const Projection& projection, const CellAxis& across, const CellAxis& upwards) {
    const std::size_t n = projection.y.size();
    const auto places = scratch<Place>(n);
    auto offsets = base::map_chunks<LineCounts>(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        LineCounts counts{};
        for (std::size_t r = chunk.begin; r < chunk.end; ++r) {
            places[r] = {upwards.cell_of(projection.y[r]), across.cell_of(projection.x[r])};
            ++counts[places[r].line];
        }
        return counts;
    });
    ByLine sorted{scratch<std::uint32_t>(n), scratch<std::uint16_t>(n), {}};
    std::uint32_t next = 0;
    for (std::size_t line = 0; line < static_cast<std::size_t>(upwards.count); ++line) {
        sorted.starts.push_back(next);
        for (LineCounts& counts : offsets)
            next += std::exchange(counts[line], next);
    }
    sorted.starts.push_back(next);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        LineCounts& next_of = offsets[chunk.index];
        for (std::size_t r = chunk.begin; r < chunk.end; ++r) {
            const std::uint32_t at = next_of[places[r].line]++;
            sorted.rows[at] = static_cast<std::uint32_t>(r);
            sorted.columns[at] = places[r].column;
        }
    });
    return sorted;
}

// Second half: the rows of one line by column, into grid.rows and grid.starts.
void sort_line(const ByLine& sorted, std::size_t line, PickGrid& grid) {
    const std::uint32_t begin = sorted.starts[line];
    const std::uint32_t end = sorted.starts[line + 1];
    LineCounts places{};
    for (std::uint32_t i = begin; i < end; ++i)
        ++places[sorted.columns[i]];
    std::uint32_t next = begin;
    const auto columns = static_cast<std::size_t>(grid.columns);
    for (std::size_t column = 0; column < columns; ++column) {
        grid.starts[line * columns + column] = next;
        next += std::exchange(places[column], next);
    }
    for (std::uint32_t i = begin; i < end; ++i)
        grid.rows[places[sorted.columns[i]]++] = sorted.rows[i];
}

// A set of rows that lists itself in ascending order without sorting.
class RowSet {
  public:
    explicit RowSet(std::size_t rows) : words_((rows + 63) / 64) {}
    void insert(std::uint32_t row) {
        words_[row / 64] |= std::uint64_t{1} << (row % 64);
        ++count_;
    }
    std::vector<std::uint32_t> ascending() const {
        std::vector<std::uint32_t> rows;
        rows.reserve(count_);
        for (std::size_t w = 0; w < words_.size(); ++w)
            for (std::uint64_t word = words_[w]; word != 0; word &= word - 1)
                rows.push_back(static_cast<std::uint32_t>(w * 64) +
                               static_cast<std::uint32_t>(std::countr_zero(word)));
        return rows;
    }

  private:
    std::vector<std::uint64_t> words_;
    std::size_t count_ = 0;
};

struct Ellipse {
    double x, y, radius_x, radius_y;

    // Without a division, so that a radius of 0 holds the points exactly there.
    bool contains(float point_x, float point_y) const {
        const double dx = std::fabs(static_cast<double>(point_x) - x);
        const double dy = std::fabs(static_cast<double>(point_y) - y);
        if (dx > radius_x || dy > radius_y)
            return false;
        const double a = dx * radius_y;
        const double b = dy * radius_x;
        const double c = radius_x * radius_y;
        return a * a + b * b <= c * c;
    }
};

} // namespace

PickGrid build_pick_grid(const Projection& projection) {
    const std::size_t n = projection.x.size();
    ENSURE(projection.y.size() == n);
    PickGrid grid;
    if (n == 0) {
        grid.starts.assign(1, 0);
        return grid;
    }
    const Bounds bounds = bounds_of(projection);
    grid.min_x = bounds.min_x;
    grid.min_y = bounds.min_y;
    grid.max_x = bounds.max_x;
    grid.max_y = bounds.max_y;
    const double side = std::sqrt(static_cast<double>(n)) / kRowsPerCellSide;
    grid.columns = grid.lines = std::clamp(static_cast<int>(side), 1, kMaximumSide);
    const ByLine sorted = sort_by_line(projection, CellAxis(grid.min_x, grid.max_x, grid.columns),
                                       CellAxis(grid.min_y, grid.max_y, grid.lines));
    const auto lines = static_cast<std::size_t>(grid.lines);
    grid.rows.resize(n);
    grid.starts.resize(lines * lines + 1);
    grid.starts.back() = static_cast<std::uint32_t>(n);
    base::for_each_task(lines, [&](std::size_t line) { sort_line(sorted, line, grid); });
    return grid;
}

std::vector<std::uint32_t> PickGrid::find(const Projection& projection, float x, float y,
                                          float radius_x, float radius_y) const {
    if (rows.empty() || !(radius_x >= 0.0f) || !(radius_y >= 0.0f))
        return {};
    const Ellipse ellipse{static_cast<double>(x), static_cast<double>(y),
                          static_cast<double>(radius_x), static_cast<double>(radius_y)};
    // Differences round; the box is a little larger so that no point on the rim escapes it.
    const double reach_x = ellipse.radius_x * (1.0 + 1e-9) + std::fabs(ellipse.x) * 1e-12;
    const double reach_y = ellipse.radius_y * (1.0 + 1e-9) + std::fabs(ellipse.y) * 1e-12;
    const CellAxis x_axis(min_x, max_x, columns);
    const CellAxis y_axis(min_y, max_y, lines);
    const int first_column = x_axis.cell(ellipse.x - reach_x);
    const int last_column = x_axis.cell(ellipse.x + reach_x);
    RowSet found(rows.size());
    for (int line = y_axis.cell(ellipse.y - reach_y); line <= y_axis.cell(ellipse.y + reach_y);
         ++line) {
        const auto first = static_cast<std::size_t>(line * columns + first_column);
        const auto last = static_cast<std::size_t>(line * columns + last_column);
        for (std::uint32_t at = starts[first]; at < starts[last + 1]; ++at)
            if (ellipse.contains(projection.x[rows[at]], projection.y[rows[at]]))
                found.insert(rows[at]);
    }
    return found.ascending();
}

} // namespace cohortscope::analysis

#include "analysis/pick_grid.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr int kMaximumSide = 512;        // cells along an axis
constexpr double kRowsPerCellSide = 2.0; // about four rows a cell, were the points spread evenly

// Cell of a coordinate: never decreasing in v, and the same when building and when finding.
struct CellAxis {
    float low;
    float cells_per_unit;
    float last; // cell

    CellAxis(float min, float max, int cells)
        : low(min), cells_per_unit(0.0f), last(static_cast<float>(cells - 1)) {
        const double width = static_cast<double>(max) - static_cast<double>(min);
        if (width > 0.0)
            cells_per_unit = static_cast<float>(cells / width);
    }
    int cell(float v) const {
        float place = (v - low) * cells_per_unit;
        place = place < last ? place : last;
        return static_cast<int>(place > 0.0f ? place : 0.0f);
    }
    // Rounding never decreases either: no point at or above v lies in a lower cell.
    int cell(double v) const { return cell(static_cast<float>(v)); }
};

// Cells of some coordinates, several at once.
void cells_of(const CellAxis& axis, const float* v, std::size_t size, std::int32_t* cells) {
    for (std::size_t i = 0; i < size; ++i)
        cells[i] = axis.cell(v[i]);
}

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

// The grid is sorted by two digits. The first is the band, the second the cell in the band; with
// two lines a band the places where either writes stay in the first-level cache.
constexpr unsigned kLinesPerBand = 2;
constexpr std::size_t kMaximumBands = kMaximumSide / kLinesPerBand;
constexpr std::size_t kBandCells = std::size_t{kMaximumSide} * kLinesPerBand;
using BandCounts = std::array<std::uint32_t, kMaximumBands>;

// Rows are counted and moved in parts. An item is a row on its way: its number in its part in the
// upper half, its cell in the band in the lower.
constexpr std::size_t kPartRows = 4 * base::kChunkRows;
using Item = std::uint32_t;
static_assert(kPartRows <= 1 << 16 && kBandCells <= 1 << 16);

struct ByBand {
    base::Buffer<Item> items;         // n, stable; then the rows themselves
    std::vector<std::uint32_t> begin; // of each band
    std::vector<BandCounts> ends;     // of each part's items in each band
};

// Rows whose cells are computed at a time, in the first-level cache.
constexpr std::size_t kBlockRows = 1024;
using BlockCells = std::array<std::int32_t, kBlockRows>;

// Calls body(first row, number of rows) for the blocks of a part.
template <class Body> void for_each_block(const base::Chunk& part, const Body& body) {
    for (std::size_t begin = part.begin; begin < part.end; begin += kBlockRows)
        body(begin, std::min(kBlockRows, part.end - begin));
}

std::uint32_t band_of(std::int32_t line) {
    return static_cast<std::uint32_t>(line) / kLinesPerBand;
}

BandCounts count_bands(const Projection& projection, const CellAxis& upwards,
                       const base::Chunk& part) {
    // Two tables, since a row is often in the band of the row before and would wait for its count.
    BandCounts counts{}, others{};
    for_each_block(part, [&](std::size_t begin, std::size_t size) {
        BlockCells lines;
        cells_of(upwards, projection.y.data() + begin, size, lines.data());
        for (std::size_t i = 0; i + 2 <= size; i += 2) {
            ++counts[band_of(lines[i])];
            ++others[band_of(lines[i + 1])];
        }
        if (size % 2 == 1)
            ++counts[band_of(lines[size - 1])];
    });
    for (std::size_t band = 0; band < counts.size(); ++band)
        counts[band] += others[band];
    return counts;
}

// First half: rows by band. Cells are computed twice, which costs less than to keep them.
ByBand sort_by_band(const Projection& projection, const CellAxis& across, const CellAxis& upwards) {
    const std::size_t n = projection.y.size();
    ByBand sorted{base::Buffer<Item>(n), {}, {}};
    sorted.ends = base::map_chunks<BandCounts>(n, kPartRows, [&](const base::Chunk& part) {
        return count_bands(projection, upwards, part);
    });
    std::uint32_t next = 0;
    for (std::size_t band = 0; band <= band_of(static_cast<std::int32_t>(upwards.last)); ++band) {
        sorted.begin.push_back(next);
        for (BandCounts& counts : sorted.ends)
            next += std::exchange(counts[band], next);
    }
    base::for_each_chunk(n, kPartRows, [&](const base::Chunk& part) {
        BandCounts& next_of = sorted.ends[part.index];
        Item* to = sorted.items.data();
        for_each_block(part, [&](std::size_t begin, std::size_t size) {
            BlockCells lines, columns;
            cells_of(upwards, projection.y.data() + begin, size, lines.data());
            cells_of(across, projection.x.data() + begin, size, columns.data());
            std::array<std::uint32_t, kBlockRows> bands;
            std::array<Item, kBlockRows> items;
            const auto first = static_cast<Item>(begin - part.begin);
            for (std::size_t i = 0; i < size; ++i) {
                bands[i] = band_of(lines[i]);
                const auto line = static_cast<Item>(lines[i]) % kLinesPerBand;
                items[i] = (first + static_cast<Item>(i)) << 16 |
                           (line * kMaximumSide + static_cast<Item>(columns[i]));
            }
            for (std::size_t i = 0; i < size; ++i)
                to[next_of[bands[i]]++] = items[i];
        });
    });
    return sorted;
}

// Second half: the items of one band become its rows by cell, where they stand; sets grid.starts.
void sort_band(ByBand& sorted, std::size_t band, PickGrid& grid) {
    constexpr Item kCell = 0xffff;
    const std::uint32_t begin = sorted.begin[band];
    const base::Buffer<Item> items(sorted.items.begin() + begin,
                                   sorted.items.begin() + sorted.ends.back()[band]);
    std::array<std::uint32_t, kBandCells> places{};
    for (const Item item : items)
        ++places[item & kCell];
    std::uint32_t next = begin;
    const auto columns = static_cast<std::size_t>(grid.columns);
    const auto lines = static_cast<std::size_t>(grid.lines);
    const std::size_t first = band * kLinesPerBand;
    for (std::size_t line = first; line < std::min(lines, first + kLinesPerBand); ++line)
        for (std::size_t column = 0; column < columns; ++column) {
            grid.starts[line * columns + column] = next;
            next += std::exchange(places[(line - first) * kMaximumSide + column], next);
        }
    const Item* item = items.data();
    for (std::size_t part = 0; part < sorted.ends.size(); ++part)
        for (const Item* end = items.data() + (sorted.ends[part][band] - begin); item < end; ++item)
            sorted.items[places[*item & kCell]++] =
                static_cast<std::uint32_t>(part * kPartRows + (*item >> 16));
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
    ByBand sorted = sort_by_band(projection, CellAxis(grid.min_x, grid.max_x, grid.columns),
                                 CellAxis(grid.min_y, grid.max_y, grid.lines));
    const auto lines = static_cast<std::size_t>(grid.lines);
    grid.starts.resize(lines * lines + 1);
    grid.starts.back() = static_cast<std::uint32_t>(n);
    base::for_each_task(sorted.begin.size(),
                        [&](std::size_t band) { sort_band(sorted, band, grid); });
    grid.rows = std::move(sorted.items);
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

namespace {

struct Cells {
    double low = 0.0, high = 1.0; // as shares of the grid
};

// The cells that are left when `left_out` rows go at each end.
Cells inner_cells(const std::vector<std::size_t>& counts, std::size_t left_out) {
    std::size_t first = 0;
    std::size_t last = counts.size() - 1;
    for (std::size_t passed = counts[first]; passed <= left_out && first < last;)
        passed += counts[++first];
    for (std::size_t passed = counts[last]; passed <= left_out && last > first;)
        passed += counts[--last];
    const auto cells = static_cast<double>(counts.size());
    return {static_cast<double>(first) / cells, static_cast<double>(last + 1) / cells};
}

} // namespace

InnerRange inner_range(const PickGrid& grid) {
    const auto columns = static_cast<std::size_t>(grid.columns);
    const auto lines = static_cast<std::size_t>(grid.lines);
    std::vector<std::size_t> across(columns, 0);
    std::vector<std::size_t> upwards(lines, 0);
    for (std::size_t line = 0; line < lines; ++line)
        for (std::size_t column = 0; column < columns; ++column) {
            const std::size_t cell = line * columns + column;
            const std::size_t rows = grid.starts[cell + 1] - grid.starts[cell];
            across[column] += rows;
            upwards[line] += rows;
        }
    const std::size_t left_out = grid.rows.size() / 1000;
    const Cells x = inner_cells(across, left_out), y = inner_cells(upwards, left_out);
    const auto at = [](float low, float high, double share) {
        const double from = static_cast<double>(low);
        return from + share * (static_cast<double>(high) - from);
    };
    return {at(grid.min_x, grid.max_x, x.low), at(grid.min_x, grid.max_x, x.high),
            at(grid.min_y, grid.max_y, y.low), at(grid.min_y, grid.max_y, y.high)};
}

} // namespace cohortscope::analysis

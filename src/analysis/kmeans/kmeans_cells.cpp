#include "analysis/kmeans/kmeans_cells.h"

#include <algorithm>
#include <cstdint>

#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kMostRows = std::size_t{1} << 20;
constexpr std::size_t kExactRows = 8192; // up to here, cells are the distinct rows
constexpr std::size_t kMostCells = 8192;
// A wide table's cells hold as many values as those of eight columns: its iterations cost as much.
constexpr std::size_t kWideColumns = 17;
constexpr std::size_t kMostValues = kMostCells * 8;
constexpr std::size_t kFewestWideCells = 1024;
constexpr double kShare = 1.0 / 16000; // of a cluster's inertia: what rows of a cell may differ by
constexpr std::size_t kTaskRows = 8192;
constexpr std::size_t kFewColumns = 8; // a table with more is wide
constexpr std::size_t kGlance = 64;    // rows that tell how a larger range lies

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t size() const { return end - begin; }
};

// How `rows` rows lie about their mean.
struct Spread {
    double rows = 0.0;
    std::vector<double> sums; // d
    double squares = 0.0;     // Σ of squared distances to the mean
    std::size_t axis = 0;     // the widest
    double mean = 0.0;        // on that axis
    bool is_point = true;
};

// Sums over some rows of their values less those of the first, and of the squares of these.
struct Moments {
    explicit Moments(std::size_t d) : sums(d), squares(d) {}
    std::vector<double> sums, squares; // d
};

// Cells of one range, in order.
struct Part {
    std::vector<double> means; // cells × d
    std::vector<double> weights;
    double total = 0.0; // Σ over the rows of their squared length
};

class Splitter {
  public:
    Splitter(const features::Matrix& matrix, std::size_t taken, double tolerance,
             const float* points)
        : d_(matrix.dimensions()), tolerance_(tolerance), points_(points), rows_(taken),
          scratch_(taken) {
        for (const auto& column : matrix.columns)
            columns_.push_back(column->values.data());
        for (std::size_t i = 0; i < taken; ++i)
            rows_[i] = static_cast<std::uint32_t>(i * matrix.rows / taken);
    }

    std::vector<Part> run();

  private:
    Spread spread_of(Range range, std::size_t step) const;
    Moments moments_of(Range range, std::size_t step) const;
    Moments moments_by_points(Range range, std::size_t step) const;
    std::size_t divide(Range range, const Spread& spread);
    std::size_t split(Range range, Part& part);
    void split_fully(Range range, Part& part);

    std::size_t d_;
    double tolerance_;
    const float* points_; // n × d, or null
    std::vector<const float*> columns_;
    std::vector<std::uint32_t> rows_, scratch_;
};

// Of every step-th row of the range.
Moments Splitter::moments_of(Range range, std::size_t step) const {
    if (points_)
        return moments_by_points(range, step);
    Moments moments(d_);
    for (std::size_t f = 0; f < d_; ++f) {
        const float* column = columns_[f];
        const double first = static_cast<double>(column[rows_[range.begin]]);
        for (std::size_t i = range.begin; i < range.end; i += step) {
            const double value = static_cast<double>(column[rows_[i]]) - first;
            moments.sums[f] += value;
            moments.squares[f] += value * value;
        }
    }
    return moments;
}

// Rows of a range lie scattered: each is fetched while those before it are summed.
inline void fetch_point(const float* point, std::size_t d) {
    constexpr std::size_t line = 16; // floats
    for (std::size_t f = 0; f < d; f += line)
        __builtin_prefetch(point + f);
    __builtin_prefetch(point + d - 1);
}

// The same bits.
Moments Splitter::moments_by_points(Range range, std::size_t step) const {
    constexpr std::size_t ahead = 8;
    Moments moments(d_);
    double* sums = moments.sums.data();
    double* squares = moments.squares.data();
    const float* first = points_ + rows_[range.begin] * d_;
    for (std::size_t i = range.begin; i < range.end; i += step) {
        const float* point = points_ + rows_[i] * d_;
        if (i + ahead * step < range.end)
            fetch_point(points_ + rows_[i + ahead * step] * d_, d_);
        for (std::size_t f = 0; f < d_; ++f) {
            const double value = static_cast<double>(point[f]) - static_cast<double>(first[f]);
            sums[f] += value;
            squares[f] += value * value;
        }
    }
    return moments;
}

Spread Splitter::spread_of(Range range, std::size_t step) const {
    Spread spread;
    const std::size_t looked_at = (range.size() + step - 1) / step;
    spread.rows = static_cast<double>(looked_at);
    Moments moments = moments_of(range, step);
    double widest = 0.0;
    for (std::size_t f = 0; f < d_; ++f) {
        const double first = static_cast<double>(columns_[f][rows_[range.begin]]);
        const double sum = moments.sums[f], squares = moments.squares[f];
        moments.sums[f] = sum + spread.rows * first;
        if (squares == 0.0)
            continue;
        const double about_mean = std::max(0.0, squares - sum * sum / spread.rows);
        spread.squares += about_mean;
        if (about_mean > widest || spread.is_point) {
            widest = about_mean;
            spread.axis = f;
            spread.mean = first + sum / spread.rows;
        }
        spread.is_point = false;
    }
    spread.sums = std::move(moments.sums);
    return spread;
}

// Rows below the mean of the axis come first, both sides in order; returns where the second begins.
std::size_t Splitter::divide(Range range, const Spread& spread) {
    const float* column = columns_[spread.axis];
    std::size_t low = range.begin, high = range.begin;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const std::uint32_t row = rows_[i];
        const bool is_low = static_cast<double>(column[row]) < spread.mean;
        rows_[low] = row; // no branch: which side is hard to predict
        scratch_[high] = row;
        low += is_low;
        high += !is_low;
    }
    std::copy(scratch_.begin() + static_cast<std::ptrdiff_t>(range.begin),
              scratch_.begin() + static_cast<std::ptrdiff_t>(high),
              rows_.begin() + static_cast<std::ptrdiff_t>(low));
    return low;
}

// Where the second side begins; or the range's end, and the range is a cell of `part`.
std::size_t Splitter::split(Range range, Part& part) {
    if (range.size() > kGlance) {
        const Spread glance = spread_of(range, range.size() / kGlance);
        if (glance.squares / glance.rows * static_cast<double>(range.size()) > tolerance_) {
            const std::size_t middle = divide(range, glance);
            if (middle > range.begin && middle < range.end)
                return middle;
        }
    }
    const Spread spread = spread_of(range, 1);
    if (!spread.is_point && spread.squares > tolerance_) {
        const std::size_t middle = divide(range, spread);
        if (middle > range.begin && middle < range.end)
            return middle;
    }
    part.total += spread.squares;
    for (const double sum : spread.sums) {
        part.means.push_back(sum / spread.rows);
        part.total += sum * sum / spread.rows;
    }
    part.weights.push_back(spread.rows);
    return range.end;
}

void Splitter::split_fully(Range range, Part& part) {
    const std::size_t middle = split(range, part);
    if (middle == range.end)
        return;
    split_fully({range.begin, middle}, part);
    split_fully({middle, range.end}, part);
}

std::vector<Part> Splitter::run() {
    std::vector<Range> ranges{{0, rows_.size()}};
    std::vector<Part> parts(1);
    // Level by level while ranges are large; a range that ends as a cell stands as a part without
    // rows to split.
    const auto is_large = [](const Range& range) { return range.size() > kTaskRows; };
    while (std::any_of(ranges.begin(), ranges.end(), is_large)) {
        std::vector<std::size_t> middles(ranges.size());
        base::for_each_task(ranges.size(), [&](std::size_t i) {
            middles[i] = is_large(ranges[i]) ? split(ranges[i], parts[i]) : ranges[i].begin;
        });
        std::vector<Range> next;
        std::vector<Part> next_parts;
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            const Range range = ranges[i];
            const bool halved = middles[i] > range.begin && middles[i] < range.end;
            if (halved)
                next.push_back({range.begin, middles[i]});
            next.push_back({middles[i], range.end});
            next_parts.resize(next.size());
            if (!halved)
                next_parts.back() = std::move(parts[i]);
        }
        ranges = std::move(next);
        parts = std::move(next_parts);
    }
    base::for_each_task(ranges.size(), [&](std::size_t i) {
        if (ranges[i].size() > 0)
            split_fully(ranges[i], parts[i]);
    });
    return parts;
}

std::vector<float> squares_of(const Cells& cells) {
    std::vector<float> squares(cells.padded);
    for (std::size_t f = 0; f < cells.d; ++f)
        for (std::size_t cell = 0; cell < cells.count(); ++cell)
            squares[cell] += cells.column(f)[cell] * cells.column(f)[cell];
    return squares;
}

Cells joined(const std::vector<Part>& parts, std::size_t d) {
    Cells cells;
    cells.d = d;
    for (const Part& part : parts) {
        cells.weights.insert(cells.weights.end(), part.weights.begin(), part.weights.end());
        cells.total += part.total;
    }
    cells.padded =
        (cells.count() + features::kRowPadding - 1) / features::kRowPadding * features::kRowPadding;
    cells.values.resize(d * cells.padded);
    cells.points.reserve(d * cells.count());
    std::size_t cell = 0;
    for (const Part& part : parts)
        for (std::size_t i = 0; i < part.weights.size(); ++i, ++cell)
            for (std::size_t f = 0; f < d; ++f) {
                const auto mean = static_cast<float>(part.means[i * d + f]);
                cells.values[f * cells.padded + cell] = mean;
                cells.points.push_back(mean);
            }
    if (d > kFewColumns)
        cells.squares = squares_of(cells);
    return cells;
}

} // namespace

std::vector<const float*> Cells::columns() const {
    std::vector<const float*> result;
    for (std::size_t f = 0; f < d; ++f)
        result.push_back(column(f));
    return result;
}

Cells make_cells(const features::Matrix& matrix, double cluster_inertia, const CellHints& hints) {
    const std::size_t taken = std::min(matrix.rows, kMostRows);
    const double share = static_cast<double>(taken) / static_cast<double>(matrix.rows);
    double tolerance = matrix.rows <= kExactRows ? 0.0 : kShare * share * cluster_inertia;
    std::size_t most_cells = kMostCells;
    if (matrix.dimensions() >= kWideColumns && matrix.rows > kExactRows) {
        most_cells = std::max(kMostValues / matrix.dimensions(), kFewestWideCells);
        tolerance =
            std::max(tolerance, share * cluster_inertia * static_cast<double>(hints.clusters) /
                                    static_cast<double>(most_cells));
    }
    for (;; tolerance *= 2.0) {
        Splitter splitter(matrix, taken, tolerance, hints.points);
        Cells cells = joined(splitter.run(), matrix.dimensions());
        if (cells.count() <= most_cells || tolerance == 0.0)
            return cells;
    }
}

} // namespace cohortscope::analysis

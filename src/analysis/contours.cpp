#include "analysis/contours.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/elementary.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr int kReach = 6;        // cells that the Gaussian reaches
constexpr int kPad = kReach + 1; // so that every outline closes
constexpr int kSide = kContourCells + 2 * kPad;
constexpr std::size_t kCells = std::size_t{kSide} * kSide;
constexpr std::size_t kBlocks = 4;    // of rows, each with counts of its own
constexpr std::size_t kShortest = 14; // points of an outline; a shorter one is a speck
constexpr int kLevels = 4096;

struct Axis {
    double low = 0.0, cell = 1.0; // of the first cell that is not padding; data units

    Axis(double from, double to) : low(from), cell(to > from ? (to - from) / kContourCells : 1.0) {}
    // −1 outside.
    int index(float value) const {
        const double place = (static_cast<double>(value) - low) / cell;
        return place >= 0.0 && place < kContourCells ? kPad + static_cast<int>(place) : -1;
    }
    // Of a place between the middles of cells.
    float value(double place) const {
        return static_cast<float>(low + cell * (place - kPad + 0.5));
    }
};

using Counts = std::vector<std::uint32_t>; // by cluster and cell

Counts count_rows(const Projection& projection, std::span<const Label> labels, const Axis& across,
                  const Axis& upwards, std::size_t k) {
    const std::size_t rows = labels.size();
    const std::size_t block_rows = std::max(base::kChunkRows, (rows + kBlocks - 1) / kBlocks);
    std::vector<Counts> counts =
        base::map_chunks<Counts>(rows, block_rows, [&](const base::Chunk& block) {
            Counts own(k * kCells, 0);
            for (std::size_t row = block.begin; row < block.end; ++row) {
                const int column = across.index(projection.x[row]);
                const int line = upwards.index(projection.y[row]);
                if (column >= 0 && line >= 0 && labels[row] < k)
                    ++own[labels[row] * kCells + static_cast<std::size_t>(line * kSide + column)];
            }
            return own;
        });
    if (counts.empty())
        return Counts(k * kCells, 0);
    for (std::size_t block = 1; block < counts.size(); ++block)
        for (std::size_t i = 0; i < counts[0].size(); ++i)
            counts[0][i] += counts[block][i];
    return std::move(counts[0]);
}

using Map = std::vector<float>; // kSide × kSide, by line

// One pass along an axis; `step` cells lead to the next one.
Map smoothed_along(const Map& map, std::ptrdiff_t step) {
    std::array<float, kReach + 1> weights{};
    float sum = 0.0f;
    for (int i = 0; i <= kReach; ++i) {
        const double z = i / kContourWidth;
        weights[static_cast<std::size_t>(i)] = static_cast<float>(base::exponential(-z * z / 2.0));
        sum += weights[static_cast<std::size_t>(i)] * (i == 0 ? 1.0f : 2.0f);
    }
    Map out(kCells, 0.0f);
    for (int i = -kReach; i <= kReach; ++i) {
        const float weight = weights[static_cast<std::size_t>(std::abs(i))] / sum;
        const std::ptrdiff_t shift = i * step;
        const auto first = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, -shift));
        const auto last = kCells - static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, shift));
        const float* from = map.data() + shift;
        for (std::size_t cell = first; cell < last; ++cell)
            out[cell] += weight * from[cell];
    }
    return out;
}

// The density above which the region holds the wanted share; as fine as a kLevels-th of the most.
float level_of(const Map& map) {
    const float most = *std::max_element(map.begin(), map.end());
    if (!(most > 0.0f))
        return 0.0f;
    std::array<double, kLevels + 1> mass{};
    double total = 0.0;
    for (const float density : map) {
        mass[static_cast<std::size_t>(density / most * kLevels)] += static_cast<double>(density);
        total += static_cast<double>(density);
    }
    double inside = 0.0;
    std::size_t level = kLevels;
    for (; level > 0; --level) {
        inside += mass[level];
        if (inside >= total * kContourShare)
            break;
    }
    return most * (static_cast<float>(level) + 0.01f) / kLevels;
}

// Marching squares (Lorensen, Cline 1987, in the plane). An edge joins two neighbouring cells: the
// line crosses it where one is above the level and the other not, and leads on to two other edges.
class Tracer {
  public:
    Tracer(const Map& map, float level) : map_(map), level_(level), next_(2 * kCells) {
        for (Link& link : next_)
            link.fill(kNone);
        for (int line = 0; line + 1 < kSide; ++line)
            for (int column = 0; column + 1 < kSide; ++column)
                add_square(line, column);
    }

    // Every closed line once; calls add(edge) for each edge on it and finish() at its end.
    template <class Add, class Finish> void follow(const Add& add, const Finish& finish) {
        for (std::size_t start = 0; start < next_.size(); ++start) {
            if (next_[start][0] == kNone)
                continue;
            std::size_t edge = start;
            while (edge != kNone && next_[edge][0] != kNone) {
                add(edge);
                const Link link = next_[edge];
                next_[edge].fill(kNone);
                edge = next_[link[0]][0] != kNone ? link[0] : link[1];
            }
            finish();
        }
    }

    // Where the line crosses an edge, in cells.
    std::array<double, 2> place(std::size_t edge) const {
        const bool upwards = edge >= kCells;
        const std::size_t from = upwards ? edge - kCells : edge;
        const std::size_t to = from + (upwards ? kSide : 1);
        const double share =
            static_cast<double>(level_ - map_[from]) / static_cast<double>(map_[to] - map_[from]);
        const auto column = static_cast<double>(from % kSide);
        const auto line = static_cast<double>(from / kSide);
        return upwards ? std::array{column, line + share} : std::array{column + share, line};
    }

  private:
    static constexpr std::size_t kNone = 2 * kCells;
    using Link = std::array<std::size_t, 2>;

    void join(std::size_t a, std::size_t b) {
        next_[a][next_[a][0] == kNone ? 0 : 1] = b;
        next_[b][next_[b][0] == kNone ? 0 : 1] = a;
    }

    // Corners in the order below left, below right, above right, above left; sides likewise: below,
    // right, above, left.
    void add_square(int line, int column) {
        const auto at = static_cast<std::size_t>(line * kSide + column);
        const std::array<std::size_t, 4> corners = {at, at + 1, at + kSide + 1, at + kSide};
        const std::array<std::size_t, 4> sides = {at, kCells + at + 1, at + kSide, kCells + at};
        std::array<bool, 4> above{};
        int count = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            above[i] = map_[corners[i]] > level_;
            count += above[i] ? 1 : 0;
        }
        if (count == 0 || count == 4)
            return;
        if (count == 2 && above[0] == above[2]) { // a saddle: its middle decides
            const float middle =
                map_[corners[0]] + map_[corners[1]] + map_[corners[2]] + map_[corners[3]];
            const bool cut_first = (middle > 4.0f * level_) != above[0]; // corners 0 and 2 cut off
            join(sides[cut_first ? 3 : 0], sides[cut_first ? 0 : 1]);
            join(sides[cut_first ? 1 : 2], sides[cut_first ? 2 : 3]);
            return;
        }
        std::array<std::size_t, 2> crossed{};
        std::size_t found = 0;
        for (std::size_t i = 0; i < 4; ++i)
            if (above[i] != above[(i + 1) % 4])
                crossed[found++] = sides[i];
        join(crossed[0], crossed[1]);
    }

    const Map& map_;
    float level_;
    std::vector<Link> next_; // of each edge; kNone where the line does not cross it
};

std::vector<Outline> outlines_of(const Map& map, const Axis& across, const Axis& upwards) {
    const float level = level_of(map);
    if (!(level > 0.0f))
        return {};
    Tracer tracer(map, level);
    std::vector<Outline> found(1);
    tracer.follow(
        [&](std::size_t edge) {
            const std::array<double, 2> place = tracer.place(edge);
            found.back().x.push_back(across.value(place[0]));
            found.back().y.push_back(upwards.value(place[1]));
        },
        [&] { found.emplace_back(); });
    found.pop_back();
    std::stable_sort(found.begin(), found.end(),
                     [](const Outline& a, const Outline& b) { return a.x.size() > b.x.size(); });
    while (found.size() > 1 && found.back().x.size() < kShortest)
        found.pop_back();
    return found;
}

} // namespace

Contours cluster_contours(const Projection& projection, const PickGrid& grid,
                          std::span<const Label> labels, int k) {
    ENSURE(projection.x.size() == labels.size() && k >= 0);
    if (labels.empty() || grid.columns <= 0)
        return {};
    const InnerRange range = inner_range(grid);
    const Axis across(range.min_x, range.max_x), upwards(range.min_y, range.max_y);
    const auto clusters = static_cast<std::size_t>(k);
    const Counts counts = count_rows(projection, labels, across, upwards, clusters);
    std::vector<std::vector<Outline>> found(clusters);
    base::for_each_task(clusters, [&](std::size_t cluster) {
        const auto first = counts.begin() + static_cast<std::ptrdiff_t>(cluster * kCells);
        const Map map(first, first + static_cast<std::ptrdiff_t>(kCells));
        found[cluster] =
            outlines_of(smoothed_along(smoothed_along(map, 1), kSide), across, upwards);
    });
    Contours contours;
    for (std::size_t cluster = 0; cluster < clusters; ++cluster)
        for (Outline& outline : found[cluster]) {
            outline.cluster = static_cast<int>(cluster);
            contours.outlines.push_back(std::move(outline));
        }
    return contours;
}

} // namespace cohortscope::analysis

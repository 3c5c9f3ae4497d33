#include "analysis/neighbours/hopkins.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "analysis/neighbours/kd_tree.h"
#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kMostDraws = 2000;
constexpr std::size_t kTaskDraws = 64;
enum Stream : std::uint64_t { kPlaces, kRows };

// Every row with size 1: Ward's cost is then half the squared distance.
WeightedPoints points_of(const features::Matrix& matrix) {
    const std::size_t d = matrix.dimensions();
    WeightedPoints points{d, std::vector<double>(matrix.rows * d),
                          std::vector<double>(matrix.rows, 1.0)};
    base::for_each_chunk(matrix.rows, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            for (std::size_t f = 0; f < d; ++f)
                points.coordinates[row * d + f] =
                    static_cast<double>(matrix.columns[f]->values[row]);
    });
    return points;
}

double distance_of(const Neighbour& neighbour) { return std::sqrt(2.0 * neighbour.cost); }

// draws × d, row-major, uniform in the rows' bounding box.
std::vector<double> draw_places(const features::Matrix& matrix, std::size_t draws,
                                std::uint64_t seed) {
    const std::size_t d = matrix.dimensions();
    base::Random random(seed, kPlaces);
    std::vector<double> low, width;
    for (const auto& column : matrix.columns) {
        const auto begin = column->values.begin();
        const auto [least, most] =
            std::minmax_element(begin, begin + static_cast<std::ptrdiff_t>(matrix.rows));
        low.push_back(static_cast<double>(*least));
        width.push_back(static_cast<double>(*most) - low.back());
    }
    std::vector<double> places(draws * d);
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = low[i % d] + width[i % d] * random.uniform();
    return places;
}

std::vector<std::uint32_t> draw_rows(std::size_t rows, std::size_t draws, std::uint64_t seed) {
    base::Random random(seed, kRows);
    std::vector<std::uint32_t> drawn(rows);
    std::iota(drawn.begin(), drawn.end(), 0U);
    for (std::size_t i = 0; i < draws; ++i)
        std::swap(drawn[i], drawn[i + random.below(rows - i)]);
    drawn.resize(draws);
    return drawn;
}

// Distances from the places and from the rows.
struct Sums {
    double u = 0.0;
    double w = 0.0;
};

} // namespace

double hopkins(const features::Matrix& matrix, std::uint64_t seed, base::Progress& progress) {
    if (matrix.rows < 2)
        return std::numeric_limits<double>::quiet_NaN();
    const std::size_t d = matrix.dimensions();
    ENSURE(d > 0);
    const std::size_t draws = std::clamp<std::size_t>(matrix.rows / 10, 1, kMostDraws);
    progress.checkpoint(0.0);
    const std::vector<double> places = draw_places(matrix, draws, seed);
    const std::vector<std::uint32_t> rows = draw_rows(matrix.rows, draws, seed);
    const KdTree tree(points_of(matrix), progress);
    progress.checkpoint(0.8); // nearly all of the time goes into the tree
    const auto partials = base::map_chunks<Sums>(draws, kTaskDraws, [&](const base::Chunk& chunk) {
        Sums sums;
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            progress.checkpoint(0.9); // in many dimensions a search takes a millisecond
            sums.u += distance_of(tree.nearest_to(places.data() + i * d));
            sums.w += distance_of(tree.nearest(rows[i]));
        }
        return sums;
    });
    Sums total;
    for (const Sums& partial : partials) {
        total.u += partial.u;
        total.w += partial.w;
    }
    return total.u / (total.u + total.w); // 0 / 0 where every distance is 0
}

} // namespace cohortscope::analysis

#include "analysis/why/row_silhouette.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/silhouette/silhouette_sums.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Sums of distances and numbers of rows, by cluster.
struct Sums {
    std::vector<double> distances;
    std::vector<std::size_t> rows;
};

// Distances from `row` to the rows of a chunk.
Sums sums_of(const features::Matrix& matrix, const Labelling& labelling, std::size_t row,
             double scale, const base::Chunk& chunk) {
    std::vector<double> squares(chunk.size(), 0.0);
    for (const auto& column : matrix.columns) {
        const float* values = column->values.data();
        const double own = static_cast<double>(values[row]) * scale;
        for (std::size_t i = 0; i < squares.size(); ++i) {
            const double difference = static_cast<double>(values[chunk.begin + i]) * scale - own;
            squares[i] += difference * difference;
        }
    }
    const auto k = static_cast<std::size_t>(labelling.k);
    Sums sums{std::vector<double>(k, 0.0), std::vector<std::size_t>(k, 0)};
    for (std::size_t i = 0; i < squares.size(); ++i) {
        const Label label = labelling.labels[chunk.begin + i];
        sums.distances[label] += std::sqrt(squares[i]);
        ++sums.rows[label];
    }
    return sums;
}

double silhouette_from(const Sums& sums, std::size_t own) {
    if (sums.rows[own] < 2)
        return 0.0;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < sums.rows.size(); ++c)
        if (c != own && sums.rows[c] > 0)
            nearest = std::min(nearest, sums.distances[c] / static_cast<double>(sums.rows[c]));
    const double within = sums.distances[own] / static_cast<double>(sums.rows[own] - 1);
    const double larger = std::max(within, nearest);
    return std::isinf(nearest) || larger == 0.0 ? 0.0 : (nearest - within) / larger;
}

} // namespace

double silhouette_of_row(const features::Matrix& matrix, const Labelling& labelling,
                         std::size_t row, base::Progress& progress) {
    ENSURE(row < matrix.rows && labelling.labels.size() == matrix.rows);
    const double scale = unit_scale(matrix);
    const auto parts =
        base::map_chunks<Sums>(matrix.rows, base::kChunkRows, [&](const base::Chunk& chunk) {
            progress.checkpoint();
            return sums_of(matrix, labelling, row, scale, chunk);
        });
    const auto k = static_cast<std::size_t>(labelling.k);
    Sums all{std::vector<double>(k, 0.0), std::vector<std::size_t>(k, 0)};
    for (const Sums& part : parts)
        for (std::size_t c = 0; c < k; ++c) {
            all.distances[c] += part.distances[c];
            all.rows[c] += part.rows[c];
        }
    return silhouette_from(all, labelling.labels[row]);
}

} // namespace cohortscope::analysis

#include "engine/telling_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::engine {

namespace {

using Positions = std::vector<std::uint32_t>;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

Positions members_in(const Result& result, int cluster, const base::Chunk& chunk) {
    Positions members;
    for (std::size_t i = chunk.begin; i < chunk.end; ++i)
        if (result.clustering->labels[i] == cluster)
            members.push_back(static_cast<std::uint32_t>(i));
    return members;
}

// Squared distances from the rows to a centre.
std::vector<double> squares_to(const Result& result, const Positions& rows, int cluster) {
    const auto& columns = result.prepared.matrix->columns;
    const std::span<const double> centres(result.clustering->centres);
    std::vector<double> squares(rows.size(), 0.0);
    for (std::size_t d = 0; d < columns.size(); ++d) {
        const float* values = columns[d]->values.data();
        const double centre = centres[static_cast<std::size_t>(cluster) * columns.size() + d];
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double value = static_cast<double>(values[rows[i]]) + columns[d]->offset;
            squares[i] += (value - centre) * (value - centre);
        }
    }
    return squares;
}

// How far the own and the nearest other centre differ; infinite where there is no other.
std::vector<double> margins_of(const Result& result, const Positions& rows, int own) {
    std::vector<double> nearest(rows.size(), kInfinite);
    for (int other = 0; other < result.clustering->k; ++other) {
        if (other == own || result.clustering->sizes[static_cast<std::size_t>(other)] == 0)
            continue;
        const std::vector<double> squares = squares_to(result, rows, other);
        for (std::size_t i = 0; i < rows.size(); ++i)
            nearest[i] = std::min(nearest[i], squares[i]);
    }
    const std::vector<double> squares = squares_to(result, rows, own);
    for (std::size_t i = 0; i < rows.size(); ++i)
        nearest[i] = std::fabs(nearest[i] - squares[i]);
    return nearest;
}

// The less, the more telling.
std::vector<double> scores_of(const Result& result, const Positions& rows, int cluster,
                              Telling telling) {
    if (telling == Telling::edge)
        return margins_of(result, rows, cluster);
    std::vector<double> scores = squares_to(result, rows, cluster);
    if (telling == Telling::far_out)
        for (double& score : scores)
            score = -score;
    return scores;
}

struct Best {
    double score = kInfinite;
    std::uint32_t position = 0;
};

} // namespace

std::optional<std::uint32_t> telling_row(const Result& result, int cluster, Telling telling,
                                         base::Progress& progress) {
    ENSURE(cluster >= 0 && cluster < result.clustering->k);
    const auto parts =
        base::map_chunks<Best>(result.rows(), base::kChunkRows, [&](const base::Chunk& chunk) {
            progress.checkpoint();
            const Positions rows = members_in(result, cluster, chunk);
            const std::vector<double> scores = scores_of(result, rows, cluster, telling);
            Best best;
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (scores[i] < best.score)
                    best = {scores[i], rows[i]};
            return best;
        });
    Best best;
    for (const Best& part : parts)
        if (part.score < best.score)
            best = part;
    return best.score < kInfinite ? std::optional(best.position) : std::nullopt;
}

} // namespace cohortscope::engine

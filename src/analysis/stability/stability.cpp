#include "analysis/stability/stability.h"

#include <algorithm>

#include "analysis/stability/stability_resample.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

// Distinct rows drawn by their cluster in the clustering (lines) and in that of the draw.
struct Overlap {
    std::size_t columns;
    std::vector<std::size_t> counts; // k × columns
    std::vector<std::size_t> line_sums, column_sums;
};

Overlap overlap_of(const Clustering& clustering, const Resample& drawn, const Clustering& again) {
    const auto lines = static_cast<std::size_t>(clustering.k);
    const auto columns = static_cast<std::size_t>(again.k);
    Overlap overlap{columns, std::vector<std::size_t>(lines * columns),
                    std::vector<std::size_t>(lines), std::vector<std::size_t>(columns)};
    for (std::size_t i = 0; i < drawn.rows.size(); ++i) {
        if (i > 0 && drawn.rows[i] == drawn.rows[i - 1])
            continue;
        const std::size_t line = clustering.labels[drawn.rows[i]];
        ++overlap.counts[line * columns + again.labels[i]];
        ++overlap.line_sums[line];
        ++overlap.column_sums[again.labels[i]];
    }
    return overlap;
}

// The largest Jaccard coefficient of a cluster with one of the draw.
double best_jaccard(const Overlap& overlap, std::size_t line) {
    double best = 0.0;
    for (std::size_t column = 0; column < overlap.columns; ++column) {
        const std::size_t both = overlap.counts[line * overlap.columns + column];
        const std::size_t either = overlap.line_sums[line] + overlap.column_sums[column] - both;
        if (both > 0)
            best = std::max(best, static_cast<double>(both) / static_cast<double>(either));
    }
    return best;
}

Clustering cluster_again(const features::Matrix& matrix, KMeansSettings settings,
                         base::Random& random, base::Progress& progress) {
    settings.k = count_distinct_rows(matrix, settings.k);
    settings.seed = random.next();
    return fit_kmeans(matrix, settings, progress);
}

} // namespace

Stability bootstrap_stability(const features::Matrix& matrix, const Clustering& clustering,
                              const KMeansSettings& settings, int resamples,
                              base::Progress& progress) {
    ENSURE(clustering.labels.size() == matrix.rows && resamples >= 0);
    const auto k = static_cast<std::size_t>(clustering.k);
    Stability stability{std::vector<double>(k), resamples};
    std::vector<int> counted(k);
    KMeansSettings like_final = settings;
    like_final.k = clustering.k;
    for (int draw = 0; draw < resamples && matrix.rows > 0; ++draw) {
        progress.enter_part(static_cast<double>(draw) / resamples,
                            static_cast<double>(draw + 1) / resamples);
        progress.checkpoint(0.0);
        base::Random random(settings.seed, static_cast<std::uint64_t>(draw));
        const Resample drawn = draw_rows(matrix, random);
        const Clustering again = cluster_again(drawn.matrix, like_final, random, progress);
        const Overlap overlap = overlap_of(clustering, drawn, again);
        for (std::size_t line = 0; line < k; ++line)
            if (overlap.line_sums[line] > 0) {
                stability.jaccard[line] += best_jaccard(overlap, line);
                ++counted[line];
            }
    }
    for (std::size_t line = 0; line < k; ++line)
        if (counted[line] > 0)
            stability.jaccard[line] /= counted[line];
    progress.enter_part(0.0, 1.0);
    progress.checkpoint(1.0);
    return stability;
}

} // namespace cohortscope::analysis

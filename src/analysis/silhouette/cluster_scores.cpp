#include "analysis/silhouette/cluster_scores.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// numpy.allclose to 0, by which scikit-learn calls distances nothing.
constexpr double kNothing = 1e-8;

struct Centres {
    std::size_t d = 0;
    std::vector<double> values; // clusters × d, less the columns' offsets
    std::vector<double> sizes;  // clusters, whole numbers
    const double* of(std::size_t cluster) const { return values.data() + cluster * d; }
};

// Adds the partial sums of each chunk in the chunks' order.
std::vector<double> sum_chunks(std::size_t rows, std::size_t values,
                               const std::function<void(const base::Chunk&, double*)>& body) {
    std::vector<double> total(values);
    const auto partials = base::map_chunks<std::vector<double>>(
        rows, base::kChunkRows, [&](const base::Chunk& chunk) {
            std::vector<double> partial(values);
            body(chunk, partial.data());
            return partial;
        });
    for (const std::vector<double>& partial : partials)
        for (std::size_t i = 0; i < values; ++i)
            total[i] += partial[i];
    return total;
}

Centres centres_of(const features::Matrix& matrix, const Labelling& labelling) {
    const auto k = static_cast<std::size_t>(labelling.k);
    Centres centres{matrix.dimensions(), {}, std::vector<double>(k)};
    for (const Label label : labelling.labels)
        centres.sizes[label] += 1.0;
    const std::size_t d = centres.d;
    centres.values = sum_chunks(matrix.rows, k * d, [&](const base::Chunk& chunk, double* sums) {
        for (std::size_t f = 0; f < d; ++f)
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                sums[labelling.labels[row] * d + f] +=
                    static_cast<double>(matrix.columns[f]->values[row]);
    });
    for (std::size_t i = 0; i < k * d; ++i)
        if (centres.sizes[i / d] > 0.0)
            centres.values[i] /= centres.sizes[i / d];
    return centres;
}

double distance(const double* a, const double* b, std::size_t d) {
    double sum = 0.0;
    for (std::size_t f = 0; f < d; ++f)
        sum += (a[f] - b[f]) * (a[f] - b[f]);
    return std::sqrt(sum);
}

// Of the rows to their centre: the sum of the distances of each cluster, and at last of all
// squares.
std::vector<double> sum_distances(const features::Matrix& matrix, const Labelling& labelling,
                                  const Centres& centres) {
    const auto k = static_cast<std::size_t>(labelling.k);
    return sum_chunks(matrix.rows, k + 1, [&](const base::Chunk& chunk, double* sums) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const double* centre = centres.of(labelling.labels[row]);
            double square = 0.0;
            for (std::size_t f = 0; f < centres.d; ++f) {
                const double difference =
                    static_cast<double>(matrix.columns[f]->values[row]) - centre[f];
                square += difference * difference;
            }
            sums[labelling.labels[row]] += std::sqrt(square);
            sums[k] += square;
        }
    });
}

// B, the rows' share of the sum of squares that lies between their centres.
double between(const Centres& centres) {
    std::vector<double> mean(centres.d);
    double rows = 0.0;
    for (std::size_t c = 0; c < centres.sizes.size(); ++c) {
        rows += centres.sizes[c];
        for (std::size_t f = 0; f < centres.d; ++f)
            mean[f] += centres.sizes[c] * centres.of(c)[f];
    }
    for (double& value : mean)
        value /= rows;
    double sum = 0.0;
    for (std::size_t c = 0; c < centres.sizes.size(); ++c) {
        const double apart = distance(centres.of(c), mean.data(), centres.d);
        sum += centres.sizes[c] * apart * apart;
    }
    return sum;
}

// spreads: clusters; the mean distances to the centre.
double davies_bouldin(const Centres& centres, std::span<const double> spreads,
                      std::span<const std::size_t> clusters) {
    double sum = 0.0, widest = 0.0, farthest = 0.0;
    for (const std::size_t i : clusters) {
        double worst = 0.0;
        for (const std::size_t j : clusters) {
            const double apart = distance(centres.of(i), centres.of(j), centres.d);
            farthest = std::max(farthest, apart);
            if (apart > 0.0) // equal centres count as infinitely far, as scikit-learn has it
                worst = std::max(worst, (spreads[i] + spreads[j]) / apart);
        }
        sum += worst;
        widest = std::max(widest, spreads[i]);
    }
    if (widest <= kNothing || farthest <= kNothing)
        return 0.0;
    return sum / static_cast<double>(clusters.size());
}

} // namespace

ClusterScores cluster_scores(const features::Matrix& matrix, const Labelling& labelling) {
    ENSURE(labelling.labels.size() == matrix.rows);
    const Centres centres = centres_of(matrix, labelling);
    std::vector<std::size_t> clusters; // those with rows
    for (std::size_t c = 0; c < centres.sizes.size(); ++c)
        if (centres.sizes[c] > 0.0)
            clusters.push_back(c);
    constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
    if (clusters.size() < 2 || clusters.size() >= matrix.rows)
        return {kUndefined, kUndefined};
    std::vector<double> sums = sum_distances(matrix, labelling, centres);
    const double within = sums.back();
    sums.pop_back();
    for (const std::size_t c : clusters)
        sums[c] /= centres.sizes[c];
    const auto k = static_cast<double>(clusters.size());
    const double ratio =
        between(centres) * (static_cast<double>(matrix.rows) - k) / (within * (k - 1.0));
    return {within > 0.0 ? ratio : 1.0, davies_bouldin(centres, sums, clusters)};
}

} // namespace cohortscope::analysis

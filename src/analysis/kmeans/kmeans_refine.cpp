// The preview: one warm run within a budget of time.
#include <algorithm>
#include <chrono>
#include <numeric>

#include "analysis/kmeans/kmeans.h"
#include "analysis/kmeans/kmeans_lloyd.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::size_t> count_labels(std::span<const Label> labels, int k) {
    std::vector<std::size_t> sizes(static_cast<std::size_t>(k));
    for (const Label label : labels)
        ++sizes[label];
    return sizes;
}

// The clusters that stay, ascending: those with rows, less the smallest where there are more than k
// (of equal ones the higher number goes).
std::vector<std::size_t> clusters_to_keep(const std::vector<std::size_t>& sizes, int k) {
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
    std::erase_if(order, [&](std::size_t cluster) { return sizes[cluster] == 0; });
    order.resize(std::min(order.size(), static_cast<std::size_t>(k)));
    std::sort(order.begin(), order.end());
    return order;
}

// Means of the clusters to keep, as float centres less the offsets.
std::vector<float> means_of(const ChunkedRows& rows, std::span<const Label> labels,
                            const std::vector<std::size_t>& sizes,
                            const std::vector<std::size_t>& keep) {
    const auto k = sizes.size();
    const auto d = static_cast<std::size_t>(rows.dimensions());
    std::vector<double> sums(k * d), partials(rows.chunks() * k * d);
    std::vector<std::int32_t> counts(rows.chunks() * k);
    base::for_each_task(rows.chunks(), [&](std::size_t chunk) {
        kernels().sum_clusters(rows.chunk(chunk), labels.data() + rows.begin(chunk),
                               static_cast<int>(k), partials.data() + chunk * k * d,
                               counts.data() + chunk * k);
    });
    for (std::size_t i = 0; i < partials.size(); ++i)
        sums[i % sums.size()] += partials[i];
    std::vector<float> means;
    for (const std::size_t cluster : keep)
        for (std::size_t f = 0; f < d; ++f)
            means.push_back(
                static_cast<float>(sums[cluster * d + f] / static_cast<double>(sizes[cluster])));
    return means;
}

// Appends the row farthest from its nearest centre until there are k centres.
void grow_centres(const ChunkedRows& rows, std::vector<float>& centres, int k) {
    const auto d = static_cast<std::size_t>(rows.dimensions());
    const auto kept = static_cast<int>(centres.size() / d);
    std::vector<Label> nearest(rows.padded_rows());
    std::vector<float> distances(rows.padded_rows());
    base::for_each_task(rows.chunks(), [&](std::size_t chunk) {
        const KernelRows part = rows.chunk(chunk);
        const std::size_t padded =
            std::min(rows.chunk_rows(), rows.padded_rows() - rows.begin(chunk));
        kernels().assign(part.columns, part.d, padded, centres.data(), kept,
                         nearest.data() + rows.begin(chunk), distances.data() + rows.begin(chunk));
    });
    for (int j = kept; j < k; ++j) {
        const auto end = distances.begin() + static_cast<std::ptrdiff_t>(rows.rows());
        const auto farthest = std::max_element(distances.begin(), end); // the first of equal ones
        if (!(*farthest > 0.0f))
            throw_too_few_rows(k, static_cast<std::size_t>(j));
        const auto row = static_cast<std::size_t>(farthest - distances.begin());
        std::fill(end, distances.end(), 0.0f);
        for (std::size_t f = 0; f < d; ++f)
            centres.push_back(rows.at(row, static_cast<int>(f)));
        const float* newest = centres.data() + static_cast<std::size_t>(j) * d;
        base::for_each_task(rows.chunks(), [&](std::size_t chunk) {
            kernels().lower_distances(rows.chunk(chunk), newest,
                                      distances.data() + rows.begin(chunk));
        });
    }
}

LloydRun warm_start(const ChunkedRows& rows, std::span<const Label> labels, int old_k, int k) {
    if (old_k == k) {
        LloydRun run = LloydRun::from_labels(rows, labels, k);
        if (std::count(run.sizes().begin(), run.sizes().end(), std::size_t{0}) == 0)
            return run;
    }
    const std::vector<std::size_t> sizes = count_labels(labels, old_k);
    const std::vector<std::size_t> keep = clusters_to_keep(sizes, k);
    std::vector<float> centres = means_of(rows, labels, sizes, keep);
    if (static_cast<int>(keep.size()) < k)
        grow_centres(rows, centres, k);
    return LloydRun::from_centres(rows, centres);
}

} // namespace

Clustering refine_kmeans(const features::Matrix& matrix, std::span<const Label> labels, int old_k,
                         const KMeansSettings& settings, double budget_ms) {
    const auto end = Clock::now() + std::chrono::duration<double, std::milli>(budget_ms);
    ENSURE(settings.k >= 1 && settings.k <= kMaximumClusters);
    ENSURE(old_k >= 1 && old_k <= kMaximumClusters && labels.size() == matrix.rows);
    ChunkedRows rows(matrix);
    rows.keep_squares();
    ENSURE(*std::max_element(labels.begin(), labels.end()) < old_k);
    LloydRun run = warm_start(rows, labels, old_k, settings.k);
    LloydRun* const only[] = {&run};
    const double tolerance = shift_tolerance(matrix, settings.tolerance);
    bool converged = false;
    do {
        iterate(rows, only);
        converged = run.settled() || run.squared_shift() <= tolerance;
    } while (!converged && run.iterations() < settings.max_iterations && Clock::now() < end);
    const double total = total_variance(matrix) * static_cast<double>(matrix.rows);
    Clustering result = take_clustering(matrix, run, run.quick_inertia(total));
    result.converged = converged;
    return result;
}

} // namespace cohortscope::analysis

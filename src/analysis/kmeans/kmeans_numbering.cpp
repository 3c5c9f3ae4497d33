// The canonical order of clusters.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/kmeans/kmeans.h"
#include "base/error.h"
#include "base/parallel.h"
#include "features/power_of_two.h"

namespace cohortscope::analysis {

namespace {

// The measure's largest magnitude decides whether its sums need a scale; O(n), no allocation.
double scale_of(std::span<const double> measure) {
    double largest = 0.0;
    for (const double value : measure)
        largest = std::max(largest, std::abs(value));
    return features::scale_for_sum(largest, measure.size());
}

// What the order goes by.
struct Rank {
    double measure = 0.0; // the sum, then the mean over the cluster's rows
    std::size_t size = 0;
    std::size_t first_row = 0;
    auto operator<=>(const Rank&) const = default;
};

// The measure counts times `scale`.
std::vector<Rank> rank_clusters(const Clustering& clustering, std::span<const double> measure,
                                double scale) {
    const auto k = static_cast<std::size_t>(clustering.k);
    using Partial = std::vector<Rank>;
    const auto partials =
        base::map_chunks<Partial>(measure.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Partial ranks(k, {0.0, 0, measure.size()});
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                Rank& rank = ranks[clustering.labels[row]];
                rank.measure += scale * measure[row];
                if (rank.size++ == 0)
                    rank.first_row = row;
            }
            return ranks;
        });
    std::vector<Rank> ranks(k, {0.0, 0, measure.size()});
    for (const Partial& partial : partials)
        for (std::size_t j = 0; j < k; ++j) {
            ranks[j].measure += partial[j].measure;
            ranks[j].size += partial[j].size;
            ranks[j].first_row = std::min(ranks[j].first_row, partial[j].first_row);
        }
    for (Rank& rank : ranks)
        if (rank.size > 0)
            rank.measure /= static_cast<double>(rank.size);
    return ranks;
}

} // namespace

void number_canonically(Clustering& clustering, std::span<const double> measure) {
    ENSURE(measure.size() == clustering.labels.size());
    const auto k = static_cast<std::size_t>(clustering.k);
    std::vector<Rank> ranks = rank_clusters(clustering, measure, 1.0);
    const bool is_lost = std::any_of(ranks.begin(), ranks.end(),
                                     [](const Rank& rank) { return !std::isfinite(rank.measure); });
    if (is_lost)
        ranks = rank_clusters(clustering, measure, scale_of(measure));
    std::vector<std::size_t> order(k); // order[new] = old
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });

    const Clustering before{clustering.k, {}, clustering.centres, clustering.sizes, 0.0, 0, false};
    const std::size_t d = clustering.centres.size() / k;
    std::vector<Label> number(k); // number[old] = new
    for (std::size_t j = 0; j < k; ++j) {
        number[order[j]] = static_cast<Label>(j);
        clustering.sizes[j] = before.sizes[order[j]];
        std::copy_n(before.centres.begin() + static_cast<std::ptrdiff_t>(order[j] * d), d,
                    clustering.centres.begin() + static_cast<std::ptrdiff_t>(j * d));
    }
    base::for_each_chunk(clustering.labels.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            clustering.labels[row] = number[clustering.labels[row]];
    });
}

} // namespace cohortscope::analysis

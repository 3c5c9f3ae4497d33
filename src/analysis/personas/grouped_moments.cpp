#include "analysis/personas/grouped_moments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/parallel.h"
#include "features/power_of_two.h"

namespace cohortscope::analysis {

namespace {

struct Sums {
    std::array<double, kMaximumClusters> sum{};
    std::array<std::size_t, kMaximumClusters> rows{};
    bool zero_or_one = true;
};

} // namespace

GroupMoments GroupedMoments::without(std::size_t one) const {
    GroupMoments made;
    double sum = 0.0; // scaled
    for (std::size_t i = 0; i < cluster.size(); ++i)
        if (i != one && cluster[i].n > 0) {
            made.n += cluster[i].n;
            sum += cluster[i].mean * scale * static_cast<double>(cluster[i].n);
        }
    if (made.n == 0) {
        made.mean = std::numeric_limits<double>::quiet_NaN();
        return made;
    }
    made.mean = sum / static_cast<double>(made.n) / scale;
    for (std::size_t i = 0; i < cluster.size(); ++i)
        if (i != one && cluster[i].n > 0) {
            const double apart = (cluster[i].mean - made.mean) * scale;
            made.squares += cluster[i].squares + static_cast<double>(cluster[i].n) * apart * apart;
        }
    return made;
}

GroupedMoments grouped_moments(std::span<const double> values, const Clustering& clustering) {
    const auto k = static_cast<std::size_t>(clustering.k);
    GroupedMoments made;
    made.cluster.resize(k);
    double largest = 0.0;
    for (const double value : values)
        largest = std::max(largest, std::isnan(value) ? 0.0 : std::abs(value));
    made.scale = features::scale_to_one(largest);
    const auto sums =
        base::map_chunks<Sums>(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Sums part;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                if (std::isnan(values[row]))
                    continue;
                part.sum[clustering.labels[row]] += values[row] * made.scale;
                ++part.rows[clustering.labels[row]];
                part.zero_or_one = part.zero_or_one && (values[row] == 0.0 || values[row] == 1.0);
            }
            return part;
        });
    for (std::size_t cluster = 0; cluster < k; ++cluster) {
        double sum = 0.0;
        for (const Sums& part : sums) {
            sum += part.sum[cluster];
            made.cluster[cluster].n += part.rows[cluster];
            made.zero_or_one = made.zero_or_one && part.zero_or_one;
        }
        made.cluster[cluster].mean =
            sum / static_cast<double>(made.cluster[cluster].n) / made.scale;
    }
    const auto squares =
        base::map_chunks<Sums>(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Sums part;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                const std::size_t cluster = clustering.labels[row];
                const double apart = (values[row] - made.cluster[cluster].mean) * made.scale;
                part.sum[cluster] += std::isnan(apart) ? 0.0 : apart * apart;
            }
            return part;
        });
    for (const Sums& part : squares)
        for (std::size_t cluster = 0; cluster < k; ++cluster)
            made.cluster[cluster].squares += part.sum[cluster];
    return made;
}

} // namespace cohortscope::analysis

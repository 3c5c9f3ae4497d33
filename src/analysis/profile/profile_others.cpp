#include "analysis/profile/profile_others.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/effect_size/effect_size.h"
#include "base/parallel.h"
#include "features/power_of_two.h"

namespace cohortscope::analysis {

namespace {

constexpr double kUnsaid = std::numeric_limits<double>::quiet_NaN();

struct Moments {
    double mean = kUnsaid, std = kUnsaid;
    std::vector<double> means;      // k; NaN without rows
    std::vector<std::size_t> sizes; // k; rows that have a value
};

struct Sums {
    std::array<double, kMaximumClusters> sum{};
    std::array<std::size_t, kMaximumClusters> rows{};
};

// Of the rows that have a value. Two passes: the second has no large numbers to subtract.
Moments moments_by_cluster(std::span<const double> values, const Clustering& clustering) {
    const auto k = static_cast<std::size_t>(clustering.k);
    double largest = 0.0;
    for (const double value : values)
        largest = std::max(largest, std::isnan(value) ? 0.0 : std::abs(value));
    const double scale = features::scale_to_one(largest);
    const auto parts =
        base::map_chunks<Sums>(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Sums sums;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                if (!std::isnan(values[row])) {
                    sums.sum[clustering.labels[row]] += values[row] * scale;
                    ++sums.rows[clustering.labels[row]];
                }
            return sums;
        });
    Sums all;
    for (const Sums& part : parts)
        for (std::size_t cluster = 0; cluster < k; ++cluster) {
            all.sum[cluster] += part.sum[cluster];
            all.rows[cluster] += part.rows[cluster];
        }
    Moments made;
    double sum = 0.0;
    double rows = 0.0;
    for (std::size_t cluster = 0; cluster < k; ++cluster) {
        made.means.push_back(all.rows[cluster] > 0
                                 ? all.sum[cluster] / static_cast<double>(all.rows[cluster]) / scale
                                 : kUnsaid);
        made.sizes.push_back(all.rows[cluster]);
        sum += all.sum[cluster];
        rows += static_cast<double>(all.rows[cluster]);
    }
    if (rows == 0.0)
        return made;
    made.mean = sum / rows / scale;
    const auto squares =
        base::map_chunks<double>(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            double square = 0.0;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                const double apart = (values[row] - made.mean) * scale;
                square += std::isnan(apart) ? 0.0 : apart * apart;
            }
            return square;
        });
    double square = 0.0;
    for (const double part : squares)
        square += part;
    made.std = std::sqrt(square / rows) / scale;
    return made;
}

double strength_of(const Moments& moments) {
    return eta_squared(moments.means, moments.sizes, moments.mean, moments.std);
}

const features::Feature* first_feature(const features::FeatureSet& features,
                                       std::string_view column) {
    const auto found = std::ranges::find_if(
        features.columns, [&](const auto& feature) { return feature->spec->from == column; });
    return found == features.columns.end() ? nullptr : found->get();
}

// A category with levels has a slot of numbers, too, but is shown by its names.
bool is_number(const schema::ColumnSpec& column) { return column.role != schema::Role::category; }

} // namespace

void set_others(Profiles& profiles, const features::PreparedRows& prepared,
                const features::FeatureSet& features, const Clustering& clustering) {
    for (std::size_t slot = 0; slot < prepared.numbers.size(); ++slot) {
        const features::NumberSlot& number = prepared.numbers[slot];
        if (!is_number(*number.spec) || first_feature(features, number.spec->name) != nullptr)
            continue;
        Moments moments = moments_by_cluster(number.values, clustering);
        profiles.strengths.others.push_back(strength_of(moments));
        profiles.others.push_back({slot, moments.mean, moments.std, std::move(moments.means)});
    }
}

void set_strengths(Profiles& profiles, const features::PreparedRows& prepared,
                   const features::FeatureSet& features, const Clustering& clustering) {
    Strengths& strengths = profiles.strengths;
    strengths.measure = kUnsaid;
    std::vector<std::size_t> sizes;
    for (const ClusterProfile& profile : profiles.clusters)
        sizes.push_back(profile.size);
    std::vector<double> means(sizes.size());
    const features::Feature* of_measure = first_feature(features, profiles.measure->name);
    for (std::size_t f = 0; f < features.columns.size(); ++f) {
        const features::Feature& feature = *features.columns[f];
        for (std::size_t cluster = 0; cluster < means.size(); ++cluster)
            means[cluster] = profiles.clusters[cluster].feature_means[f];
        strengths.features.push_back(eta_squared(means, sizes, feature.mean, feature.std));
        if (&feature == of_measure)
            strengths.measure = strengths.features.back();
    }
    if (of_measure == nullptr)
        strengths.measure = strength_of(moments_by_cluster(prepared.measure, clustering));
    strengths.outcome = prepared.outcome.size() > 0
                            ? strength_of(moments_by_cluster(prepared.outcome, clustering))
                            : kUnsaid;
}

} // namespace cohortscope::analysis

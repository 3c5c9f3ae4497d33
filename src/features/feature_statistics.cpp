#include "features/feature_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/parallel.h"
#include "features/power_of_two.h"

namespace cohortscope::features {

namespace {

// Independent accumulators, so that an addition need not wait for the one before it. Part of the
// definition of every sum here: the order of additions follows from it.
constexpr std::size_t kLanes = 8;

// Σ term(i) over [begin, end).
template <class Term> double lane_sum(std::size_t begin, std::size_t end, const Term& term) {
    std::array<double, kLanes> lanes{};
    std::size_t i = begin;
    for (; i + kLanes <= end; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            lanes[lane] += term(i + lane);
    for (; i < end; ++i)
        lanes[0] += term(i);
    double sum = 0.0;
    for (const double lane : lanes)
        sum += lane;
    return sum;
}

template <class Term> double chunked_sum(std::size_t rows, const Term& term) {
    const auto parts =
        base::map_chunks<double>(rows, base::kChunkRows, [&](const base::Chunk& chunk) {
            return lane_sum(chunk.begin, chunk.end, term);
        });
    double sum = 0.0;
    for (const double part : parts)
        sum += part;
    return sum;
}

struct Extremes {
    double min = 0.0;
    double max = 0.0;
};

Extremes extremes_of(std::span<const double> values) {
    const auto parts =
        base::map_chunks<Extremes>(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            std::array<double, kLanes> low;
            std::array<double, kLanes> high;
            low.fill(values[chunk.begin]);
            high.fill(values[chunk.begin]);
            const auto take = [&](std::size_t lane, double value) {
                low[lane] = value < low[lane] ? value : low[lane];
                high[lane] = value > high[lane] ? value : high[lane];
            };
            std::size_t i = chunk.begin;
            for (; i + kLanes <= chunk.end; i += kLanes)
                for (std::size_t lane = 0; lane < kLanes; ++lane)
                    take(lane, values[i + lane]);
            for (; i < chunk.end; ++i)
                take(0, values[i]);
            return Extremes{*std::min_element(low.begin(), low.end()),
                            *std::max_element(high.begin(), high.end())};
        });
    Extremes all = parts.front();
    for (const Extremes& part : parts)
        all = {std::min(all.min, part.min), std::max(all.max, part.max)};
    return all;
}

std::size_t place_in(const FeatureSet* previous, const std::shared_ptr<const Feature>& column) {
    if (previous == nullptr)
        return static_cast<std::size_t>(-1);
    const auto place = std::find(previous->columns.begin(), previous->columns.end(), column);
    return place == previous->columns.end()
               ? static_cast<std::size_t>(-1)
               : static_cast<std::size_t>(place - previous->columns.begin());
}

struct Pair {
    std::size_t a = 0;
    std::size_t b = 0;
};

// Rows whose centred values stay in the first-level cache while every pair reads them.
constexpr std::size_t kBlockRows = 512;

// Adds Σ (x − mean of x)(y − mean of y) over the chunk for each pair, block after block.
std::vector<double> chunk_products(std::span<const std::shared_ptr<const Feature>> columns,
                                   std::span<const Pair> pairs, const base::Chunk& chunk) {
    std::vector<double> products(pairs.size(), 0.0);
    std::vector<double> centred(columns.size() * kBlockRows);
    for (std::size_t begin = chunk.begin; begin < chunk.end; begin += kBlockRows) {
        const std::size_t rows = std::min(kBlockRows, chunk.end - begin);
        for (std::size_t c = 0; c < columns.size(); ++c)
            for (std::size_t i = 0; i < rows; ++i)
                centred[c * kBlockRows + i] = columns[c]->values[begin + i] - columns[c]->mean;
        for (std::size_t p = 0; p < pairs.size(); ++p) {
            const double* x = centred.data() + pairs[p].a * kBlockRows;
            const double* y = centred.data() + pairs[p].b * kBlockRows;
            products[p] += lane_sum(0, rows, [&](std::size_t i) { return x[i] * y[i]; });
        }
    }
    return products;
}

// Smaller ones have lost digits, or all of them, to the range of a double.
constexpr double kLeastVariance = 1e-280;
// The inverse of a smaller one is no number: such a column is constant.
constexpr double kLeastDeviation = 1e-300;

struct Spread {
    double mean = 0.0; // within the smallest and the largest value
    double variance = 0.0;
};

// Of the values times a power of two.
Spread spread_of(const base::CountedValues& counted, double scale) {
    const auto n = static_cast<double>(counted.size());
    const auto sum_of = [&](const auto& term) {
        return chunked_sum(counted.entries(), [&](std::size_t i) {
            const base::ValueCount entry = counted.entry(i);
            return static_cast<double>(entry.count) * term(scale * entry.value);
        });
    };
    const double raw = sum_of([](double value) { return value; }) / n;
    const double low = scale * counted.at(0);
    const double high = scale * counted.at(counted.size() - 1);
    const double mean = std::isfinite(raw) ? std::clamp(raw, low, high) : raw;
    return {mean, sum_of([mean](double value) { return (value - mean) * (value - mean); }) / n};
}

// Products of deviations within these bounds keep their digits.
constexpr double kLeastProduct = 1e-250;
constexpr double kMostProduct = 1e250;

// (value − mean) / std, also where the difference leaves the range of a double.
double in_deviations(const Feature& feature, double value) {
    const double difference = value - feature.mean;
    return std::isfinite(difference) ? difference / feature.std
                                     : value / feature.std - feature.mean / feature.std;
}

double correlation_in_deviations(const Feature& a, const Feature& b) {
    const double sum = chunked_sum(a.values.size(), [&](std::size_t row) {
        return in_deviations(a, a.values[row]) * in_deviations(b, b.values[row]);
    });
    return sum / static_cast<double>(a.values.size());
}

} // namespace

Moments moments_of(const base::CountedValues& counted) {
    const double low = counted.at(0);
    const double high = counted.at(counted.size() - 1);
    const Spread plain = spread_of(counted, 1.0);
    const bool is_lost = !std::isfinite(plain.mean) || !std::isfinite(plain.variance) ||
                         (low < high && plain.variance < kLeastVariance);
    const double scale = is_lost ? scale_to_one(std::max(std::abs(low), std::abs(high))) : 1.0;
    const Spread spread = is_lost ? spread_of(counted, scale) : plain;
    Moments moments;
    moments.mean = std::clamp(spread.mean / scale, low, high);
    const double rounding =
        static_cast<double>(counted.size()) * std::numeric_limits<double>::epsilon();
    const double error = rounding * spread.mean;
    if (spread.variance > rounding * spread.variance + error * error)
        moments.std = std::sqrt(spread.variance) / scale;
    if (moments.std < kLeastDeviation)
        moments.std = 0.0;
    return moments;
}

base::CountedValues count_values(std::span<const double> values) {
    const Extremes extremes = extremes_of(values);
    const auto parts = base::map_chunks<std::vector<base::ValueCounter>>(
        values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            base::ValueCounter counter(extremes.min, extremes.max);
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                counter.add(values[i]);
            return std::vector<base::ValueCounter>{std::move(counter)};
        });
    base::ValueCounter all(extremes.min, extremes.max);
    for (const auto& part : parts)
        all.add(part.front());
    return all.counted();
}

base::CountedValues count_ascending(std::span<const double> values,
                                    std::span<const std::uint32_t> order) {
    using Runs = std::vector<base::ValueCount>;
    const auto parts =
        base::map_chunks<Runs>(order.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Runs runs;
            for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
                const double value = values[order[i]];
                if (runs.empty() || runs.back().value != value)
                    runs.push_back({value, 0});
                ++runs.back().count;
            }
            return runs;
        });
    Runs all;
    for (const Runs& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return base::CountedValues(std::move(all));
}

std::vector<double> correlation_of(std::span<const std::shared_ptr<const Feature>> columns,
                                   const FeatureSet* previous) {
    const std::size_t d = columns.size();
    std::vector<double> correlation(d * d, 0.0);
    std::vector<Pair> pairs;
    for (std::size_t a = 0; a < d; ++a) {
        correlation[a * d + a] = columns[a]->std > 0.0 ? 1.0 : 0.0;
        for (std::size_t b = a + 1; b < d; ++b) {
            const std::size_t old_a = place_in(previous, columns[a]);
            const std::size_t old_b = place_in(previous, columns[b]);
            const std::size_t old_d = previous == nullptr ? 0 : previous->columns.size();
            // The other way round it was divided by the deviations in the other order.
            if (old_a < old_b && old_b < old_d)
                correlation[a * d + b] = previous->correlation[old_a * old_d + old_b];
            else if (columns[a]->std > 0.0 && columns[b]->std > 0.0)
                pairs.push_back({a, b});
        }
    }
    if (!pairs.empty()) {
        const std::size_t n = columns.front()->values.size();
        const auto parts = base::map_chunks<std::vector<double>>(
            n, base::kChunkRows,
            [&](const base::Chunk& chunk) { return chunk_products(columns, pairs, chunk); });
        for (std::size_t p = 0; p < pairs.size(); ++p) {
            double sum = 0.0;
            for (const std::vector<double>& part : parts)
                sum += part[p];
            const auto [a, b] = pairs[p];
            const double deviations = columns[a]->std * columns[b]->std;
            const bool is_safe = deviations > kLeastProduct && deviations < kMostProduct;
            correlation[a * d + b] =
                is_safe ? sum / static_cast<double>(n) / columns[a]->std / columns[b]->std
                        : correlation_in_deviations(*columns[a], *columns[b]);
        }
    }
    for (std::size_t a = 0; a < d; ++a)
        for (std::size_t b = 0; b < a; ++b)
            correlation[a * d + b] = correlation[b * d + a];
    return correlation;
}

} // namespace cohortscope::features

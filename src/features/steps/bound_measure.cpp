#include "features/steps/bound_measure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/error.h"
#include "base/format.h"
#include "base/order_statistics.h"
#include "base/parallel.h"
#include "base/radix.h"

namespace cohortscope::features {

namespace {

// The number of bits of the largest value, or -1 unless every one is a whole number from 0 to 2^40.
int whole_bits(std::span<const double> values) {
    constexpr double kLimit = 1099511627776.0;
    const auto largest =
        base::map_chunks<double>(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            double high = 0.0;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                high = values[row] >= 0.0 && values[row] < kLimit &&
                               values[row] == std::floor(values[row])
                           ? std::max(high, values[row])
                           : kLimit;
            return high;
        });
    if (largest.empty())
        return 0;
    const double high = *std::max_element(largest.begin(), largest.end());
    return high < kLimit ? base::bits_for(static_cast<std::size_t>(high) + 1) : -1;
}

std::vector<std::uint32_t> order_by_comparison(std::span<const double> values) {
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return values[a] != values[b] ? values[a] < values[b] : a < b;
    });
    return order;
}

std::vector<std::uint32_t> positions_within(const Cleaned& cleaned, double low, double high) {
    std::vector<std::uint32_t> kept;
    kept.reserve(cleaned.measure.size());
    for (std::size_t row = 0; row < cleaned.measure.size(); ++row)
        if (cleaned.measure[row] >= low && cleaned.measure[row] <= high)
            kept.push_back(static_cast<std::uint32_t>(row));
    return kept;
}

void leave_out(const DroppedRows& dropped, std::size_t rows, std::vector<std::uint32_t>& kept) {
    if (dropped.rows.empty())
        return;
    if (kept.empty()) {
        kept.resize(rows);
        std::iota(kept.begin(), kept.end(), 0U);
    }
    std::erase_if(kept, [&](std::uint32_t row) {
        return std::binary_search(dropped.rows.begin(), dropped.rows.end(), row);
    });
    if (kept.empty())
        throw base::Error("no row is left where those of outliers of " + dropped.label +
                          " are dropped");
}

base::Fingerprint fingerprint_of_bounds(const MeasureBounds& bounds) {
    return base::Hasher()
        .add_number(bounds.low)
        .add_number(bounds.high)
        .add(bounds.below)
        .add(bounds.above)
        .add(std::uint64_t{bounds.clips})
        .add(base::fingerprint_of(std::span(bounds.kept)))
        .finish();
}

} // namespace

double percentile(std::span<const double> sorted, double percent) {
    return base::percentile_at(sorted.size(), percent, [&](std::size_t i) { return sorted[i]; });
}

std::vector<std::uint32_t> order_by_value(std::span<const double> values) {
    const std::size_t n = values.size();
    const int row_bits = base::bits_for(n);
    const int value_bits = whole_bits(values);
    if (value_bits < 0 || row_bits + value_bits > 63)
        return order_by_comparison(values);
    std::vector<std::uint64_t> packed(n);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            packed[row] = static_cast<std::uint64_t>(values[row]) << row_bits | row;
    });
    base::radix_sort(packed, row_bits, value_bits);
    std::vector<std::uint32_t> order(n);
    const std::uint64_t mask = (std::uint64_t{1} << row_bits) - 1;
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            order[i] = static_cast<std::uint32_t>(packed[i] & mask);
    });
    return order;
}

std::vector<std::uint32_t> positions_in_order(std::span<const std::uint32_t> order,
                                              std::span<const std::uint32_t> kept,
                                              std::size_t rows) {
    constexpr std::uint32_t kNone = 0xffffffffU;
    std::vector<std::uint32_t> position(rows, kNone);
    base::for_each_chunk(kept.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            position[kept[i]] = static_cast<std::uint32_t>(i);
    });
    std::vector<std::size_t> places = base::map_chunks<std::size_t>(
        order.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            std::size_t count = 0;
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                count += position[order[i]] != kNone ? 1 : 0;
            return count;
        });
    std::exclusive_scan(places.begin(), places.end(), places.begin(), std::size_t{0});
    std::vector<std::uint32_t> result(kept.size());
    base::for_each_chunk(order.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        std::size_t place = places[chunk.index];
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            if (position[order[i]] != kNone)
                result[place++] = position[order[i]];
    });
    return result;
}

MeasureBounds bound_measure(const Cleaned& cleaned, std::span<const std::uint32_t> by_measure,
                            const schema::OutlierSpec& outliers,
                            std::span<const DroppedRows> dropped) {
    if (!(outliers.low < outliers.high))
        throw base::Error("outliers.low is " + base::shortest(outliers.low) +
                          ", expected less than outliers.high, which is " +
                          base::shortest(outliers.high));
    MeasureBounds bounds;
    bounds.low = -std::numeric_limits<double>::infinity();
    bounds.high = std::numeric_limits<double>::infinity();
    if (!by_measure.empty() && outliers.mode != OutlierMode::none) {
        const auto measure_at = [&](std::size_t i) { return cleaned.measure[by_measure[i]]; };
        bounds.low = base::percentile_at(by_measure.size(), outliers.low, measure_at);
        bounds.high = base::percentile_at(by_measure.size(), outliers.high, measure_at);
        const auto first_kept =
            std::partition_point(by_measure.begin(), by_measure.end(), [&](std::uint32_t row) {
                return cleaned.measure[row] < bounds.low;
            });
        const auto first_above =
            std::partition_point(by_measure.begin(), by_measure.end(), [&](std::uint32_t row) {
                return cleaned.measure[row] <= bounds.high;
            });
        bounds.below = static_cast<std::size_t>(first_kept - by_measure.begin());
        bounds.above = static_cast<std::size_t>(by_measure.end() - first_above);
    }
    if (outliers.mode == OutlierMode::drop && bounds.below + bounds.above > 0) {
        if (bounds.below + bounds.above >= by_measure.size())
            throw base::Error("outliers.mode drop leaves no row between the percentiles " +
                              base::shortest(outliers.low) + " and " +
                              base::shortest(outliers.high));
        bounds.kept = positions_within(cleaned, bounds.low, bounds.high);
    }
    bounds.clips = outliers.mode == OutlierMode::clip && bounds.below + bounds.above > 0;
    for (const DroppedRows& rows : dropped)
        leave_out(rows, cleaned.rows.size(), bounds.kept);
    bounds.fingerprint = fingerprint_of_bounds(bounds);
    return bounds;
}

} // namespace cohortscope::features

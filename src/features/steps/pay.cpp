#include "features/steps/pay.h"

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

// The number of bits of the largest pay, or -1 unless every pay is a whole number below 2^40.
int whole_rupee_bits(std::span<const double> ctc) {
    constexpr double kLimit = 1099511627776.0;
    const auto largest =
        base::map_chunks<double>(ctc.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            double high = 0.0;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                high = ctc[row] < kLimit && ctc[row] == std::floor(ctc[row])
                           ? std::max(high, ctc[row])
                           : kLimit;
            return high;
        });
    if (largest.empty())
        return 0;
    const double high = *std::max_element(largest.begin(), largest.end());
    return high < kLimit ? base::bits_for(static_cast<std::size_t>(high) + 1) : -1;
}

std::vector<std::uint32_t> order_by_comparison(std::span<const double> ctc) {
    std::vector<std::uint32_t> order(ctc.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return ctc[a] != ctc[b] ? ctc[a] < ctc[b] : a < b;
    });
    return order;
}

std::vector<std::uint32_t> positions_within(const Cleaned& cleaned, double low, double high) {
    std::vector<std::uint32_t> kept;
    kept.reserve(cleaned.ctc.size());
    for (std::size_t row = 0; row < cleaned.ctc.size(); ++row)
        if (cleaned.ctc[row] >= low && cleaned.ctc[row] <= high)
            kept.push_back(static_cast<std::uint32_t>(row));
    return kept;
}

base::Fingerprint fingerprint_of_pay(const Pay& pay) {
    return base::Hasher()
        .add_number(pay.low)
        .add_number(pay.high)
        .add(pay.below)
        .add(pay.above)
        .add(base::fingerprint_of(std::span(pay.kept)))
        .finish();
}

} // namespace

double percentile(std::span<const double> sorted, double percent) {
    return base::percentile_at(sorted.size(), percent, [&](std::size_t i) { return sorted[i]; });
}

std::vector<std::uint32_t> order_by_pay(std::span<const double> pay) {
    const std::size_t n = pay.size();
    const int row_bits = base::bits_for(n);
    const int pay_bits = whole_rupee_bits(pay);
    if (pay_bits < 0 || row_bits + pay_bits > 63)
        return order_by_comparison(pay);
    std::vector<std::uint64_t> packed(n);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            packed[row] = static_cast<std::uint64_t>(pay[row]) << row_bits | row;
    });
    base::radix_sort(packed, row_bits, pay_bits);
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

Pay bound_pay(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
              const OutlierSettings& settings) {
    if (!(settings.low < settings.high))
        throw base::Error("outliers.low is " + base::shortest(settings.low) +
                          ", expected less than outliers.high, which is " +
                          base::shortest(settings.high));
    Pay pay;
    pay.low = -std::numeric_limits<double>::infinity();
    pay.high = std::numeric_limits<double>::infinity();
    if (settings.mode != OutlierMode::none) {
        const auto pay_at = [&](std::size_t i) { return cleaned.ctc[by_pay[i]]; };
        pay.low = base::percentile_at(by_pay.size(), settings.low, pay_at);
        pay.high = base::percentile_at(by_pay.size(), settings.high, pay_at);
        const auto first_kept =
            std::partition_point(by_pay.begin(), by_pay.end(),
                                 [&](std::uint32_t row) { return cleaned.ctc[row] < pay.low; });
        const auto first_above =
            std::partition_point(by_pay.begin(), by_pay.end(),
                                 [&](std::uint32_t row) { return cleaned.ctc[row] <= pay.high; });
        pay.below = static_cast<std::size_t>(first_kept - by_pay.begin());
        pay.above = static_cast<std::size_t>(by_pay.end() - first_above);
    }
    if (settings.mode == OutlierMode::drop && pay.below + pay.above > 0) {
        if (pay.below + pay.above >= by_pay.size())
            throw base::Error("outliers.mode drop leaves no row between the percentiles " +
                              base::shortest(settings.low) + " and " +
                              base::shortest(settings.high));
        pay.kept = positions_within(cleaned, pay.low, pay.high);
    }
    pay.fingerprint = fingerprint_of_pay(pay);
    return pay;
}

} // namespace cohortscope::features

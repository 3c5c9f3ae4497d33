#include "analysis/profile_quartiles.h"

#include <array>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Small chunks: after one counting pass, only the chunks that hold a quartile are read again.
constexpr std::size_t kScanRows = 2048;

// The percentile of m values of which value_at(rank) is the ascending one number `rank`.
template <class ValueAt> double percentile(std::size_t m, double percent, const ValueAt& value_at) {
    const double h = static_cast<double>(m - 1) * percent / 100.0;
    const double floor = std::floor(h);
    const auto rank = static_cast<std::size_t>(floor);
    const double low = value_at(rank);
    if (rank + 1 >= m || h == floor)
        return low;
    return low + (h - floor) * (value_at(rank + 1) - low);
}

template <class ValueAt> Quartiles quartiles(std::size_t m, const ValueAt& value_at) {
    if (m == 0)
        return {};
    return {percentile(m, 25.0, value_at), percentile(m, 50.0, value_at),
            percentile(m, 75.0, value_at)};
}

// Where each cluster's rows lie in the order by pay.
struct PayOrder {
    std::vector<Label> labels; // n; of the rows in ascending pay
    std::size_t k = 0;
    std::vector<std::uint32_t> before; // (chunks + 1) × k; rows of a cluster before each chunk

    std::uint32_t rows_before(std::size_t chunk, std::size_t cluster) const {
        return before[chunk * k + cluster];
    }

    // Place in the order of the cluster's row number `rank`, which exists.
    std::size_t place_of(std::size_t cluster, std::size_t rank) const {
        std::size_t chunk = 0;
        while (rows_before(chunk + 1, cluster) <= rank)
            ++chunk;
        std::size_t left = rank - rows_before(chunk, cluster);
        for (std::size_t place = chunk * kScanRows;; ++place)
            if (labels[place] == cluster && left-- == 0)
                return place;
    }
};

PayOrder order_labels(const PaidRows& paid, std::span<const Label> labels, std::size_t k) {
    const std::size_t n = labels.size();
    const std::size_t chunks = base::chunk_count(n, kScanRows);
    PayOrder order;
    order.labels.resize(n);
    order.k = k;
    order.before.resize((chunks + 1) * k);
    base::for_each_chunk(n, kScanRows, [&](const base::Chunk& chunk) {
        // Two tables, since a row is often in the cluster of the row before and would wait for it.
        std::array<std::uint32_t, 2 * kMaximumClusters> counts{};
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            order.labels[i] = labels[paid.by_pay[i]];
            ++counts[(i % 2) * kMaximumClusters + order.labels[i]];
        }
        for (std::size_t cluster = 0; cluster < k; ++cluster)
            order.before[(chunk.index + 1) * k + cluster] =
                counts[cluster] + counts[kMaximumClusters + cluster];
    });
    for (std::size_t cell = k; cell < order.before.size(); ++cell)
        order.before[cell] += order.before[cell - k];
    return order;
}

} // namespace

std::vector<Quartiles> quartiles_by_cluster(const PaidRows& paid, std::span<const Label> labels,
                                            std::size_t k) {
    ENSURE(paid.by_pay.size() == labels.size() && paid.ctc.size() == labels.size());
    ENSURE(k >= 1 && k <= kMaximumClusters);
    const PayOrder order = order_labels(paid, labels, k);
    const std::size_t chunks = base::chunk_count(labels.size(), kScanRows);
    std::vector<Quartiles> result(k);
    base::for_each_task(k, [&](std::size_t cluster) {
        result[cluster] = quartiles(order.rows_before(chunks, cluster), [&](std::size_t rank) {
            return paid.ctc[paid.by_pay[order.place_of(cluster, rank)]];
        });
    });
    return result;
}

Quartiles quartiles_of_all(const PaidRows& paid) {
    return quartiles(paid.by_pay.size(),
                     [&](std::size_t rank) { return paid.ctc[paid.by_pay[rank]]; });
}

} // namespace cohortscope::analysis

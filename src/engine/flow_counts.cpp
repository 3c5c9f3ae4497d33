#include "engine/flow_counts.h"

#include <numeric>

#include "engine/row_walk.h"

namespace cohortscope::engine {

std::size_t FlowCounts::from(int group) const {
    const auto begin = counts.begin() + static_cast<std::ptrdiff_t>(place(group, kNotUsed));
    return std::accumulate(begin, begin + after_k + 1, std::size_t{0});
}

std::size_t FlowCounts::to(int group) const {
    std::size_t sum = 0;
    for (int from = kNotUsed; from < before_k; ++from)
        sum += rows(from, group);
    return sum;
}

std::size_t FlowCounts::all() const {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

std::vector<std::size_t> FlowCounts::contingency() const {
    std::vector<std::size_t> table;
    for (int from = 0; from < before_k; ++from)
        for (int to = 0; to < after_k; ++to)
            table.push_back(rows(from, to));
    return table;
}

FlowCounts count_flows(const Grouping& before, const Grouping& after) {
    using analysis::Label;
    const std::span<const Label> from = before.clustering->labels, to = after.clustering->labels;
    FlowCounts flows(before.k(), after.k());
    using Partial = std::vector<std::uint32_t>; // half the size of the counts: it stays in cache
    const auto partials =
        walk_rows(before.rows->rows, after.rows->rows, Partial(flows.counts.size()),
                  [&](Partial& counts, const WalkedRow& row) {
                      ++counts[flows.place(row.before == kNoPosition ? kNotUsed : from[row.before],
                                           row.after == kNoPosition ? kNotUsed : to[row.after])];
                  });
    for (const Partial& counts : partials)
        for (std::size_t i = 0; i < counts.size(); ++i)
            flows.counts[i] += counts[i];
    return flows;
}

} // namespace cohortscope::engine

#include "analysis/identity/overlap.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kContingencyRows = 8 * base::kChunkRows;

// Labels of the rows that two results have in common, in row order.
struct CommonLabels {
    std::vector<Label> first;
    std::vector<Label> second;
};

CommonLabels common_labels(const Snapshot& first, const Snapshot& second) {
    const std::vector<std::uint32_t>& first_rows = *first.rows;
    const std::vector<std::uint32_t>& second_rows = *second.rows;
    CommonLabels common;
    common.first.reserve(std::min(first_rows.size(), second_rows.size()));
    common.second.reserve(common.first.capacity());
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < first_rows.size() && j < second_rows.size()) {
        if (first_rows[i] == second_rows[j]) {
            common.first.push_back(first.labels[i]);
            common.second.push_back(second.labels[j]);
        }
        const bool step_first = first_rows[i] <= second_rows[j];
        const bool step_second = second_rows[j] <= first_rows[i];
        i += step_first ? 1 : 0;
        j += step_second ? 1 : 0;
    }
    return common;
}

} // namespace

std::vector<std::size_t> contingency(std::span<const Label> first, int rows,
                                     std::span<const Label> second, int columns) {
    ENSURE(first.size() == second.size());
    const auto width = static_cast<std::size_t>(columns);
    const std::size_t cells = static_cast<std::size_t>(rows) * width;
    const auto partials = base::map_chunks<std::vector<std::uint32_t>>(
        first.size(), kContingencyRows, [&](const base::Chunk& chunk) {
            // Two tables, since neighbouring rows often meet in one cell and would wait for it.
            std::vector<std::uint32_t> counts(2 * cells);
            for (std::size_t r = chunk.begin; r < chunk.end; ++r)
                ++counts[(r % 2) * cells + first[r] * width + second[r]];
            return counts;
        });
    std::vector<std::size_t> table(cells);
    for (const auto& counts : partials)
        for (std::size_t cell = 0; cell < cells; ++cell)
            table[cell] += counts[cell] + counts[cells + cell];
    return table;
}

double Overlap::jaccard(int i, int j) const {
    const std::size_t both = at(i, j);
    const std::size_t either =
        first[static_cast<std::size_t>(i)] + second[static_cast<std::size_t>(j)] - both;
    return either == 0 ? 0.0 : static_cast<double>(both) / static_cast<double>(either);
}

Overlap overlap(const Snapshot& first, const Snapshot& second) {
    Overlap counts;
    counts.first_k = first.k;
    counts.second_k = second.k;
    if (first.rows == second.rows || *first.rows == *second.rows) {
        counts.shared = contingency(first.labels, first.k, second.labels, second.k);
    } else {
        const CommonLabels common = common_labels(first, second);
        counts.shared = contingency(common.first, first.k, common.second, second.k);
    }
    counts.first.resize(static_cast<std::size_t>(first.k));
    counts.second.resize(static_cast<std::size_t>(second.k));
    for (int i = 0; i < first.k; ++i)
        for (int j = 0; j < second.k; ++j) {
            counts.first[static_cast<std::size_t>(i)] += counts.at(i, j);
            counts.second[static_cast<std::size_t>(j)] += counts.at(i, j);
        }
    return counts;
}

const Overlap& Overlaps::with(const std::shared_ptr<const Snapshot>& first) {
    for (const auto& [snapshot, counts] : known_)
        if (snapshot == first)
            return *counts;
    known_.emplace_back(first, std::make_unique<const Overlap>(overlap(*first, second_)));
    return *known_.back().second;
}

} // namespace cohortscope::analysis

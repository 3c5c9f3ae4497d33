#include "engine/moves.h"

#include <span>

#include "base/parallel.h"

namespace cohortscope::engine {

namespace {

using analysis::Label;
using Counts = std::vector<std::size_t>; // earlier × later clusters

// Both clusterings, and for each pair of clusters whether it is one group.
struct Pairs {
    const Grouping& before;
    const Grouping& after;

    std::size_t columns() const { return static_cast<std::size_t>(after.clustering->k); }
    std::size_t size() const { return static_cast<std::size_t>(before.clustering->k) * columns(); }
    bool is_same(Label from, Label to) const {
        return before.identity.colour[from] == after.identity.colour[to];
    }
};

Counts count_same_rows(const Pairs& pairs, std::vector<std::uint8_t>& moved) {
    const std::span<const Label> from = pairs.before.clustering->labels;
    const std::span<const Label> to = pairs.after.clustering->labels;
    const auto partial =
        base::map_chunks<Counts>(to.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Counts counts(pairs.size(), 0);
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                ++counts[from[row] * pairs.columns() + to[row]];
                moved[row] = pairs.is_same(from[row], to[row]) ? 0 : 1;
            }
            return counts;
        });
    Counts total(pairs.size(), 0);
    for (const Counts& counts : partial)
        for (std::size_t i = 0; i < total.size(); ++i)
            total[i] += counts[i];
    return total;
}

// Rows of both are numbered as in the file, ascending.
Counts count_common_rows(const Pairs& pairs, std::vector<std::uint8_t>& moved) {
    const std::vector<Label>& from = pairs.before.clustering->labels;
    const std::vector<Label>& to = pairs.after.clustering->labels;
    const std::span<const std::uint32_t> earlier = pairs.before.rows->rows;
    const std::span<const std::uint32_t> later = pairs.after.rows->rows;
    Counts total(pairs.size(), 0);
    std::size_t at = 0;
    for (std::size_t row = 0; row < later.size(); ++row) {
        while (at < earlier.size() && earlier[at] < later[row])
            ++at;
        if (at == earlier.size())
            break;
        if (earlier[at] != later[row])
            continue;
        ++total[from[at] * pairs.columns() + to[row]];
        moved[row] = pairs.is_same(from[at], to[row]) ? 0 : 1;
    }
    return total;
}

} // namespace

Grouping grouping_of(const Result& result) {
    return {result.prepared.rows, result.clustering, result.profiles, result.identity};
}

Moves moves_between(const Grouping& before, const Grouping& after) {
    const Pairs pairs{before, after};
    Moves moves;
    moves.moved_rows.assign(after.clustering->labels.size(), 0);
    const bool same_rows = before.rows == after.rows || before.rows->rows == after.rows->rows;
    const Counts counts = same_rows ? count_same_rows(pairs, moves.moved_rows)
                                    : count_common_rows(pairs, moves.moved_rows);
    for (std::size_t to = 0; to < pairs.columns(); ++to)
        for (std::size_t from = 0; from * pairs.columns() < counts.size(); ++from) {
            const std::size_t rows = counts[from * pairs.columns() + to];
            if (rows == 0)
                continue;
            const Flow flow = {before.identity.colour[from], after.identity.colour[to], rows};
            moves.flows.push_back(flow);
            moves.common += rows;
            moves.moved += flow.from == flow.to ? 0 : rows;
        }
    for (std::size_t cluster = 0; cluster < before.identity.colour.size(); ++cluster) {
        const std::string& given = before.identity.given_name[cluster];
        moves.names[before.identity.colour[cluster]] =
            given.empty() ? before.profiles->clusters[cluster].name : given;
    }
    return moves;
}

} // namespace cohortscope::engine

#include "engine/moves.h"

#include <span>

#include "engine/flow_counts.h"
#include "engine/row_walk.h"

namespace cohortscope::engine {

namespace {

using analysis::Label;

std::vector<std::uint8_t> moved_rows(const Grouping& before, const Grouping& after) {
    const std::span<const Label> from = before.clustering->labels, to = after.clustering->labels;
    std::vector<std::uint8_t> moved(to.size(), 0);
    struct Nothing {};
    walk_rows(before.rows->rows, after.rows->rows, Nothing(), [&](Nothing&, const WalkedRow& row) {
        if (row.in_both())
            moved[row.after] =
                before.colour(from[row.before]) == after.colour(to[row.after]) ? 0 : 1;
    });
    return moved;
}

} // namespace

Moves moves_between(const Grouping& before, const Grouping& after) {
    Moves moves;
    moves.moved_rows = moved_rows(before, after);
    const FlowCounts counts = count_flows(before, after);
    for (int to = 0; to < after.k(); ++to)
        for (int from = 0; from < before.k(); ++from) {
            const std::size_t rows = counts.rows(from, to);
            if (rows == 0)
                continue;
            const Flow flow = {before.colour(from), after.colour(to), rows};
            moves.flows.push_back(flow);
            moves.common += rows;
            moves.moved += flow.from == flow.to ? 0 : rows;
        }
    for (int cluster = 0; cluster < before.k(); ++cluster)
        moves.names[before.colour(cluster)] = before.name(cluster);
    return moves;
}

} // namespace cohortscope::engine

#include "engine/changes.h"

#include <algorithm>

#include "analysis/agreement.h"

namespace cohortscope::engine {

namespace {

std::vector<ChangedGroup> groups_of(const Grouping& grouping, const Grouping& other) {
    std::vector<ChangedGroup> groups;
    for (int cluster = 0; cluster < grouping.k(); ++cluster) {
        ChangedGroup group{grouping.name(cluster), grouping.colour(cluster),
                           grouping.clustering->sizes[static_cast<std::size_t>(cluster)]};
        group.same = analysis::cluster_with(other.identity.colour, group.colour);
        groups.push_back(group);
    }
    return groups;
}

// Of the rows in both, those that the best assignment of groups keeps.
std::size_t most_kept(const Changes& changes, const std::vector<std::size_t>& shared) {
    const int columns = changes.flows.after_k;
    const std::vector<int> best = analysis::assign_maximal(shared, changes.flows.before_k, columns);
    std::size_t kept = 0;
    for (std::size_t from = 0; from < best.size(); ++from)
        if (best[from] >= 0)
            kept += changes.flows.rows(static_cast<int>(from), best[from]);
    return kept;
}

void count_moved(Changes& changes) {
    for (int from = 0; from < changes.flows.before_k; ++from)
        for (int to = 0; to < changes.flows.after_k; ++to) {
            const std::size_t rows = changes.flows.rows(from, to);
            changes.common += rows;
            changes.moved += changes.stays(from, to) ? 0 : rows;
        }
}

} // namespace

Changes changes_between(const Result& before, const Result& after) {
    const Grouping then = grouping_of(before), now = grouping_of(after);
    Changes changes;
    changes.flows = count_flows(then, now);
    changes.before = groups_of(then, now);
    changes.after = groups_of(now, then);
    changes.noun = after.settings.schema->noun;
    count_moved(changes);
    const std::vector<std::size_t> shared = changes.flows.contingency();
    changes.most_kept = most_kept(changes, shared);
    changes.adjusted_rand =
        analysis::adjusted_rand_index(shared, changes.flows.before_k, changes.flows.after_k);
    if (changes.flows.to(kNotUsed) > 0)
        changes.left_out = unused_rows(after, before);
    if (changes.flows.from(kNotUsed) > 0)
        changes.joined = unused_rows(before, after);
    return changes;
}

} // namespace cohortscope::engine

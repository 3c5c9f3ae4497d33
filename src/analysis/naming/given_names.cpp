#include "analysis/naming/given_names.h"

#include <algorithm>
#include <functional>

namespace cohortscope::analysis {

namespace {

struct Likeness {
    double jaccard = 0.0;
    std::size_t entry = 0;
    int cluster = 0;
};

} // namespace

Named GivenNames::match(const std::shared_ptr<const Snapshot>& now, Overlaps& overlaps,
                        bool carry_on) {
    std::vector<Likeness> pairs;
    for (std::size_t e = 0; e < entries_.size(); ++e) {
        entries_[e].now = -1;
        const Bearer& given = entries_[e].given;
        const Bearer& last = entries_[e].last;
        for (int cluster = 0; cluster < now->k; ++cluster)
            pairs.push_back({std::max(overlaps.with(given.result).jaccard(given.cluster, cluster),
                                      overlaps.with(last.result).jaccard(last.cluster, cluster)),
                             e, cluster});
    }
    std::ranges::stable_sort(pairs, std::greater(), &Likeness::jaccard);
    Named named;
    named.given.resize(static_cast<std::size_t>(now->k));
    std::vector<bool> asked(entries_.size(), false);
    for (const auto& [jaccard, e, cluster] : pairs) {
        Entry& entry = entries_[e];
        std::string& name = named.given[static_cast<std::size_t>(cluster)];
        if (jaccard < kNameMovesOn)
            break;
        if (entry.now >= 0 || !name.empty())
            continue;
        entry.now = cluster;
        name = entry.name;
        if (carry_on)
            entry.last = {now, cluster};
    }
    // What is left over goes, to be asked about, to the likest cluster without a name.
    for (const auto& [jaccard, e, cluster] : pairs)
        if (entries_[e].now < 0 && !asked[e] && jaccard > 0.0 &&
            named.given[static_cast<std::size_t>(cluster)].empty()) {
            asked[e] = true;
            named.lost.push_back({entries_[e].name, cluster, jaccard});
        }
    return named;
}

void GivenNames::give(const std::shared_ptr<const Snapshot>& now, int cluster,
                      const std::string& name) {
    std::erase_if(entries_, [&](const Entry& entry) {
        return entry.now == cluster || (entry.now < 0 && entry.name == name);
    });
    if (!name.empty())
        entries_.push_back({name, {now, cluster}, {now, cluster}, cluster});
}

} // namespace cohortscope::analysis

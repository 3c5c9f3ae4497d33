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

bool is_lost(std::span<const int> borne, std::size_t entry) {
    return std::ranges::find(borne, static_cast<int>(entry)) == borne.end();
}

} // namespace

GivenNames with_name(const GivenNames& names, std::span<const int> entry,
                     const std::shared_ptr<const Snapshot>& now, int cluster,
                     const std::string& name) {
    const auto place = static_cast<std::size_t>(cluster);
    const int borne = place < entry.size() ? entry[place] : -1;
    GivenNames next;
    for (std::size_t e = 0; e < names.size(); ++e)
        if (static_cast<int>(e) != borne && !(is_lost(entry, e) && names[e].name == name))
            next.push_back(names[e]);
    if (!name.empty())
        next.push_back({name, now, cluster});
    return next;
}

void NameBearers::follow(const GivenNames& names) {
    std::vector<Bearer> next;
    for (const GivenName& each : names) {
        const auto known = std::ranges::find(bearers_, each, &Bearer::given);
        next.push_back(known != bearers_.end() ? *known : Bearer{each, each.result, each.cluster});
    }
    bearers_ = std::move(next);
}

void NameBearers::resume(const GivenNames& names, std::span<const int> entry,
                         const std::shared_ptr<const Snapshot>& now) {
    bearers_.clear();
    follow(names);
    for (std::size_t cluster = 0; cluster < entry.size(); ++cluster)
        if (entry[cluster] >= 0) {
            Bearer& bearer = bearers_[static_cast<std::size_t>(entry[cluster])];
            bearer.result = now;
            bearer.cluster = static_cast<int>(cluster);
        }
}

Named NameBearers::match(const std::shared_ptr<const Snapshot>& now, Overlaps& overlaps,
                         bool carry_on) {
    std::vector<Likeness> pairs;
    for (std::size_t e = 0; e < bearers_.size(); ++e)
        for (int cluster = 0; cluster < now->k; ++cluster) {
            const Bearer& bearer = bearers_[e];
            const GivenName& given = bearer.given;
            pairs.push_back(
                {std::max(overlaps.with(given.result).jaccard(given.cluster, cluster),
                          overlaps.with(bearer.result).jaccard(bearer.cluster, cluster)),
                 e, cluster});
        }
    std::ranges::stable_sort(pairs, std::greater(), &Likeness::jaccard);
    Named named;
    named.given.resize(static_cast<std::size_t>(now->k));
    named.entry.assign(static_cast<std::size_t>(now->k), -1);
    for (const auto& [jaccard, e, cluster] : pairs) {
        int& entry = named.entry[static_cast<std::size_t>(cluster)];
        if (jaccard < kNameMovesOn)
            break;
        if (entry >= 0 || !is_lost(named.entry, e))
            continue;
        entry = static_cast<int>(e);
        named.given[static_cast<std::size_t>(cluster)] = bearers_[e].given.name;
        if (carry_on) {
            bearers_[e].result = now;
            bearers_[e].cluster = cluster;
        }
    }
    // What is left over goes, to be asked about, to the likest cluster without a name.
    std::vector<bool> asked(bearers_.size(), false);
    for (const auto& [jaccard, e, cluster] : pairs)
        if (is_lost(named.entry, e) && !asked[e] && jaccard > 0.0 &&
            named.entry[static_cast<std::size_t>(cluster)] < 0) {
            asked[e] = true;
            named.lost.push_back({bearers_[e].given.name, cluster, jaccard});
        }
    return named;
}

} // namespace cohortscope::analysis

#include "analysis/identity/identity.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/identity/hue_neighbours.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kHistory = 64;

// What a row's colour in the last final counts beside its colour in the result shown last. In a
// preview that makes clusters keep a colour until another is clearly better; in a final it decides
// between assignments that are as good as equal. Measured over sequences of k, mutes and
// thresholds: below 3 more colours change on release, above 4 more change between previews.
constexpr std::size_t kPreviewWeight = 3;
constexpr std::size_t kFinalWeight = 20;

// Below this Jaccard index a preview's cluster has but stray rows of a colour.
constexpr double kStray = 0.05;

std::size_t without(const std::vector<int>& colours) {
    return static_cast<std::size_t>(std::ranges::count(colours, -1));
}

// Hues that neither result uses.
std::size_t fresh_hues(const std::vector<int>& first, const std::vector<int>& second) {
    std::set<int> used;
    for (const std::vector<int>* colours : {&first, &second})
        for (const int colour : *colours)
            if (colour >= 0)
                used.insert(colour % kHues);
    return static_cast<std::size_t>(kHues) - used.size();
}

// A cluster and the one of the last final that had its colour.
struct Partner {
    std::size_t cluster = 0;
    std::size_t shared = 0;
    double jaccard = 0.0;
};

// Partners that are strangers, the strangest first.
std::vector<Partner> strangers(const std::vector<int>& colours, const Coloured& before,
                               const Overlap& counts) {
    std::vector<Partner> found;
    for (std::size_t cluster = 0; cluster < colours.size(); ++cluster) {
        const int partner =
            colours[cluster] < 0 ? -1 : cluster_with(before.colour, colours[cluster]);
        if (partner < 0)
            continue;
        const int j = static_cast<int>(cluster);
        const double jaccard = counts.jaccard(partner, j);
        if (jaccard < kPartners)
            found.push_back({cluster, counts.at(partner, j), jaccard});
    }
    std::ranges::stable_sort(found, {}, &Partner::jaccard);
    return found;
}

// Takes colours away from strangers' partners, as far as `spare` rows may lose their colour and
// hues are left that neither result has: a hue just seen elsewhere would be no better.
void part_strangers(std::vector<int>& colours, const Coloured& before, const Overlap& counts,
                    std::size_t spare) {
    const std::size_t fresh = fresh_hues(before.colour, colours);
    for (const Partner& partner : strangers(colours, before, counts)) {
        if (partner.shared > spare || without(colours) >= fresh)
            return;
        spare -= partner.shared;
        colours[partner.cluster] = -1;
    }
}

Identity identity_of(std::vector<int> colours, Named named) {
    return {std::move(colours), std::move(named.given), std::move(named.lost),
            std::move(named.entry)};
}

void take_free(std::vector<int>& colours, const std::vector<int>& wanted) {
    for (std::size_t cluster = 0; cluster < wanted.size(); ++cluster)
        if (colours[cluster] < 0 && cluster_with(colours, wanted[cluster]) < 0)
            colours[cluster] = wanted[cluster];
}

} // namespace

std::shared_ptr<const Snapshot> IdentityTracker::snapshot_of(const NewResult& result) const {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->k = result.k;
    snapshot->labels.assign(result.labels.begin(), result.labels.end());
    // Results of one preparation share one copy of their rows.
    for (const Coloured* shown : {&last_shown_, &last_final_})
        if (!snapshot->rows && shown->result &&
            std::ranges::equal(*shown->result->rows, result.rows))
            snapshot->rows = shown->result->rows;
    if (!snapshot->rows)
        snapshot->rows = std::make_shared<const std::vector<std::uint32_t>>(result.rows.begin(),
                                                                            result.rows.end());
    return snapshot;
}

std::vector<int> IdentityTracker::colours_then(const NewResult& result) const {
    for (const Final& final : history_)
        if (final.key == result.key && static_cast<int>(final.colour.size()) == result.k)
            return final.colour;
    return {};
}

std::vector<int> IdentityTracker::preview_colours(const Snapshot& now, Overlaps& overlaps) const {
    ColourVotes votes(now.k);
    for (const auto& [shown, weight] : {std::pair{&last_final_, kPreviewWeight}, {&last_shown_, 1}})
        if (shown->result)
            votes.add(overlaps.with(shown->result), shown->colour, weight);
    std::vector<int> colours = votes.best();
    for (std::size_t cluster = 0; cluster < colours.size(); ++cluster) {
        double jaccard = 0.0; // with the likest bearer of this colour
        for (const Coloured* shown : {&last_final_, &last_shown_})
            if (const int partner = cluster_with(shown->colour, colours[cluster]); partner >= 0)
                jaccard = std::max(
                    jaccard,
                    overlaps.with(shown->result).jaccard(partner, static_cast<int>(cluster)));
        if (jaccard < kStray)
            colours[cluster] = -1;
    }
    return colours;
}

std::vector<int> IdentityTracker::final_colours(const std::vector<int>& then, const Snapshot& now,
                                                Overlaps& overlaps) const {
    if (!last_final_.result)
        return then.empty() ? std::vector<int>(static_cast<std::size_t>(now.k), -1) : then;
    const Overlap& counts = overlaps.with(last_final_.result);
    ColourVotes rows(now.k);
    rows.add(counts, last_final_.colour, 1);
    std::vector<int> colours = rows.best();
    const auto enough =
        static_cast<std::size_t>(std::ceil(kKeptOfBest * static_cast<double>(rows.kept(colours))));
    if (!then.empty() && rows.kept(then) >= enough)
        return then;
    ColourVotes votes(now.k);
    votes.add(counts, last_final_.colour, kFinalWeight);
    votes.add(overlaps.with(last_shown_.result), last_shown_.colour, 1);
    if (std::vector<int> voted = votes.best(); rows.kept(voted) >= enough)
        colours = std::move(voted);
    const std::size_t kept = rows.kept(colours);
    part_strangers(colours, last_final_, counts, kept - std::min(kept, enough));
    take_free(colours, then);
    return colours;
}

void IdentityTracker::remember(const NewResult& result, const Coloured& shown) {
    ++clock_;
    for (const int colour : shown.colour) {
        const auto index = static_cast<std::size_t>(colour);
        last_used_.resize(std::max(last_used_.size(), index + 1));
        last_used_[index] = clock_;
    }
    last_shown_ = shown;
    if (!result.final_result)
        return;
    last_final_ = shown;
    finals_of_k_[result.k] = shown;
    std::erase_if(history_, [&](const Final& final) { return final.key == result.key; });
    if (history_.size() == kHistory)
        history_.erase(history_.begin());
    history_.push_back({result.key, shown.colour});
}

Identity IdentityTracker::match(const NewResult& result) {
    ENSURE(result.k > 0 && result.labels.size() == result.rows.size());
    ENSURE(result.places.empty() || result.places.size() == static_cast<std::size_t>(result.k));
    const std::shared_ptr<const Snapshot> now = snapshot_of(result);
    Overlaps overlaps(*now);
    std::vector<int> colours = result.final_result
                                   ? final_colours(colours_then(result), *now, overlaps)
                                   : preview_colours(*now, overlaps);
    if (const auto same_k = finals_of_k_.find(result.k);
        same_k != finals_of_k_.end() && without(colours) > 0)
        borrow_colours(colours, {same_k->second, overlaps.with(same_k->second.result)});
    if (last_shown_.result && without(colours) > 0)
        borrow_colours(colours,
                       {last_shown_, overlaps.with(last_shown_.result), last_final_.colour});
    // A newcomer's preview may have stood elsewhere on the map.
    for (std::size_t cluster = 0; cluster < colours.size(); ++cluster)
        if (result.final_result && cluster_with(last_final_.colour, colours[cluster]) < 0 &&
            like_its_neighbour({colours, result.places, {}}, cluster))
            colours[cluster] = -1;
    for (std::size_t cluster = 0; cluster < colours.size(); ++cluster)
        if (colours[cluster] < 0)
            colours[cluster] = free_colour({colours, result.places, last_used_}, cluster);
    remember(result, {now, colours});
    return identity_of(std::move(colours), names_.match(now, overlaps, result.final_result));
}

Identity IdentityTracker::follow_names(const GivenNames& names) {
    names_.follow(names);
    if (!last_shown_.result)
        return {};
    Overlaps overlaps(*last_shown_.result);
    return identity_of(last_shown_.colour, names_.match(last_shown_.result, overlaps, false));
}

IdentityMemory IdentityTracker::memory() const {
    return {last_final_, last_used_, clock_, history_};
}

IdentityTracker IdentityTracker::resumed(const IdentityMemory& memory, const GivenNames& names,
                                         std::span<const int> entry) {
    IdentityTracker tracker;
    tracker.last_final_ = tracker.last_shown_ = memory.shown;
    if (memory.shown.result)
        tracker.finals_of_k_[memory.shown.result->k] = memory.shown;
    tracker.last_used_ = memory.last_used;
    tracker.clock_ = memory.clock;
    tracker.history_ = memory.earlier;
    tracker.names_.resume(names, entry, memory.shown.result);
    return tracker;
}

void IdentityTracker::forget() { *this = IdentityTracker(); }

} // namespace cohortscope::analysis

#include "analysis/naming/naming.h"

#include <algorithm>
#include <bit>
#include <set>

#include "analysis/naming/naming_phrase.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kMostSaid = 3;    // in a name
constexpr std::size_t kMostClaims = 12; // of a cluster, that are tried together
constexpr double kWorthAdding = 0.3;    // deviations, of a claim that is not needed

// The claims of a cluster with the clusters that each holds of.
struct Sayable {
    std::vector<Claim> claims; // strongest first
    std::vector<std::uint64_t> holders;
    std::uint64_t own = 0;
};

Sayable sayable(const Groups& groups, std::size_t cluster) {
    Sayable made{claims_of(groups, cluster), {}, std::uint64_t{1} << cluster};
    if (made.claims.size() > kMostClaims)
        made.claims.resize(kMostClaims);
    for (const Claim& claim : made.claims)
        made.holders.push_back(holders(groups, claim));
    return made;
}

// Places of claims in their list, ascending: the strongest first.
using Choice = std::vector<std::size_t>;

std::uint64_t holders_of(const Sayable& all, const Choice& choice) {
    std::uint64_t bits = ~std::uint64_t{0};
    for (const std::size_t place : choice)
        bits &= all.holders[place];
    return bits;
}

bool has_theme(const Sayable& all, const Choice& choice, int theme) {
    return std::any_of(choice.begin(), choice.end(),
                       [&](std::size_t place) { return all.claims[place].theme == theme; });
}

std::vector<Said> said_of(const Sayable& all, const Choice& choice) {
    std::vector<Said> said;
    for (const std::size_t place : choice)
        said.push_back({all.claims[place], ""});
    return said;
}

// The choices of `size` claims of different themes, in lexicographic order: stronger claims first.
void add_choices(const Sayable& all, std::size_t size, Choice& begun, std::vector<Choice>& found) {
    if (begun.size() == size) {
        found.push_back(begun);
        return;
    }
    for (std::size_t next = begun.empty() ? 0 : begun.back() + 1; next < all.claims.size();
         ++next) {
        if (has_theme(all, begun, all.claims[next].theme))
            continue;
        begun.push_back(next);
        add_choices(all, size, begun, found);
        begun.pop_back();
    }
}

// A choice and how well it tells the cluster from the others.
struct Telling {
    Choice choice;
    std::uint64_t others = ~std::uint64_t{0}; // of which all of it holds as well
    bool with_strongest = false;
    int clearness = 0; // in steps of kApart: distance to the nearest other cluster

    bool better_than(const Telling& other) const {
        const int own_count = std::popcount(others), other_count = std::popcount(other.others);
        if (own_count != other_count)
            return own_count < other_count;
        if (with_strongest != other.with_strongest)
            return with_strongest;
        return choice.size() == other.choice.size() && clearness > other.clearness;
    }
};

// Beyond a deviation, clearer makes no difference.
int clearness_of(const Groups& groups, std::size_t cluster, const Sayable& all,
                 const Choice& choice) {
    double nearest = 1.0;
    for (std::size_t other = 0; other < groups.count(); ++other) {
        if (other == cluster)
            continue;
        double distance = 0.0;
        for (const std::size_t place : choice)
            distance = std::max(distance, distance_by(groups, all.claims[place], cluster, other));
        nearest = std::min(nearest, distance);
    }
    return static_cast<int>(nearest / kApart);
}

// The fewest claims that hold of no other cluster together, with the strongest theme if that can
// be; of equally many the clearest, of equally clear ones the strongest. Where every choice holds
// of others too: one or two claims that hold of the fewest.
Telling best_choice(const Groups& groups, std::size_t cluster, const Sayable& all) {
    Telling best;
    for (std::size_t size = 1; size <= kMostSaid; ++size) {
        Choice begun;
        std::vector<Choice> choices;
        add_choices(all, size, begun, choices);
        for (const Choice& choice : choices) {
            Telling next{choice, holders_of(all, choice) & ~all.own,
                         has_theme(all, choice, all.claims.front().theme), 0};
            if ((size == kMostSaid && next.others != 0) || !fits(said_of(all, choice)))
                continue;
            if (std::popcount(next.others) <= std::popcount(best.others))
                next.clearness = clearness_of(groups, cluster, all, choice);
            if (next.better_than(best))
                best = std::move(next);
        }
        if (best.others == 0 && best.with_strongest)
            break;
    }
    return best;
}

// One more claim beside a single one, where it is strong and there is room.
void add_second(const Sayable& all, Choice& choice) {
    const bool middle = all.claims[choice.front()].kind == ClaimKind::middle;
    for (std::size_t next = 0; next < all.claims.size() && choice.size() == 1; ++next) {
        const Claim& claim = all.claims[next];
        if (has_theme(all, choice, claim.theme) || claim.kind == ClaimKind::kept ||
            (claim.strength < kWorthAdding && !middle))
            continue;
        Choice both = choice;
        both.insert(std::upper_bound(both.begin(), both.end(), next), next);
        const std::vector<Said> said = said_of(all, both);
        const bool says_who = claim.kind == ClaimKind::name;
        if (length_of(full_phrase(said)) <= kNameAim || (says_who && fits(said)))
            choice = both;
    }
}

// The measure of the strongest degree, where there is room.
void add_measure(const Groups& groups, std::size_t cluster, std::vector<Said>& said) {
    for (Said& each : said) {
        if (each.claim.kind != ClaimKind::degree)
            continue;
        const std::string without = phrase_of(said);
        each.measure = measure_of(groups, cluster, each.claim.feature);
        const std::size_t longer = each.measure.empty() ? 0 : length_of(each.measure) + 2;
        const std::size_t length = length_of(phrase_of(said));
        if (length > kNameAim || length != length_of(without) + longer)
            each.measure.clear();
        return;
    }
}

// A measure that tells the cluster from those of which the rest holds as well.
void add_telling_measure(const Groups& groups, std::size_t cluster, std::uint64_t others,
                         std::vector<Said>& said) {
    said.back().measure = telling_measure(groups, cluster, others);
    if (!fits(said))
        said.back().measure.clear();
}

MeasuredName named(const std::vector<Said>& said, bool set_apart) {
    MeasuredName name{phrase_of(said), {}, set_apart};
    if (name.text.empty())
        name.text = kPeople;
    for (const Said& each : said)
        name.claims.push_back(each.claim);
    return name;
}

MeasuredName first_name(const Groups& groups, std::size_t cluster) {
    if (groups.profiles.clusters[cluster].size == 0)
        return {kNobody, {}, false};
    if (groups.count() == 1)
        return {kEveryone, {}, true};
    const Sayable all = sayable(groups, cluster);
    Telling best = best_choice(groups, cluster, all);
    if (best.others == 0)
        add_second(all, best.choice);
    std::vector<Said> said = said_of(all, best.choice);
    if (best.others == 0)
        add_measure(groups, cluster, said);
    else if (!said.empty())
        add_telling_measure(groups, cluster, best.others, said);
    return named(said, best.others == 0);
}

std::string numbered(const std::string& name, const std::set<std::string>& taken) {
    std::string candidate = name;
    for (int number = 2; taken.count(candidate) > 0; ++number)
        candidate = name + " " + std::to_string(number);
    return candidate;
}

} // namespace

std::vector<MeasuredName> measured_names(const Profiles& profiles,
                                         const features::FeatureSet& features) {
    const Groups groups = groups_of(profiles, features);
    std::vector<MeasuredName> names;
    std::set<std::string> taken;
    for (std::size_t cluster = 0; cluster < groups.count(); ++cluster)
        names.push_back(first_name(groups, cluster));
    for (const MeasuredName& name : names)
        if (name.set_apart)
            taken.insert(name.text);
    for (MeasuredName& name : names) {
        if (name.set_apart)
            continue;
        name.text = numbered(name.text, taken);
        taken.insert(name.text);
    }
    return names;
}

std::vector<std::string> name_clusters(const Profiles& profiles,
                                       const features::FeatureSet& features) {
    std::vector<std::string> texts;
    for (MeasuredName& name : measured_names(profiles, features))
        texts.push_back(std::move(name.text));
    return texts;
}

} // namespace cohortscope::analysis

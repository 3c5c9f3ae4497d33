#include "analysis/naming/naming_claims.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/naming/number_words.h"
#include "base/error.h"
#include "base/format.h"

namespace cohortscope::analysis {

namespace {

// Themes beyond the features' own numbers, which are ≥ 0.
constexpr int kMiddleTheme = -1;
int theme_of_slot(std::size_t slot) { return -2 - static_cast<int>(slot); }

const ClusterProfile& of(const Groups& groups, std::size_t cluster) {
    return groups.profiles.clusters[cluster];
}

const schema::FeatureSpec& spec_of(const Groups& groups, std::size_t feature) {
    return *groups.features.columns[feature]->spec;
}

// Share of the rows that bear the name; of one beyond the top list, the most that it can be.
double share_of(const ClusterProfile& profile, const std::vector<NamedCount>& top,
                const std::string& name) {
    if (profile.size == 0 || top.empty())
        return 0.0;
    const auto found = std::find_if(top.begin(), top.end(),
                                    [&](const NamedCount& entry) { return entry.name == name; });
    const bool listed_all = top.size() < static_cast<std::size_t>(kTopNames);
    const std::size_t count = found != top.end() ? found->count : listed_all ? 0 : top.back().count;
    return static_cast<double>(count) / static_cast<double>(profile.size);
}

const schema::ColumnSpec& names_spec(const Groups& groups, std::size_t slot) {
    return *groups.profiles.names[slot];
}

// Share of the rows that bear the name of the slot.
double name_share(const ClusterProfile& profile, std::size_t slot, const std::string& name) {
    return share_of(profile, profile.top_of(slot), name);
}

double rare_share(const Groups& groups, const ClusterProfile& profile, std::size_t slot) {
    return name_share(profile, slot, names_spec(groups, slot).rare_name);
}

// Of the median to that of all rows; 1 where there is none.
double median_ratio(const Groups& groups, std::size_t cluster) {
    const double all = groups.profiles.all.measure_median, own = of(groups, cluster).measure_median;
    return all > 0.0 && own > 0.0 ? own / all : 1.0;
}

bool is_indicator(const Groups& groups, std::size_t feature) {
    return !groups.features.columns[feature]->level.empty();
}

// Says how common a name is, or which one it is: less of people than a number does.
bool is_of_names(const Groups& groups, std::size_t feature) {
    return groups.names_of[feature] >= 0 &&
           spec_of(groups, feature).encoding != schema::Encoding::ordinal;
}

// The logarithm of the measure, of which the ratio of medians tells more.
bool is_measure(const Groups& groups, std::size_t feature) {
    const schema::FeatureSpec& spec = spec_of(groups, feature);
    return spec.encoding == schema::Encoding::logarithm &&
           spec.from == groups.profiles.measure->name;
}

bool has_times(const Groups& groups, std::size_t cluster, std::size_t feature, Degree degree) {
    const double sign = is_high(degree) ? 1.0 : -1.0;
    const bool much = degree == Degree::much || degree == Degree::little;
    const double ratio = median_ratio(groups, cluster);
    return sign * groups.z[cluster][feature] >= kMeasureTells &&
           (sign > 0.0 ? ratio : 1.0 / ratio) >= (much ? kTimesMuch : kTimesMore);
}

bool has_degree(const Groups& groups, std::size_t cluster, std::size_t feature, Degree degree);

// Far enough beyond every other cluster.
bool is_furthest(const Groups& groups, std::size_t cluster, std::size_t feature, Degree degree) {
    const bool by_ratio = is_measure(groups, feature);
    const bool high = degree == Degree::highest;
    if (groups.count() < 2 ||
        !has_degree(groups, cluster, feature, high ? Degree::more : Degree::less))
        return false;
    for (std::size_t other = 0; other < groups.count(); ++other) {
        if (other == cluster)
            continue;
        const double own = groups.z[cluster][feature], next = groups.z[other][feature];
        const double a = of(groups, cluster).measure_median, b = of(groups, other).measure_median;
        const bool beyond = by_ratio ? (high ? a >= b * kTimesMore : a * kTimesMore <= b)
                            : high   ? own >= next + kApart
                                     : own <= next - kApart;
        if (!beyond)
            return false;
    }
    return true;
}

bool has_degree(const Groups& groups, std::size_t cluster, std::size_t feature, Degree degree) {
    if (degree == Degree::highest || degree == Degree::lowest)
        return is_furthest(groups, cluster, feature, degree);
    if (is_measure(groups, feature))
        return has_times(groups, cluster, feature, degree);
    const double z = (is_high(degree) ? 1.0 : -1.0) * groups.z[cluster][feature];
    if (degree == Degree::much || degree == Degree::little)
        return z >= kMuch;
    return z >= (is_of_names(groups, feature) ? kFrequencyTells : kNotably);
}

// The strength of a share is that of its indicator's mean, in the indicator's deviations.
double share_strength(double share, double share_of_all) {
    const double deviation = std::sqrt(share_of_all * (1.0 - share_of_all));
    return deviation > 0.0 ? (share - share_of_all) / deviation : 0.0;
}

int whole_percent(double share) { return static_cast<int>(std::floor(share * 100.0)); }

// Who they are: a name of the slot that most rows bear.
std::optional<Claim> share_claim(const Groups& groups, std::size_t cluster, std::size_t slot) {
    const ClusterProfile& profile = of(groups, cluster);
    const std::vector<NamedCount>& top = profile.top_of(slot);
    if (profile.size == 0 || top.empty())
        return std::nullopt;
    const std::string& name = top.front().name;
    const double share = name_share(profile, slot, name);
    const double among_all = name_share(groups.profiles.all, slot, name);
    const double strength = share_strength(share, among_all);
    const bool dominates = share >= kDominates && strength >= kNotably;
    if (!dominates && !(share >= kLeads && share - among_all >= kLeadsBy))
        return std::nullopt;
    const bool every = top.front().count == profile.size;
    const int percent = every ? 0 : whole_percent(share);
    return Claim{ClaimKind::name,
                 slot,
                 Degree::much,
                 name,
                 every ? 1.0 : percent / 100.0,
                 strength,
                 words_of(names_spec(groups, slot), name, percent),
                 theme_of_slot(slot)};
}

bool near_mean(const Groups& groups, std::size_t cluster) {
    for (std::size_t f = 0; f < groups.features.columns.size(); ++f)
        if (!is_of_names(groups, f) && !is_measure(groups, f) &&
            std::fabs(groups.z[cluster][f]) >= kNearMean)
            return false;
    const double ratio = median_ratio(groups, cluster);
    if (ratio >= kTimesMuch || ratio <= 1.0 / kTimesMuch)
        return false;
    for (std::size_t slot = 0; slot < groups.profiles.names.size(); ++slot)
        if (share_claim(groups, cluster, slot))
            return false;
    return true;
}

// Of the clusters near the mean, one at most is the broad middle: the largest, of equals the first.
bool is_largest_middle(const Groups& groups, std::size_t cluster) {
    for (std::size_t other = 0; other < groups.count(); ++other)
        if (groups.middle[other] &&
            (other < cluster ? of(groups, other).size >= of(groups, cluster).size
                             : of(groups, other).size > of(groups, cluster).size))
            return false;
    return true;
}

// The degree of a feature that holds, and the superlative.
void add_degrees(std::vector<Claim>& claims, const Groups& groups, std::size_t cluster,
                 std::size_t feature) {
    const schema::FeatureSpec& spec = spec_of(groups, feature);
    const bool high = groups.z[cluster][feature] > 0.0;
    const Degree furthest = high ? Degree::highest : Degree::lowest;
    const Degree much = high ? Degree::much : Degree::little;
    const Degree more = high ? Degree::more : Degree::less;
    const double weight = is_of_names(groups, feature) ? kFrequencyCounts : 1.0;
    const auto add = [&](Degree degree) {
        Words words = spec.phrase(degree);
        if (words.text.empty() || !has_degree(groups, cluster, feature, degree))
            return false;
        claims.push_back({ClaimKind::degree, feature, degree, "", 0.0,
                          std::fabs(groups.z[cluster][feature]) * weight, std::move(words),
                          static_cast<int>(feature)});
        return true;
    };
    // Seniors say more than the most experienced; the best paid more than the well paid.
    if (is_measure(groups, feature))
        add(furthest);
    if (!add(much))
        add(more);
    if (!is_measure(groups, feature))
        add(furthest);
}

// Of a group hardly any of whose rows are at rare places; null where no feature speaks of them.
const Words* kept_words(const Groups& groups, std::size_t slot) {
    for (std::size_t f = 0; f < groups.names_of.size(); ++f)
        if (groups.names_of[f] == static_cast<int>(slot) && !is_indicator(groups, f))
            return &spec_of(groups, f).phrase(Degree::more);
    return nullptr;
}

// The slots whose lump of rare names is no name: the frequency of those in it says nothing.
bool has_lump(const Groups& groups, std::size_t slot) {
    return names_spec(groups, slot).speech == schema::Speech::place &&
           rare_share(groups, groups.profiles.all, slot) >= kLumpTells;
}

bool has_theme(const std::vector<Claim>& claims, int theme) {
    return std::any_of(claims.begin(), claims.end(),
                       [&](const Claim& claim) { return claim.theme == theme; });
}

} // namespace

Groups groups_of(const Profiles& profiles, const features::FeatureSet& features) {
    Groups groups{profiles, features, {}, {}, {}};
    for (const auto& column : features.columns) {
        const auto slot = std::ranges::find_if(
            profiles.names, [&](const auto& spec) { return spec->name == column->spec->from; });
        groups.names_of.push_back(
            slot == profiles.names.end() ? -1 : static_cast<int>(slot - profiles.names.begin()));
    }
    for (const ClusterProfile& cluster : profiles.clusters) {
        std::vector<double> z(features.columns.size(), 0.0);
        for (std::size_t f = 0; f < z.size() && cluster.size > 0; ++f) {
            const features::Feature& feature = *features.columns[f];
            if (feature.std > 0.0)
                z[f] = (cluster.feature_means[f] - feature.mean) / feature.std;
        }
        groups.z.push_back(std::move(z));
    }
    for (std::size_t cluster = 0; cluster < groups.count(); ++cluster)
        groups.middle.push_back(near_mean(groups, cluster));
    return groups;
}

bool holds(const Groups& groups, const Claim& claim, std::size_t cluster) {
    const ClusterProfile& profile = of(groups, cluster);
    if (profile.size == 0)
        return false;
    switch (claim.kind) {
    case ClaimKind::degree:
        return has_degree(groups, cluster, claim.feature, claim.degree);
    case ClaimKind::name:
        return name_share(profile, claim.feature, claim.subject) >= claim.share;
    case ClaimKind::kept:
        return rare_share(groups, profile, claim.feature) <= kHardlyAny;
    case ClaimKind::middle:
        return groups.middle[cluster];
    }
    return false;
}

std::uint64_t holders(const Groups& groups, const Claim& claim) {
    std::uint64_t bits = 0;
    for (std::size_t cluster = 0; cluster < groups.count(); ++cluster)
        if (holds(groups, claim, cluster))
            bits |= std::uint64_t{1} << cluster;
    return bits;
}

namespace {

// Hardly any rows at rare places, where many others are.
void add_kept(std::vector<Claim>& claims, const Groups& groups, std::size_t cluster,
              std::size_t slot) {
    const Words* words = kept_words(groups, slot);
    const double rare = rare_share(groups, groups.profiles.all, slot);
    const double own = rare_share(groups, of(groups, cluster), slot);
    if (words != nullptr && !has_theme(claims, theme_of_slot(slot)) && has_lump(groups, slot) &&
        own <= kHardlyAny)
        claims.push_back({ClaimKind::kept, slot, Degree::more, "", 0.0,
                          -kKeptCounts * share_strength(own, rare), *words, theme_of_slot(slot)});
}

} // namespace

std::vector<Claim> claims_of(const Groups& groups, std::size_t cluster) {
    std::vector<Claim> claims;
    const std::size_t slots = groups.profiles.names.size();
    for (std::size_t slot = 0; slot < slots; ++slot)
        if (auto claim = share_claim(groups, cluster, slot))
            claims.push_back(*std::move(claim));
    if (groups.middle[cluster]) {
        const bool broad = is_largest_middle(groups, cluster) &&
                           of(groups, cluster).share * static_cast<double>(groups.count()) >= 1.0;
        claims.push_back(
            {ClaimKind::middle, 0, Degree::more, "", 0.0, 1.0, middle_words(broad), kMiddleTheme});
    }
    for (std::size_t f = 0; f < groups.features.columns.size(); ++f) {
        // The leading name says it better, and the lump of rare ones is not large.
        const int slot = groups.names_of[f];
        const bool said =
            slot >= 0 && has_theme(claims, theme_of_slot(static_cast<std::size_t>(slot)));
        const bool lump = slot >= 0 && has_lump(groups, static_cast<std::size_t>(slot));
        if (!said && !lump && !is_indicator(groups, f))
            add_degrees(claims, groups, cluster, f);
    }
    for (std::size_t slot = 0; slot < slots; ++slot)
        add_kept(claims, groups, cluster, slot);
    std::stable_sort(claims.begin(), claims.end(),
                     [](const Claim& a, const Claim& b) { return a.strength > b.strength; });
    return claims;
}

std::string measure_of(const Groups& groups, std::size_t cluster, std::size_t feature) {
    const schema::FeatureSpec& spec = spec_of(groups, feature);
    const double mean = of(groups, cluster).feature_means[feature];
    if (!spec.mean.many.empty())
        return mean_text(spec.mean, mean);
    if (is_measure(groups, feature))
        return multiple(median_ratio(groups, cluster))
            .value_or(measure_text(*groups.profiles.measure, of(groups, cluster).measure_median));
    return is_of_names(groups, feature) ? "" : "mean " + plain_number(mean);
}

double distance_by(const Groups& groups, const Claim& claim, std::size_t cluster,
                   std::size_t other) {
    const auto by_share = [&](auto share) {
        const double among_all = share(groups.profiles.all);
        return std::fabs(share_strength(share(of(groups, cluster)), among_all) -
                         share_strength(share(of(groups, other)), among_all));
    };
    switch (claim.kind) {
    case ClaimKind::degree:
        return std::fabs(groups.z[cluster][claim.feature] - groups.z[other][claim.feature]);
    case ClaimKind::name:
        return by_share(
            [&](const ClusterProfile& p) { return name_share(p, claim.feature, claim.subject); });
    case ClaimKind::kept:
        return by_share(
            [&](const ClusterProfile& p) { return rare_share(groups, p, claim.feature); });
    case ClaimKind::middle:
        break;
    }
    return groups.middle[other] ? 0.0 : 1.0;
}

namespace {

// The leading name of a slot with its share, where that tells the cluster from the others.
std::string telling_name(const Groups& groups, std::size_t cluster, std::uint64_t others,
                         std::size_t slot) {
    const ClusterProfile& profile = of(groups, cluster);
    const std::vector<NamedCount>& top = profile.top_of(slot);
    if (top.empty())
        return {};
    const std::string& name = top.front().name;
    const double share = name_share(profile, slot, name);
    for (std::size_t other = 0; other < groups.count(); ++other)
        if ((others >> other & 1) != 0 &&
            std::fabs(name_share(of(groups, other), slot, name) - share) < kShareTells)
            return {};
    return words_of(names_spec(groups, slot), name, share < 1.0 ? whole_percent(share) : 0).text;
}

} // namespace

std::string telling_measure(const Groups& groups, std::size_t cluster, std::uint64_t others) {
    for (std::size_t slot = 0; slot < groups.profiles.names.size(); ++slot)
        if (names_spec(groups, slot).speech != schema::Speech::place)
            if (std::string name = telling_name(groups, cluster, others, slot); !name.empty())
                return name;
    std::string best;
    double furthest = 0.0;
    for (std::size_t f = 0; f < groups.features.columns.size(); ++f) {
        const auto text_of = [&](std::size_t of_cluster) {
            if (is_measure(groups, f))
                return measure_text(*groups.profiles.measure,
                                    of(groups, of_cluster).measure_median);
            const schema::FeatureSpec& spec = spec_of(groups, f);
            if (spec.mean.many.empty() && !is_of_names(groups, f))
                return spec.brief + " " + plain_number(of(groups, of_cluster).feature_means[f]);
            return measure_of(groups, of_cluster, f);
        };
        const std::string own = text_of(cluster);
        double nearest = own.empty() ? 0.0 : 1e9;
        for (std::size_t other = 0; other < groups.count(); ++other)
            if ((others >> other & 1) != 0)
                nearest =
                    text_of(other) == own
                        ? 0.0
                        : std::min(nearest, std::fabs(groups.z[cluster][f] - groups.z[other][f]));
        if (nearest > furthest) {
            furthest = nearest;
            best = own;
        }
    }
    return best;
}

} // namespace cohortscope::analysis

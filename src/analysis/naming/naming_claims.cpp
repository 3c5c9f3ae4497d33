#include "analysis/naming/naming_claims.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/format.h"

namespace cohortscope::analysis {

namespace {

// Themes beyond the features' own numbers, which are ≥ 0.
constexpr int kRoleTheme = -1, kCompanyTheme = -2, kMiddleTheme = -3;

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

double role_share(const ClusterProfile& profile, const std::string& name) {
    return share_of(profile, profile.top_roles, name);
}

double company_share(const ClusterProfile& profile, const std::string& name) {
    return share_of(profile, profile.top_companies, name);
}

double rare_share(const ClusterProfile& profile) {
    return company_share(profile, std::string(kRareCompanies));
}

// Of the median to that of all rows; 1 where there is none.
double pay_ratio(const Groups& groups, std::size_t cluster) {
    const double all = groups.profiles.all.ctc_median, own = of(groups, cluster).ctc_median;
    return all > 0.0 && own > 0.0 ? own / all : 1.0;
}

bool is_frequency(const schema::FeatureSpec& spec) {
    return spec.encoding == schema::Encoding::frequency;
}

// The logarithm of pay, of which the ratio of medians tells more.
bool is_pay(const schema::FeatureSpec& spec) {
    return spec.encoding == schema::Encoding::logarithm;
}

bool paid(const Groups& groups, std::size_t cluster, std::size_t feature, Degree degree) {
    const double sign = is_high(degree) ? 1.0 : -1.0;
    const bool much = degree == Degree::much || degree == Degree::little;
    const double ratio = pay_ratio(groups, cluster);
    return sign * groups.z[cluster][feature] >= kPayTells &&
           (sign > 0.0 ? ratio : 1.0 / ratio) >= (much ? kPaidMuch : kPaidMore);
}

bool has_degree(const Groups& groups, std::size_t cluster, std::size_t feature, Degree degree);

// Far enough beyond every other cluster.
bool is_furthest(const Groups& groups, std::size_t cluster, std::size_t feature, Degree degree) {
    const bool pay = is_pay(spec_of(groups, feature));
    const bool high = degree == Degree::highest;
    if (groups.count() < 2 ||
        !has_degree(groups, cluster, feature, high ? Degree::more : Degree::less))
        return false;
    for (std::size_t other = 0; other < groups.count(); ++other) {
        if (other == cluster)
            continue;
        const double own = groups.z[cluster][feature], next = groups.z[other][feature];
        const double a = of(groups, cluster).ctc_median, b = of(groups, other).ctc_median;
        const bool beyond = pay    ? (high ? a >= b * kPaidMore : a * kPaidMore <= b)
                            : high ? own >= next + kApart
                                   : own <= next - kApart;
        if (!beyond)
            return false;
    }
    return true;
}

bool has_degree(const Groups& groups, std::size_t cluster, std::size_t feature, Degree degree) {
    if (degree == Degree::highest || degree == Degree::lowest)
        return is_furthest(groups, cluster, feature, degree);
    const schema::FeatureSpec& spec = spec_of(groups, feature);
    if (is_pay(spec))
        return paid(groups, cluster, feature, degree);
    const double z = (is_high(degree) ? 1.0 : -1.0) * groups.z[cluster][feature];
    if (degree == Degree::much || degree == Degree::little)
        return z >= kMuch;
    return z >= (is_frequency(spec) ? kFrequencyTells : kNotably);
}

// The strength of a share is that of its indicator's mean, in the indicator's deviations.
double share_strength(double share, double share_of_all) {
    const double deviation = std::sqrt(share_of_all * (1.0 - share_of_all));
    return deviation > 0.0 ? (share - share_of_all) / deviation : 0.0;
}

int whole_percent(double share) { return static_cast<int>(std::floor(share * 100.0)); }

// Who they are: a role or company that most rows have.
std::optional<Claim> share_claim(const Groups& groups, std::size_t cluster, ClaimKind kind) {
    const ClusterProfile& profile = of(groups, cluster);
    const bool role = kind == ClaimKind::role;
    const std::vector<NamedCount>& top = role ? profile.top_roles : profile.top_companies;
    if (profile.size == 0 || top.empty())
        return std::nullopt;
    const std::string& name = top.front().name;
    const auto share_in = [&](const ClusterProfile& p) {
        return role ? role_share(p, name) : company_share(p, name);
    };
    const double share = share_in(profile), among_all = share_in(groups.profiles.all);
    const double strength = share_strength(share, among_all);
    const bool dominates = share >= kDominates && strength >= kNotably;
    if (!dominates && !(share >= kLeads && share - among_all >= kLeadsBy))
        return std::nullopt;
    const bool every = top.front().count == profile.size;
    const int percent = every ? 0 : whole_percent(share);
    return Claim{kind,
                 0,
                 Degree::much,
                 name,
                 every ? 1.0 : percent / 100.0,
                 strength,
                 role ? role_words(name, percent) : company_words(name, percent),
                 role ? kRoleTheme : kCompanyTheme};
}

bool near_mean(const Groups& groups, std::size_t cluster) {
    for (std::size_t f = 0; f < groups.features.columns.size(); ++f) {
        const schema::FeatureSpec& spec = spec_of(groups, f);
        if (!is_frequency(spec) && !is_pay(spec) && std::fabs(groups.z[cluster][f]) >= kNearMean)
            return false;
    }
    const double ratio = pay_ratio(groups, cluster);
    return ratio < kPaidMuch && ratio > 1.0 / kPaidMuch &&
           !share_claim(groups, cluster, ClaimKind::role) &&
           !share_claim(groups, cluster, ClaimKind::company);
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
    const double weight = is_frequency(spec) ? kFrequencyCounts : 1.0;
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
    if (is_pay(spec))
        add(furthest);
    if (!add(much))
        add(more);
    if (!is_pay(spec))
        add(furthest);
}

// Of a group hardly any of whose rows are at rare companies; null where no feature speaks of them.
const Words* kept_company_words(const Groups& groups) {
    for (const auto& column : groups.features.columns)
        if (column->spec->category == kCompanies)
            return &column->spec->phrase(Degree::more);
    return nullptr;
}

bool has_theme(const std::vector<Claim>& claims, int theme) {
    return std::any_of(claims.begin(), claims.end(),
                       [&](const Claim& claim) { return claim.theme == theme; });
}

// Decimals that leave so many significant digits of a mean ≥ 1 once it is rounded.
int decimals_for(int significant, double mean) {
    int before = 1; // digits before the point
    double least = 10.0;
    while (before < significant && mean >= least - 0.5 * std::pow(10.0, before - significant)) {
        ++before;
        least *= 10.0;
    }
    return significant - before;
}

std::string mean_text(const schema::MeanWords& words, double mean) {
    std::string number = base::fixed(
        mean, words.significant > 0 ? decimals_for(words.significant, mean) : words.decimals);
    if (words.significant > 0 && number.find('.') != std::string::npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.back() == '.')
            number.pop_back();
    }
    return number + " " + (number == "1" ? words.one : words.many);
}

std::optional<std::string> multiple(double ratio) {
    const auto near = [&](double wanted) { return std::fabs(ratio / wanted - 1.0) <= 0.05; };
    return near(2.0)   ? std::optional<std::string>("twice the median")
           : near(3.0) ? std::optional<std::string>("three times the median")
           : near(0.5) ? std::optional<std::string>("half the median")
                       : std::nullopt;
}

std::string plain_number(double value) {
    const double size = std::fabs(value);
    return size >= 1e6 || (size > 0 && size < 0.01) ? base::shortest(value)
           : size >= 1000                           ? base::grouped(std::llround(value))
                                                    : base::fixed(value, size >= 100  ? 0
                                                                         : size >= 10 ? 1
                                                                                      : 2);
}

} // namespace

Groups groups_of(const Profiles& profiles, const features::FeatureSet& features) {
    Groups groups{profiles, features, {}, {}};
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
    case ClaimKind::role:
        return role_share(profile, claim.subject) >= claim.share;
    case ClaimKind::company:
        return company_share(profile, claim.subject) >= claim.share;
    case ClaimKind::kept_company:
        return rare_share(profile) <= kHardlyAny;
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

std::vector<Claim> claims_of(const Groups& groups, std::size_t cluster) {
    std::vector<Claim> claims;
    for (const ClaimKind kind : {ClaimKind::company, ClaimKind::role})
        if (auto claim = share_claim(groups, cluster, kind))
            claims.push_back(*std::move(claim));
    const double rare = rare_share(groups.profiles.all), own_rare = rare_share(of(groups, cluster));
    if (groups.middle[cluster]) {
        const bool broad = is_largest_middle(groups, cluster) &&
                           of(groups, cluster).share * static_cast<double>(groups.count()) >= 1.0;
        claims.push_back(
            {ClaimKind::middle, 0, Degree::more, "", 0.0, 1.0, middle_words(broad), kMiddleTheme});
    }
    for (std::size_t f = 0; f < groups.features.columns.size(); ++f) {
        const schema::FeatureSpec& spec = spec_of(groups, f);
        // The leading role or company says it better, and the lump of rare ones is not large.
        if ((spec.category == kRoles && has_theme(claims, kRoleTheme)) ||
            (spec.category == kCompanies &&
             (has_theme(claims, kCompanyTheme) || rare >= kLumpTells)))
            continue;
        add_degrees(claims, groups, cluster, f);
    }
    const Words* kept = kept_company_words(groups);
    if (kept != nullptr && !has_theme(claims, kCompanyTheme) && rare >= kLumpTells &&
        own_rare <= kHardlyAny)
        claims.push_back({ClaimKind::kept_company, 0, Degree::more, "", 0.0,
                          -kKeptCounts * share_strength(own_rare, rare), *kept, kCompanyTheme});
    std::stable_sort(claims.begin(), claims.end(),
                     [](const Claim& a, const Claim& b) { return a.strength > b.strength; });
    return claims;
}

std::string measure_of(const Groups& groups, std::size_t cluster, std::size_t feature) {
    const schema::FeatureSpec& spec = spec_of(groups, feature);
    const double mean = of(groups, cluster).feature_means[feature];
    if (!spec.mean.many.empty())
        return mean_text(spec.mean, mean);
    if (is_pay(spec))
        return multiple(pay_ratio(groups, cluster))
            .value_or(base::indian_money(of(groups, cluster).ctc_median));
    return is_frequency(spec) ? "" : "mean " + plain_number(mean);
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
    case ClaimKind::role:
        return by_share([&](const ClusterProfile& p) { return role_share(p, claim.subject); });
    case ClaimKind::company:
        return by_share([&](const ClusterProfile& p) { return company_share(p, claim.subject); });
    case ClaimKind::kept_company:
        return by_share(rare_share);
    case ClaimKind::middle:
        break;
    }
    return groups.middle[other] ? 0.0 : 1.0;
}

namespace {

std::string telling_role(const Groups& groups, std::size_t cluster, std::uint64_t others) {
    const ClusterProfile& profile = of(groups, cluster);
    if (profile.top_roles.empty())
        return {};
    const std::string& role = profile.top_roles.front().name;
    const double share = role_share(profile, role);
    for (std::size_t other = 0; other < groups.count(); ++other)
        if ((others >> other & 1) != 0 &&
            std::fabs(role_share(of(groups, other), role) - share) < kRoleTells)
            return {};
    return role_words(role, share < 1.0 ? whole_percent(share) : 0).text;
}

} // namespace

std::string telling_measure(const Groups& groups, std::size_t cluster, std::uint64_t others) {
    if (std::string role = telling_role(groups, cluster, others); !role.empty())
        return role;
    std::string best;
    double furthest = 0.0;
    for (std::size_t f = 0; f < groups.features.columns.size(); ++f) {
        const auto text_of = [&](std::size_t of_cluster) {
            return is_pay(spec_of(groups, f))
                       ? base::indian_money(of(groups, of_cluster).ctc_median)
                       : measure_of(groups, of_cluster, f);
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

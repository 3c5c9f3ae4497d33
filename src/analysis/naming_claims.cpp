#include "analysis/naming_claims.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/format.h"

namespace cohortscope::analysis {

namespace {

constexpr double kStandsOut = 0.25; // deviations from the mean of all rows
constexpr double kPayStandsOut = 0.15;
constexpr double kPayRatio = 1.1; // of medians
constexpr double kDominates = 0.9;
constexpr double kLeads = 0.5;
constexpr double kLeadsBy = 0.25; // points more than among all rows
constexpr std::size_t kFeatureNameLength = 18;

std::string years_text(double years) { return base::fixed(years, years < 9.95 ? 1 : 0) + " years"; }

std::string median_text(const ClusterProfile& cluster) {
    return "median " + base::rupees(cluster.ctc_median);
}

std::optional<std::size_t> index_of(const features::FeatureSet& features, const char* name) {
    for (std::size_t f = 0; f < features.columns.size(); ++f)
        if (features.columns[f]->name == name)
            return f;
    return std::nullopt;
}

struct Wording {
    std::string only;   // alone, when it has every row
    std::string name;   // alone, after "93 % "
    std::string beside; // beside another claim
};

// Every backend engineer works on the backend: the shorter words claim less, so they stay true.
std::string without_engineer(const std::string& role) {
    const std::string_view ending = " engineer";
    return role.ends_with(ending) ? role.substr(0, role.size() - ending.size()) : role;
}

Wording role_wording(const std::string& role) {
    if (role == "less_occurred_role")
        return {"rare roles only", "rare roles", "rare roles"};
    if (role == "other")
        return {"all in role \"other\"", "role \"other\"", "role \"other\""};
    return {"all " + role, role, without_engineer(role)};
}

Wording company_wording(const std::string& company) {
    if (company == "less_occurred")
        return {"rare companies only", "rare companies", "rare companies"};
    if (company == "unknown")
        return {"all company unknown", "company unknown", "company unknown"};
    return {"all at " + company, "at " + company, "at " + company};
}

std::string percent_text(double share) { return base::fixed(std::floor(share * 100.0), 0) + " % "; }

// Share of all rows; of a name beyond the top list, the most that it can have.
double share_among_all(const std::string& name, const std::vector<NamedCount>& top,
                       std::size_t rows) {
    const auto found = std::find_if(top.begin(), top.end(),
                                    [&](const NamedCount& entry) { return entry.name == name; });
    const std::size_t count = found != top.end() ? found->count
                              : top.empty()      ? 0
                                                 : top.back().count;
    return static_cast<double>(std::max<std::size_t>(count, 1)) / static_cast<double>(rows);
}

// The strength of a share is that of its indicator's mean, in the indicator's deviations.
std::optional<Claim> share_claim(const NamedCount& top, std::size_t size, double share_of_all,
                                 const Wording& wording) {
    const double share = static_cast<double>(top.count) / static_cast<double>(size);
    const double deviation = std::sqrt(share_of_all * (1.0 - share_of_all));
    if (!(deviation > 0.0))
        return std::nullopt;
    const double strength = (share - share_of_all) / deviation;
    const std::string percent = percent_text(share);
    if (share > kDominates && strength >= kStandsOut) {
        const bool every = top.count == size;
        return Claim{ClaimKind::dominance, strength, every ? wording.only : percent + wording.name,
                     (every ? "" : percent) + wording.beside};
    }
    if (share >= kLeads && share - share_of_all >= kLeadsBy)
        return Claim{ClaimKind::share, strength, percent + wording.name, percent + wording.beside};
    return std::nullopt;
}

std::optional<Claim> pay_claim(const ClusterProfile& cluster, const ClusterProfile& all, double z) {
    const bool higher = z >= kPayStandsOut && cluster.ctc_median >= all.ctc_median * kPayRatio;
    const bool lower = z <= -kPayStandsOut && cluster.ctc_median * kPayRatio <= all.ctc_median;
    if (!higher && !lower)
        return std::nullopt;
    const std::string text = higher ? "higher pay" : "lower pay";
    return Claim{ClaimKind::pay, std::fabs(z), text + ", " + median_text(cluster), text};
}

std::optional<Claim> feature_claim(const features::Feature& feature, double mean, double z) {
    // A mean frequency says little; the leading role or company says it better.
    if (feature.name == "company_frequency" || feature.name == "job_frequency")
        return std::nullopt;
    if (std::fabs(z) < kStandsOut)
        return std::nullopt;
    if (feature.name == "years_of_experience")
        return Claim{ClaimKind::years, std::fabs(z), years_text(mean), years_text(mean)};
    if (feature.name == "ctc_update_count") {
        const std::string number = base::fixed(mean, 1);
        return Claim{ClaimKind::updates, std::fabs(z), number + " pay updates",
                     number + " updates"};
    }
    std::string name = feature.name;
    std::replace(name.begin(), name.end(), '_', ' ');
    const std::string text =
        (z > 0.0 ? "higher " : "lower ") + base::shortened(name, kFeatureNameLength);
    return Claim{ClaimKind::other, std::fabs(z), text, text};
}

} // namespace

std::vector<Claim> claims_of(const ClusterProfile& cluster, const ClusterProfile& all,
                             const features::FeatureSet& features) {
    std::vector<Claim> claims;
    const auto add = [&](std::optional<Claim> claim) {
        if (claim)
            claims.push_back(*std::move(claim));
    };
    if (!cluster.top_companies.empty()) {
        const NamedCount& top = cluster.top_companies.front();
        add(share_claim(top, cluster.size, share_among_all(top.name, all.top_companies, all.size),
                        company_wording(top.name)));
    }
    if (!cluster.top_roles.empty()) {
        const NamedCount& top = cluster.top_roles.front();
        add(share_claim(top, cluster.size, share_among_all(top.name, all.top_roles, all.size),
                        role_wording(top.name)));
    }
    for (std::size_t f = 0; f < features.columns.size(); ++f) {
        const features::Feature& feature = *features.columns[f];
        if (cluster.size == 0 || !(feature.std > 0.0))
            continue;
        const double mean = cluster.feature_means[f];
        const double z = (mean - feature.mean) / feature.std;
        add(feature.name == "ctc_log" ? pay_claim(cluster, all, z)
                                      : feature_claim(feature, mean, z));
    }
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
        const bool a_dominates = a.kind == ClaimKind::dominance;
        const bool b_dominates = b.kind == ClaimKind::dominance;
        return a_dominates != b_dominates ? a_dominates : a.strength > b.strength;
    });
    return claims;
}

std::vector<std::string> plain_measures(const ClusterProfile& cluster,
                                        const features::FeatureSet& features) {
    std::vector<std::string> measures(4);
    if (cluster.size == 0)
        return measures;
    if (const auto years = index_of(features, "years_of_experience"))
        measures[0] = years_text(cluster.feature_means[*years]);
    measures[1] = median_text(cluster);
    if (const auto updates = index_of(features, "ctc_update_count"))
        measures[2] = base::fixed(cluster.feature_means[*updates], 1) + " updates";
    if (!cluster.top_roles.empty()) {
        const NamedCount& role = cluster.top_roles.front();
        measures[3] =
            percent_text(static_cast<double>(role.count) / static_cast<double>(cluster.size)) +
            role_wording(role.name).beside;
    }
    return measures;
}

} // namespace cohortscope::analysis

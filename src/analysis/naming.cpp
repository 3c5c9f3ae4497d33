#include "analysis/naming.h"

#include <algorithm>
#include <set>

#include "analysis/naming_claims.h"
#include "base/format.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kLongestName = 30;

// A second claim must be worth its room: this part of the first one's strength and this many
// deviations, or, beside a role or company that says most already, as many as the third number.
constexpr double kSecondPart = 1.0 / 3.0;
constexpr double kSecondAtLeast = 0.4;
constexpr double kSecondToDominance = 0.8;
constexpr double kPayAlwaysSaid = 0.5;

std::size_t length_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80; // the first byte of a character
    }));
}

std::string joined(const std::string& first, const std::string& second) {
    const std::size_t room = kLongestName - 2; // for both, beside ", "
    const std::size_t first_length = std::min(length_of(first), room);
    const std::string tail = base::shortened(second, std::max(room - first_length, room / 2));
    return base::shortened(first, room - length_of(tail)) + ", " + tail;
}

bool worth_adding(const Claim& first, const Claim& second) {
    if (first.kind == ClaimKind::dominance)
        return second.kind == ClaimKind::dominance || second.strength >= kSecondToDominance;
    const bool comparable = second.strength >= first.strength * kSecondPart;
    if (second.kind == ClaimKind::pay)
        return comparable || second.strength >= kPayAlwaysSaid;
    return comparable && second.strength >= kSecondAtLeast;
}

// Pay is what the table is about: where it may be said second, it is.
const Claim* second_claim(const std::vector<Claim>& claims) {
    const Claim* strongest = nullptr;
    for (std::size_t i = 1; i < claims.size(); ++i) {
        if (!worth_adding(claims.front(), claims[i]))
            continue;
        if (claims[i].kind == ClaimKind::pay && claims.front().kind != ClaimKind::dominance)
            return &claims[i];
        if (strongest == nullptr)
            strongest = &claims[i];
    }
    return strongest;
}

// A name, and the form of it that leaves room for a further measure.
struct Name {
    std::string text;
    std::string stem;
};

Name first_name(const ClusterProfile& cluster, const Profiles& profiles,
                const features::FeatureSet& features) {
    const std::vector<Claim> claims = claims_of(cluster, profiles.all, features);
    if (claims.empty()) {
        const std::string years = plain_measures(cluster, features).front();
        return {years.empty() ? "typical" : "typical, " + years, "typical"};
    }
    const Claim& first = claims.front();
    const Claim* second = second_claim(claims);
    if (second == nullptr)
        return {base::shortened(first.text, kLongestName), first.brief};
    const std::string text = joined(first.brief, second->brief);
    return {text, text};
}

// The clusters named `name`, in order.
std::vector<std::size_t> bearers_of(const std::vector<std::string>& names,
                                    const std::string& name) {
    std::vector<std::size_t> bearers;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name)
            bearers.push_back(i);
    return bearers;
}

bool all_distinct(const std::vector<std::string>& names) {
    return std::set<std::string>(names.begin(), names.end()).size() == names.size();
}

// A cluster that shares its name with others.
struct Bearer {
    std::string stem;
    std::vector<std::string> measures;
};

// The bearers' stems with one more measure; empty where that measure does not tell them all apart.
std::vector<std::string> told_apart(const std::vector<Bearer>& bearers, std::size_t measure) {
    std::vector<std::string> result;
    for (const Bearer& bearer : bearers) {
        const std::string& text = bearer.measures[measure];
        if (text.empty() || bearer.stem.find(text) != std::string::npos)
            return {};
        result.push_back(joined(bearer.stem, text));
    }
    return all_distinct(result) ? result : std::vector<std::string>{};
}

// "name", "name 2", "name 3", leaving out what other clusters are called.
std::vector<std::string> numbered(const std::string& name, std::size_t count,
                                  const std::vector<std::string>& names) {
    std::vector<std::string> result{name};
    for (int number = 2; result.size() < count; ++number) {
        std::string candidate = name + " " + std::to_string(number);
        if (std::find(names.begin(), names.end(), candidate) == names.end())
            result.push_back(std::move(candidate));
    }
    return result;
}

// New names for clusters that share one, different from every other name in use.
std::vector<std::string> distinct_names(const std::string& name, const std::vector<Bearer>& bearers,
                                        const std::vector<std::string>& names) {
    const auto unused = [&](const std::string& candidate) {
        return std::find(names.begin(), names.end(), candidate) == names.end();
    };
    for (std::size_t measure = 0; measure < bearers.front().measures.size(); ++measure) {
        std::vector<std::string> found = told_apart(bearers, measure);
        if (!found.empty() && std::all_of(found.begin(), found.end(), unused))
            return found;
    }
    return numbered(name, bearers.size(), names);
}

} // namespace

std::vector<std::string> name_clusters(const Profiles& profiles,
                                       const features::FeatureSet& features) {
    std::vector<std::string> names;
    std::vector<Bearer> all;
    for (const ClusterProfile& cluster : profiles.clusters) {
        const Name name = first_name(cluster, profiles, features);
        names.push_back(name.text);
        all.push_back({name.stem, plain_measures(cluster, features)});
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::vector<std::size_t> places = bearers_of(names, names[i]);
        if (places.size() < 2)
            continue;
        std::vector<Bearer> bearers;
        for (const std::size_t place : places)
            bearers.push_back(all[place]);
        const std::vector<std::string> found = distinct_names(names[i], bearers, names);
        for (std::size_t b = 0; b < places.size(); ++b)
            names[places[b]] = found[b];
    }
    return names;
}

} // namespace cohortscope::analysis

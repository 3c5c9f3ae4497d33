// What can be said of a cluster from the profiles, how strongly, and of which clusters it is true.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/naming/naming_words.h"
#include "analysis/profile/profile.h"

namespace cohortscope::analysis {

// Thresholds of what is said; docs/DEFINITIONS.md lists them. z: difference from the mean of all
// rows, in deviations of all rows.
inline constexpr double kMuch = 0.9;            // |z|: seniors, frequent updaters
inline constexpr double kNotably = 0.3;         // |z|: more experienced
inline constexpr double kFrequencyTells = 0.5;  // |z| of the two frequencies
inline constexpr double kFrequencyCounts = 0.7; // of their strength: they say less of people
inline constexpr double kKeptCounts = 0.5;      // likewise: most places are not rare
inline constexpr double kApart = 0.25;          // deviations to the next cluster: most experienced
inline constexpr double kMeasureTells = 0.15;   // |z| of the measure's logarithm, beside the ratios
inline constexpr double kTimesMuch = 1.5;       // ratio of medians: well paid
inline constexpr double kTimesMore = 1.1;       // paid more; to the next cluster: best paid
inline constexpr double kDominates = 0.9;       // share of the rows: who they are
inline constexpr double kLeads = 0.5;           // likewise, with its percentage,
inline constexpr double kLeadsBy = 0.25;        // where it is so much more than among all rows
inline constexpr double kShareTells = 0.1;      // difference of shares that tells clusters apart
inline constexpr double kHardlyAny = 0.1;       // of rows at rare places
inline constexpr double kLumpTells = 0.05;      // of all rows; then the lump's frequency is no size
inline constexpr double kNearMean = 0.5;        // |z| of everything but frequencies: the middle

enum class ClaimKind {
    degree, // of a feature
    name,   // at least `share` of the rows bear the name `subject` of a slot
    kept,   // at most kHardlyAny of the rows bear the rare name of a slot
    middle, // near the mean of all rows in everything
};

struct Claim {
    ClaimKind kind = ClaimKind::degree;
    std::size_t feature = 0; // of degree; of name and kept, the slot of names
    Degree degree = Degree::more;
    std::string subject = {};
    double share = 0.0;
    double strength = 0.0; // difference from all rows, in deviations
    Words words = {};
    // Claims of one theme say the same thing differently: a name has one of them.
    int theme = 0;
};

// The profiles with the figures that claims are about.
struct Groups {
    const Profiles& profiles;
    const features::FeatureSet& features;
    std::vector<std::vector<double>> z; // [cluster][feature]; 0 for a constant feature
    std::vector<bool> middle;           // [cluster]: near the mean of all rows
    std::vector<int> names_of;          // [feature]: the slot of names it is made of, or -1

    std::size_t count() const { return profiles.clusters.size(); }
};
Groups groups_of(const Profiles& profiles, const features::FeatureSet& features);

// Whether the claim says who they are.
inline bool is_who(const Claim& claim) {
    return claim.kind == ClaimKind::name && claim.words.people;
}

bool holds(const Groups& groups, const Claim& claim, std::size_t cluster);

// The clusters of which it holds, as bits.
std::uint64_t holders(const Groups& groups, const Claim& claim);

// Every claim that holds of the cluster, the strongest theme first; within a theme the degree
// before the superlative, but for the measure.
std::vector<Claim> claims_of(const Groups& groups, std::size_t cluster);

// The feature's mean in words, or "": "19 years", "3.5 updates", "twice the median", "₹16 L",
// "mean 22".
std::string measure_of(const Groups& groups, std::size_t cluster, std::size_t feature);

// How clearly the claim tells the cluster from another one of which it may hold or not: the
// difference of what it is about, in deviations of all rows.
double distance_by(const Groups& groups, const Claim& claim, std::size_t cluster,
                   std::size_t other);

// The leading name with its share, "27 % fullstack engineers", where that is ten points more or
// less than in each of the clusters `others` (bits); else the mean that lies furthest from theirs:
// "₹11 L", "9.4 years". Empty where nothing tells them apart.
std::string telling_measure(const Groups& groups, std::size_t cluster, std::uint64_t others);

} // namespace cohortscope::analysis

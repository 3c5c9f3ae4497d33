// What can be said of a cluster from its profile, and how strongly.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/profile.h"

namespace cohortscope::analysis {

enum class ClaimKind { dominance, share, years, updates, pay, other };

struct Claim {
    ClaimKind kind = ClaimKind::other;
    double strength = 0.0; // difference from all rows, in deviations; > 0
    std::string text;      // standing alone: "all backend engineer", "3.5 pay updates"
    std::string brief;     // beside another claim: "backend engineer", "3.5 updates"
};

// Every claim that holds (the thresholds are listed in naming.h): dominance first, then by
// descending strength, ties in the order of ClaimKind and features.
std::vector<Claim> claims_of(const ClusterProfile& cluster, const ClusterProfile& all,
                             const features::FeatureSet& features);

// Plain measures that can tell two clusters apart, whether they stand out or not: "9.4 years",
// "median ₹11 L", "1.3 updates", "27 % fullstack engineer". Always the same kinds in the same order
// for clusters of one result; empty where there is none.
std::vector<std::string> plain_measures(const ClusterProfile& cluster,
                                        const features::FeatureSet& features);

} // namespace cohortscope::analysis

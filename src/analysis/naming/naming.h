// Automatic cluster names that say who people are, in measured words and never more.
#pragma once

#include <string>
#include <vector>

#include "analysis/naming/naming_claims.h"

namespace cohortscope::analysis {

// A name with the claims that it is made of, each of which holds.
struct MeasuredName {
    std::string text;
    std::vector<Claim> claims;
    bool set_apart = false; // no other cluster has all of the claims; else a number tells it apart
};

// Distinct names, a cluster each, of at most kLongestName characters but for a last resort " 2".
std::vector<MeasuredName> measured_names(const Profiles& profiles,
                                         const features::FeatureSet& features);

// Their texts.
std::vector<std::string> name_clusters(const Profiles& profiles,
                                       const features::FeatureSet& features);

} // namespace cohortscope::analysis

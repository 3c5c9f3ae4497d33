// What a profile tells beside the features: numbers of which none is made, and how much each row
// tells the clusters apart.
#pragma once

#include "analysis/profile/profile.h"

namespace cohortscope::analysis {

// Fills Profiles::others. A measure of which no feature is made is no part of them. O(n) a number.
void set_others(Profiles& profiles, const features::PreparedRows& prepared,
                const features::FeatureSet& features, const Clustering& clustering);

// Fills Profiles::strengths but for the names, after sizes, means, outcomes and others. O(d · k),
// and O(n) with an outcome or a measure of which no feature is made.
void set_strengths(Profiles& profiles, const features::PreparedRows& prepared,
                   const features::FeatureSet& features, const Clustering& clustering);

} // namespace cohortscope::analysis

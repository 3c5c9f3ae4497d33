// Automatic cluster names that say what is measurably different, and never more.
#pragma once

#include <string>
#include <vector>

#include "analysis/profile.h"

namespace cohortscope::analysis {

// One short, distinct name a cluster, at most 30 characters but for a last resort " 2". A name is
// made of one or two claims, each computed:
//   "19 years", "3.5 pay updates"   the mean, where it lies ≥ 0.25 deviations from all rows' mean
//   "higher pay", "lower pay"       the median differs by ≥ 10 % and the mean of ctc_log by ≥ 0.15
//                                   deviations in the same direction
//   "all R", "93 % R", "all at C"   a role or company with over 90 % of the rows; "R" alone, beside
//   a
//                                   second claim, where it has all of them
//   "rare companies only"           likewise, for the companies lumped as less_occurred
//   "62 % R"                        with at least half the rows and 25 points more than among all
//   rows "higher X", "lower X"           any other feature, by its mean "typical, N years" where
//   nothing stands out
// Clusters that would share a name get a further measure: years, median pay, updates, leading role.
std::vector<std::string> name_clusters(const Profiles& profiles,
                                       const features::FeatureSet& features);

} // namespace cohortscope::analysis

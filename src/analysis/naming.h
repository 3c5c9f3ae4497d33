// Automatic cluster names that say what is measurably different, and never more.
#pragma once

#include <string>
#include <vector>

#include "analysis/profile.h"

namespace cohortscope::analysis {

// One short, distinct name a cluster ("3.5 updates", "higher pay, 19 years", "all less_occurred",
// "backend engineer"), from its largest differences from all rows in units of the features'
// deviations, or from a role or company that holds over 90 % of it; "typical, N years" where nothing
// stands out. At most about 28 characters each.
std::vector<std::string> name_clusters(const Profiles& profiles,
                                       const features::FeatureSet& features);

} // namespace cohortscope::analysis

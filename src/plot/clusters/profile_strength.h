// How much a row of the profile tells the clusters apart, in words.
#pragma once

#include "plot/clusters/profile_rows.h"

namespace cohortscope::plot {

// eta_squared: 0 to 1; NaN where there is none, and nothing is said.
void set_number_strength(ProfileRow& row, const std::string& what, double eta_squared);

// cramers_v: likewise. The bar shows its square, which is η² where there are two names.
void set_names_strength(ProfileRow& row, const std::string& what, double cramers_v);

} // namespace cohortscope::plot

#include "plot/clusters/profile_strength.h"

#include <cmath>

#include "base/format.h"
#include "plot/labels.h"

namespace cohortscope::plot {

void set_number_strength(ProfileRow& row, const std::string& what, double eta_squared) {
    if (std::isnan(eta_squared))
        return;
    row.strength = eta_squared;
    row.strength_tip = "How much this tells the clusters apart: " + percent(eta_squared) +
                       " of the differences in " + what +
                       " between rows are differences between clusters (eta squared " +
                       base::fixed(eta_squared, 3) +
                       "). 0 %: the clusters are alike; 100 %: "
                       "within each cluster all rows are.";
}

void set_names_strength(ProfileRow& row, const std::string& what, double cramers_v) {
    if (std::isnan(cramers_v))
        return;
    row.strength = cramers_v * cramers_v;
    row.strength_tip = "How much this tells the clusters apart: clusters and " + what +
                       " go together by " + base::fixed(cramers_v, 3) +
                       ", from 0, not at all, to 1 (Cramér's V). The bar shows its square, " +
                       percent(row.strength) + ", which compares with that of numbers.";
}

} // namespace cohortscope::plot

// The levels of a category that sheets list, counted by cluster.
#pragma once

#include "report/tables/figures.h"

namespace cohortscope::report {

inline constexpr std::size_t kLeadingLevels = 10;   // of all rows
inline constexpr std::size_t kLeadingInCluster = 3; // of each cluster

// `figures` gives sizes and what is hidden of them. O(n + levels · k).
LevelFigures level_figures(const features::NamesSlot& slot, const analysis::Clustering& clustering,
                           const Figures& figures);

} // namespace cohortscope::report

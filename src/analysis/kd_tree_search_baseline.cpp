// The kd-tree's search for every processor: two doubles, which SSE2 and NEON both have.
#include "analysis/kd_tree_search.h"

#define SEARCH_LANES 2
#include "analysis/kd_tree_search.inl"

namespace cohortscope::analysis {

extern const TreeSearch kBaselineTreeSearch = {"baseline", nearest};

} // namespace cohortscope::analysis

// The kd-tree's search for x86-64-v3 (AVX2).
#if defined(__x86_64__)

#include "analysis/kd_tree_search.h"

#define SEARCH_LANES 4
#include "analysis/kd_tree_search.inl"

namespace cohortscope::analysis {

extern const TreeSearch kV3TreeSearch = {"x86-64-v3", nearest};

} // namespace cohortscope::analysis

#endif

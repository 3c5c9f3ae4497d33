// The kd-tree's search for x86-64-v4 (AVX-512).
#if defined(__x86_64__)

#include "analysis/kd_tree_search.h"

#define SEARCH_LANES 8
#include "analysis/kd_tree_search.inl"

namespace cohortscope::analysis {

extern const TreeSearch kV4TreeSearch = {"x86-64-v4", nearest};

} // namespace cohortscope::analysis

#endif

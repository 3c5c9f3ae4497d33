// The distance kernels for x86-64-v3 (AVX2).
#if defined(__x86_64__)

#include "analysis/kernels/distance_kernels_sets.h"

#define KERNEL_LANES 8
#include "analysis/kernels/distance_kernels.inl"

namespace cohortscope::analysis {

extern const DistanceKernels kV3DistanceKernels = {"x86-64-v3", sum_any};

} // namespace cohortscope::analysis

#endif

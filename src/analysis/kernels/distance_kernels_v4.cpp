// The distance kernels for x86-64-v4 (AVX-512).
#if defined(__x86_64__)

#include "analysis/kernels/distance_kernels_sets.h"

#define KERNEL_LANES 16
#include "analysis/kernels/distance_kernels.inl"

namespace cohortscope::analysis {

extern const DistanceKernels kV4DistanceKernels = {"x86-64-v4", sum_any};

} // namespace cohortscope::analysis

#endif

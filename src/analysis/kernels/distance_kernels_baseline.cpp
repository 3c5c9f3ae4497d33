// The distance kernels for every processor: four lanes, which SSE2 and NEON both have.
#include "analysis/kernels/distance_kernels_sets.h"

#define KERNEL_LANES 4
#include "analysis/kernels/distance_kernels.inl"

namespace cohortscope::analysis {

extern const DistanceKernels kBaselineDistanceKernels = {"baseline", sum_any};

} // namespace cohortscope::analysis

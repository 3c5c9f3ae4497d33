// The kernels for every processor: four lanes, which SSE2 and NEON both have.
#include "analysis/kernels/kernels_sets.h"

#define KERNEL_LANES 4
#define KERNEL_LOW_HALF 0, 1
#define KERNEL_HIGH_HALF 2, 3
#include "analysis/kernels/kernels.inl"

namespace cohortscope::analysis {

extern const Kernels kBaselineKernels = make_kernels("baseline");

} // namespace cohortscope::analysis

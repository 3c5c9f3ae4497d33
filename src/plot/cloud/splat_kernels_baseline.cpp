// The splat's kernels for every processor: four lanes, which SSE2 and NEON both have.
#include "plot/cloud/splat_kernels_sets.h"

#define KERNEL_LANES 4
#include "plot/cloud/splat_kernels.inl"

namespace cohortscope::plot {

extern const SplatKernels kBaselineSplatKernels = make_kernels("baseline");

} // namespace cohortscope::plot

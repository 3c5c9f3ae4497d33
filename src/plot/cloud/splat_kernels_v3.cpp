// The splat's kernels for x86-64-v3 (AVX2).
#if defined(__x86_64__)

#include "plot/cloud/splat_kernels_sets.h"

#define KERNEL_LANES 8
#include "plot/cloud/splat_kernels.inl"

namespace cohortscope::plot {

extern const SplatKernels kV3SplatKernels = make_kernels("x86-64-v3");

} // namespace cohortscope::plot

#endif

// The splat's kernels for x86-64-v4 (AVX-512).
#if defined(__x86_64__)

#include "plot/cloud/splat_kernels_sets.h"

#define KERNEL_LANES 16
#include "plot/cloud/splat_kernels.inl"

namespace cohortscope::plot {

extern const SplatKernels kV4SplatKernels = make_kernels("x86-64-v4");

} // namespace cohortscope::plot

#endif

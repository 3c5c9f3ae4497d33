// The kernels for x86-64-v3 (AVX2).
#if defined(__x86_64__)

#include "analysis/kernels/kernels_sets.h"

#define KERNEL_LANES 8
#define KERNEL_LOW_HALF 0, 1, 2, 3
#define KERNEL_HIGH_HALF 4, 5, 6, 7
#include "analysis/kernels/kernels.inl"

namespace cohortscope::analysis {

extern const Kernels kV3Kernels = make_kernels("x86-64-v3");

} // namespace cohortscope::analysis

#endif

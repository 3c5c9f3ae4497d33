// The kernels for x86-64-v4 (AVX-512).
#if defined(__x86_64__)

#include "analysis/kernels/kernels_sets.h"

#define KERNEL_LANES 16
#define KERNEL_LOW_HALF 0, 1, 2, 3, 4, 5, 6, 7
#define KERNEL_HIGH_HALF 8, 9, 10, 11, 12, 13, 14, 15
#include "analysis/kernels/kernels.inl"

namespace cohortscope::analysis {

extern const Kernels kV4Kernels = make_kernels("x86-64-v4");

} // namespace cohortscope::analysis

#endif

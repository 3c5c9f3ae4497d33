// The tables of distance kernels, one an instruction set; distance_kernels.cpp finds the chosen
// one.
#pragma once

#include "analysis/kernels/distance_kernels.h"

namespace cohortscope::analysis {

extern const DistanceKernels kBaselineDistanceKernels;
#if defined(__x86_64__)
extern const DistanceKernels kV3DistanceKernels;
extern const DistanceKernels kV4DistanceKernels;
#endif

} // namespace cohortscope::analysis

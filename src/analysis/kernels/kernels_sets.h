// The tables of kernels, one an instruction set; kernels.cpp chooses among them.
#pragma once

#include "analysis/kernels/kernels.h"

namespace cohortscope::analysis {

extern const Kernels kBaselineKernels;
#if defined(__x86_64__)
extern const Kernels kV3Kernels;
extern const Kernels kV4Kernels;
#endif

} // namespace cohortscope::analysis

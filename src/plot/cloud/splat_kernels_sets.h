// The tables of the splat's kernels, one an instruction set; splat_kernels.cpp chooses among them.
#pragma once

#include "plot/cloud/splat_kernels.h"

namespace cohortscope::plot {

extern const SplatKernels kBaselineSplatKernels;
#if defined(__x86_64__)
extern const SplatKernels kV3SplatKernels;
extern const SplatKernels kV4SplatKernels;
#endif

} // namespace cohortscope::plot

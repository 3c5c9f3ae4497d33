#include "plot/cloud/splat_kernels.h"

#include <string_view>

#include "plot/cloud/splat_kernels_sets.h"

namespace cohortscope::plot {

const SplatKernels& splat_kernels(const analysis::Kernels& of) {
#if defined(__x86_64__)
    for (const SplatKernels* set : {&kV3SplatKernels, &kV4SplatKernels})
        if (std::string_view(set->name) == of.name)
            return *set;
#endif
    (void)of;
    return kBaselineSplatKernels;
}

const SplatKernels& splat_kernels() { return splat_kernels(analysis::kernels()); }

} // namespace cohortscope::plot

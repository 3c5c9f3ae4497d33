#include "analysis/kernels/distance_kernels.h"

#include <string_view>

#include "analysis/kernels/distance_kernels_sets.h"
#include "analysis/kernels/kernels.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

constexpr const DistanceKernels* kAll[] = {
    &kBaselineDistanceKernels,
#if defined(__x86_64__)
    &kV3DistanceKernels,
    &kV4DistanceKernels,
#endif
};

const DistanceKernels& named(std::string_view name) {
    for (const DistanceKernels* set : kAll)
        if (set->name == name)
            return *set;
    ENSURE(false && "every set of kernels has its distance kernels");
    return *kAll[0];
}

} // namespace

const DistanceKernels& distance_kernels() { return named(kernels().name); }

DistanceKernelList available_distance_kernels() {
    DistanceKernelList list{};
    const KernelList chosen_from = available_kernels();
    for (; list.count < chosen_from.count; ++list.count)
        list.sets[list.count] = &named(chosen_from.sets[list.count]->name);
    return list;
}

} // namespace cohortscope::analysis

#include "analysis/kernels/kernels.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "analysis/kernels/kernels_sets.h"

namespace cohortscope::analysis {

namespace {

// The name that COHORTSCOPE_ISA uses for a set: "v3" for "x86-64-v3".
std::string_view short_name(const Kernels& set) {
    const std::string_view name = set.name;
    constexpr std::string_view prefix = "x86-64-";
    return name.substr(name.starts_with(prefix) ? prefix.size() : 0);
}

const Kernels& choose_kernels() {
    const KernelList list = available_kernels();
    const Kernels& best = *list.sets[list.count - 1];
    const char* wanted = std::getenv("COHORTSCOPE_ISA");
    if (!wanted || !*wanted)
        return best;
    for (int i = 0; i < list.count; ++i)
        if (short_name(*list.sets[i]) == wanted)
            return *list.sets[i];
    std::fprintf(stderr, "COHORTSCOPE_ISA=%s is not a set this processor runs; using %s\n", wanted,
                 best.name);
    return best;
}

} // namespace

KernelList available_kernels() {
    KernelList list{{&kBaselineKernels, nullptr, nullptr}, 1};
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v3"))
        list.sets[list.count++] = &kV3Kernels;
    if (__builtin_cpu_supports("x86-64-v4"))
        list.sets[list.count++] = &kV4Kernels;
#endif
    return list;
}

const Kernels& kernels() {
    static const Kernels& chosen = choose_kernels();
    return chosen;
}

} // namespace cohortscope::analysis

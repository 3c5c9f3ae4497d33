// How much memory a piece of work needs at its peak (Linux; 0 elsewhere).
#pragma once

#include <fstream>
#include <string>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace cohortscope::bench {

// A number of kilobytes in /proc/self/status: "VmRSS" now, "VmHWM" the peak.
inline double memory_mb(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ":"))
            return std::stod(line.substr(name.size() + 1)) / 1024.0;
    return 0.0;
}

// The peak of resident memory during body(), in MB beyond what was resident before.
template <class Body> double peak_memory_mb(const Body& body) {
#if defined(__GLIBC__)
    malloc_trim(0); // what was freed before must not hide what is needed now
#endif
    std::ofstream("/proc/self/clear_refs") << 5; // the peak starts afresh
    const double before = memory_mb("VmRSS");
    body();
    return memory_mb("VmHWM") - before;
}

} // namespace cohortscope::bench

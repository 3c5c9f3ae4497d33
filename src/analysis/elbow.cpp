#include "analysis/elbow.h"

#include <cstddef>

#include "base/error.h"

namespace cohortscope::analysis {

namespace {

// Depths below the chord that differ by less are rounding's.
constexpr double kSame = 1e-12;

} // namespace

int knee(std::span<const int> k, std::span<const double> inertia) {
    ENSURE(k.size() == inertia.size());
    if (k.size() < 3 || !(inertia.front() > inertia.back()))
        return 0;
    const auto width = static_cast<double>(k.back() - k.front());
    const double height = inertia.front() - inertia.back();
    int best = 0;
    double deepest = kSame;
    for (std::size_t i = 0; i < k.size(); ++i) {
        // Scaled so that the chord goes from (0, 1) to (1, 0); the distance to it is this over √2.
        const double x = static_cast<double>(k[i] - k.front()) / width;
        const double y = (inertia[i] - inertia.back()) / height;
        const double depth = 1.0 - x - y;
        if (depth > deepest + kSame) {
            deepest = depth;
            best = k[i];
        }
    }
    return best;
}

} // namespace cohortscope::analysis

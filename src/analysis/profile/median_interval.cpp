#include "analysis/profile/median_interval.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/contrast/tails.h"
#include "base/elementary.h"

namespace cohortscope::analysis {

namespace {

constexpr double kLn2 = 0.693147180559945309;
constexpr double kFarTail = 6.0; // times √n: twelve deviations, beyond which nothing counts
constexpr double kBelow = 0.025;

// P(B = k).
double probability(double n, double k) {
    return base::exponential(log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0) -
                             n * kLn2);
}

} // namespace

std::size_t median_rank(std::size_t n) {
    if (n == 0)
        return 0;
    const auto size = static_cast<double>(n);
    double k = std::max(0.0, std::floor(size / 2.0 - kFarTail * std::sqrt(size)));
    double here = probability(size, k);
    double below = here; // P(B ≤ k)
    while (below <= kBelow) {
        here *= (size - k) / (k + 1.0);
        k += 1.0;
        below += here;
    }
    return static_cast<std::size_t>(k);
}

Interval median_interval(std::span<const double> sorted) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const std::size_t rank = median_rank(sorted.size());
    if (rank == 0)
        return {kNone, kNone};
    return {sorted[rank - 1], sorted[sorted.size() - rank]};
}

} // namespace cohortscope::analysis

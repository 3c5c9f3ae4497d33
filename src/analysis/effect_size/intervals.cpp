#include "analysis/effect_size/intervals.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cohortscope::analysis {

namespace {

constexpr double kUnsaid = std::numeric_limits<double>::quiet_NaN();
constexpr double kInside = 0.95;
constexpr double kNormalPoint = 1.959963984540054; // 97.5 % of the normal distribution
constexpr std::size_t kManyDegrees = 200;
constexpr double kPi = 3.141592653589793238;

// The probability of (−t, t), by the sums over powers of cos² θ, where tan θ = t / √degrees.
double inside(double t, std::size_t degrees) {
    const auto nu = static_cast<double>(degrees);
    const double cosine_squared = nu / (nu + t * t);
    const double sine = t / std::sqrt(nu + t * t);
    const bool odd = degrees % 2 == 1;
    double term = odd ? sine * std::sqrt(cosine_squared) : sine;
    double sum = degrees == 1 ? 0.0 : term;
    for (std::size_t i = odd ? 2 : 1; i + 2 < degrees; i += 2) {
        const auto factor = static_cast<double>(i);
        term *= cosine_squared * factor / (factor + 1.0);
        sum += term;
    }
    return odd ? 2.0 / kPi * (std::atan(t / std::sqrt(nu)) + sum) : sum;
}

double by_halving(std::size_t degrees) {
    double low = kNormalPoint;
    double high = 13.0; // above the point of one degree
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (inside(middle, degrees) < kInside ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace

Interval wilson_interval(double yes, std::size_t rows) {
    if (rows == 0)
        return {kUnsaid, kUnsaid};
    const auto n = static_cast<double>(rows);
    const double p = yes / n;
    const double z2 = kNormalPoint * kNormalPoint;
    const double middle = p + z2 / (2 * n);
    const double reach = kNormalPoint * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    const double whole = 1 + z2 / n;
    return {std::clamp((middle - reach) / whole, 0.0, p),
            std::clamp((middle + reach) / whole, p, 1.0)};
}

Interval t_interval(double mean, double sample_std, std::size_t rows) {
    if (rows < 2)
        return {kUnsaid, kUnsaid};
    const double reach = t_point(rows - 1) * sample_std / std::sqrt(static_cast<double>(rows));
    return {mean - reach, mean + reach};
}

double t_point(std::size_t degrees) {
    if (degrees < kManyDegrees)
        return by_halving(degrees);
    const double z = kNormalPoint;
    const double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, z9 = z7 * z * z;
    const auto nu = static_cast<double>(degrees);
    const double g1 = (z3 + z) / 4;
    const double g2 = (5 * z5 + 16 * z3 + 3 * z) / 96;
    const double g3 = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384;
    const double g4 = (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92'160;
    return z + g1 / nu + g2 / (nu * nu) + g3 / (nu * nu * nu) + g4 / (nu * nu * nu * nu);
}

} // namespace cohortscope::analysis

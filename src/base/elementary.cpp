#include "base/elementary.h"

#include <cmath>

namespace cohortscope::base {

namespace {

constexpr double kLn2High = 0x1.62e42fefa0000p-1; // ln 2 to 33 bits: an exponent times it is exact
constexpr double kLn2Low = 0x1.cf79abc9e3b3ap-40;

// 2 atanh(s) − 2 s = s · tail, by the odd series; |s| ≤ 0.172 so s^2 ≤ 0.0295.
double atanh_tail(double s2) {
    double sum = 0.0;
    for (int n = 23; n >= 3; n -= 2)
        sum = (sum + 2.0 / n) * s2;
    return sum;
}

// ln(m) + exponent · ln 2 where m = 1 + f, with f exact and `correction` ≪ 1 added to f.
double log_parts(double f, double correction, int exponent) {
    // ln(1 + f) = f − f²/2 + s (f²/2 + R), s = f / (2 + f): the form of FreeBSD's e_log.c.
    const double s = f / (2.0 + f);
    const double half_square = 0.5 * f * f;
    const double tail = atanh_tail(s * s);
    const double k = exponent;
    const double small = s * (half_square + tail) + (k * kLn2Low + correction / (1.0 + f));
    return k * kLn2High - ((half_square - small) - f);
}

// Splits x into 2^exponent · m with m in [√½, √2).
double reduce(double x, int& exponent) {
    double m = std::frexp(x, &exponent);
    if (m < 0.70710678118654752) {
        m *= 2.0;
        --exponent;
    }
    return m;
}

} // namespace

double natural_log(double x) {
    int exponent = 0;
    const double m = reduce(x, exponent);
    return log_parts(m - 1.0, 0.0, exponent);
}

double natural_log1p(double x) {
    const double sum = 1.0 + x;
    // What the rounding of 1 + x lost, by Knuth's two-sum.
    const double kept = sum - 1.0;
    const double lost = (1.0 - (sum - kept)) + (x - kept);
    if (sum == 1.0)
        return x;
    int exponent = 0;
    const double m = reduce(sum, exponent);
    return log_parts(m - 1.0, std::ldexp(lost, -exponent), exponent);
}

double exponential(double x) {
    const double k = std::floor(x / (kLn2High + kLn2Low) + 0.5);
    const double r = (x - k * kLn2High) - k * kLn2Low; // |r| ≤ 0.347
    double sum = 1.0;
    for (int n = 17; n >= 1; --n)
        sum = 1.0 + sum * r / n;
    return std::ldexp(sum, static_cast<int>(k));
}

} // namespace cohortscope::base

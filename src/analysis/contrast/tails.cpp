#include "analysis/contrast/tails.h"

#include <algorithm>
#include <cmath>

#include "base/elementary.h"

namespace cohortscope::analysis {

namespace {

constexpr double kTiny = 1e-300;
constexpr double kEpsilon = 1e-16;
constexpr int kMostTerms = 1'000'000;
constexpr double kLeastExponent = -700.0; // base::exponential goes no further
constexpr double kHalfLogTwoPi = 0.91893853320467274178;

double exponential_or_0(double x) { return x < kLeastExponent ? 0.0 : base::exponential(x); }

// x^a e^(−x) / Γ(a + 1). Near x = a the large terms cancel, so their difference is taken before
// they are rounded: a·(ln(x/a) − x/a + 1) − ½ ln(2π a) − what Stirling's series has left.
double gamma_term(double a, double x) {
    if (x <= 0.0)
        return 0.0;
    if (a < 30.0)
        return exponential_or_0(a * base::natural_log(x) - x - log_gamma(a + 1.0));
    const double off = (x - a) / a;
    const double power =
        std::fabs(off) < 0.5 ? base::natural_log1p(off) - off : base::natural_log(x / a) - off;
    const double rest = (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 / (a * a)) / (a * a)) / a;
    return exponential_or_0(a * power - 0.5 * base::natural_log(a) - kHalfLogTwoPi - rest);
}

// Γ(a, x) / (x^a e^(−x)), x ≥ a + 1.
double upper_fraction(double a, double x) {
    double b = x + 1.0 - a;
    double c = 1.0 / kTiny;
    double d = 1.0 / b;
    double result = d;
    for (int i = 1; i < kMostTerms; ++i) {
        const double top = -i * (i - a);
        b += 2.0;
        d = top * d + b;
        d = 1.0 / (std::fabs(d) < kTiny ? kTiny : d);
        c = b + top / c;
        c = std::fabs(c) < kTiny ? kTiny : c;
        result *= c * d;
        if (std::fabs(c * d - 1.0) < kEpsilon)
            break;
    }
    return result;
}

// P(a, x) / (x^a e^(−x) / Γ(a + 1)), x < a + 1.
double lower_series(double a, double x) {
    double term = 1.0, sum = 1.0;
    for (int i = 1; i < kMostTerms && term > sum * kEpsilon; ++i) {
        term *= x / (a + i);
        sum += term;
    }
    return sum;
}

// The continued fraction of the incomplete beta function, for x < (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
    double c = 1.0;
    double d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    double result = d;
    const auto step = [&](double top) {
        d = 1.0 + top * d;
        d = 1.0 / (std::fabs(d) < kTiny ? kTiny : d);
        c = 1.0 + top / c;
        c = std::fabs(c) < kTiny ? kTiny : c;
        result *= c * d;
    };
    for (int m = 1; m < kMostTerms; ++m) {
        step(m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m)));
        step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0)));
        if (std::fabs(c * d - 1.0) < kEpsilon)
            break;
    }
    return result;
}

// P(χ² ≤ x) of noncentrality λ: central tails weighted by Poisson's probabilities, from their
// middle outwards (Benton & Krishnamoorthy 2003).
double noncentral_below(double x, double degrees, double lambda) {
    const double y = 0.5 * x, mean = 0.5 * lambda;
    const double middle = std::floor(mean);
    const double shape = 0.5 * degrees + middle;
    const double weight_there = mean > 0.0 ? gamma_term(middle, mean) : 1.0;
    const double below_there = 1.0 - gamma_tail(shape, y);
    const double term_there = gamma_term(shape, y);
    double sum = weight_there * below_there;
    double weight = weight_there, below = below_there, term = term_there;
    for (double j = middle + 1.0; weight * below > sum * kEpsilon; ++j) {
        weight *= mean / j;
        below = std::max(0.0, below - term);
        term *= y / (0.5 * degrees + j);
        sum += weight * below;
    }
    weight = weight_there, below = below_there, term = term_there;
    for (double j = middle; j > 0.0 && weight > kEpsilon * sum; --j) {
        weight *= j / mean;
        term *= (0.5 * degrees + j) / y;
        below = std::min(1.0, below + term);
        sum += weight * below;
    }
    return sum;
}

// Where a falling function crosses `wanted`, between low and high: the Illinois variant of regula
// falsi.
template <class Function>
double crossing(const Function& value_at, double wanted, double low, double high) {
    double at_low = value_at(low) - wanted, at_high = value_at(high) - wanted;
    int side = 0;
    for (int i = 0; i < 200 && high - low > 1e-12 * high; ++i) {
        const double middle =
            std::clamp((at_low * high - at_high * low) / (at_low - at_high), low, high);
        const double there = value_at(middle) - wanted;
        if (std::fabs(there) < 1e-14)
            return middle;
        if (there > 0.0) {
            low = middle, at_low = there;
            at_high = side == 1 ? 0.5 * at_high : at_high;
            side = 1;
        } else {
            high = middle, at_high = there;
            at_low = side == -1 ? 0.5 * at_low : at_low;
            side = -1;
        }
    }
    return 0.5 * (low + high);
}

double noncentrality(double x, double degrees, double wanted) {
    const auto below = [&](double lambda) { return noncentral_below(x, degrees, lambda); };
    if (below(0.0) <= wanted)
        return 0.0;
    const double likely = std::max(0.0, x - degrees);
    const double spread = std::sqrt(2.0 * degrees + 4.0 * likely) + 3.0;
    double low = std::max(0.0, likely - 3.0 * spread), high = likely + 3.0 * spread;
    while (low > 0.0 && below(low) <= wanted)
        low = std::max(0.0, low - spread);
    while (below(high) > wanted)
        high += spread;
    return crossing(below, wanted, low, high);
}

} // namespace

double log_gamma(double x) {
    double product = 1.0;
    while (x < 15.0)
        product *= x++;
    const double square = x * x;
    double rest = 0.0;
    for (const double factor : {-1.0 / 1680.0, 1.0 / 1260.0, -1.0 / 360.0, 1.0 / 12.0})
        rest = rest / square + factor;
    return (x - 0.5) * base::natural_log(x) - x + kHalfLogTwoPi + rest / x -
           base::natural_log(product);
}

double gamma_tail(double a, double x) {
    if (x <= 0.0)
        return 1.0;
    return x < a + 1.0 ? std::max(0.0, 1.0 - gamma_term(a, x) * lower_series(a, x))
                       : std::min(1.0, gamma_term(a, x) * a * upper_fraction(a, x));
}

double normal_two_sided(double z) { return gamma_tail(0.5, 0.5 * z * z); }

double student_two_sided(double t, double degrees) {
    const double a = 0.5 * degrees, b = 0.5;
    const double x = degrees / (degrees + t * t), rest = t * t / (degrees + t * t);
    if (x <= 0.0 || rest <= 0.0)
        return x <= 0.0 ? 0.0 : 1.0;
    const double front =
        exponential_or_0(log_gamma(a + b) - log_gamma(a) - log_gamma(b) +
                         a * base::natural_log1p(-rest) + b * base::natural_log(rest));
    return x < (a + 1.0) / (a + b + 2.0) ? front * beta_fraction(a, b, x) / a
                                         : 1.0 - front * beta_fraction(b, a, rest) / b;
}

double student_95(double degrees) {
    constexpr double kSeriesFrom = 200.0; // the first term left out is below 1e-12 from there
    if (degrees < kSeriesFrom)
        return crossing([&](double t) { return student_two_sided(t, degrees); }, 0.05, 1.9, 13.0);
    const double z = kNormal95, z2 = z * z, n = degrees;
    const double g1 = (z2 + 1.0) * z / 4.0;
    const double g2 = ((5.0 * z2 + 16.0) * z2 + 3.0) * z / 96.0;
    const double g3 = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * z / 384.0;
    const double g4 =
        ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) * z / 92160.0;
    return z + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n;
}

Noncentralities noncentralities_95(double chi_square, double degrees) {
    if (!(chi_square > 0.0))
        return {};
    return {noncentrality(chi_square, degrees, 0.975), noncentrality(chi_square, degrees, 0.025)};
}

} // namespace cohortscope::analysis

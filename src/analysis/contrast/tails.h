// Tails and quantiles of the normal, χ² and Student distributions, with the same bits on every
// processor.
//
// The C library's erfc and lgamma choose variants by processor; here everything is made of
// base/elementary. Abramowitz & Stegun 1964, chapters 6 and 26; continued fractions by Lentz's
// method (Press et al. 2007, Numerical Recipes, 6.2 and 6.4).
#pragma once

namespace cohortscope::analysis {

inline constexpr double kNormal95 = 1.959963984540054; // P(|Z| > kNormal95) = 0.05

// ln Γ(x), x > 0; relative error of a few 1e-16.
double log_gamma(double x);

// Q(a, x) = Γ(a, x) / Γ(a), a > 0, x ≥ 0: the upper tail of a gamma distribution of shape a. What
// is below about 1e-300 is 0. O(√a).
double gamma_tail(double a, double x);

// P(|Z| > |z|) of a standard normal Z.
double normal_two_sided(double z);

// P(|T| > t), t ≥ 0, of Student's T of `degrees` > 0, which need not be whole.
double student_two_sided(double t, double degrees);

// The t of which student_two_sided is 0.05; degrees ≥ 1.
double student_95(double degrees);

// The noncentralities λ under which a χ² of `degrees` is at least, and at most, the one observed
// with probability 0.025: their 95 % interval (Steiger & Fouladi 1997). 0 where there is no such λ.
// O(√(χ² + degrees)).
struct Noncentralities {
    double low = 0.0, high = 0.0;
};
Noncentralities noncentralities_95(double chi_square, double degrees);

} // namespace cohortscope::analysis

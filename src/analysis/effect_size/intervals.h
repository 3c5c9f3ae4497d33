// 95 % confidence intervals of a rate and of a mean.
#pragma once

#include <cstddef>

namespace cohortscope::analysis {

struct Interval {
    double low = 0.0, high = 0.0;
};

// Wilson's score interval (Wilson 1927, Journal of the American Statistical Association 22,
// 209–212), within [0, 1]: with p = yes/n and z = 1.95996…,
// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). NaN without rows.
Interval wilson_interval(double yes, std::size_t rows);

// Student's (1908, Biometrika 6, 1–25): mean ± t s/√n, t the 97.5 % point with n − 1 degrees of
// freedom and s the standard deviation of the sample, √(Σ(x − mean)²/(n − 1)). NaN with fewer than
// two rows.
Interval t_interval(double mean, double sample_std, std::size_t rows);

// The 97.5 % point of Student's distribution; degrees ≥ 1. By the sums of Abramowitz and Stegun
// 26.7.3 and 26.7.4, from kManyDegrees on by the expansion 26.7.5; within 1e-8 of SciPy's.
double t_point(std::size_t degrees);

} // namespace cohortscope::analysis

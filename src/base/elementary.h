// Logarithm and exponential with the same bits on every processor.
//
// The C library picks variants with fused multiply-add at run time, whose last bit may differ from
// the ones without; results here must not depend on the processor.
#pragma once

namespace cohortscope::base {

// Natural logarithm of x > 0, finite; error below 1 unit in the last place.
double natural_log(double x);

// ln(1 + x) for x > -1, finite; accurate for small x too.
double natural_log1p(double x);

// e^x for |x| ≤ 700; error of a few units in the last place.
double exponential(double x);

} // namespace cohortscope::base

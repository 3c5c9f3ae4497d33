// On which side of a line a point lies, without an error of rounding.
#pragma once

namespace cohortscope::engine {

// The sign of (b − a) × (c − a): 1 where c lies left of the line from a to b, −1 right of it, 0 on
// it. Exact for finite coordinates whose products neither overflow nor underflow. Shewchuk 1997,
// "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates".
int orientation(double ax, double ay, double bx, double by, double cx, double cy);

} // namespace cohortscope::engine

// Axis ticks: round numbers on linear scales, 1-2-5 steps on log scales, labels with units.
#pragma once

#include <string>
#include <vector>

#include "schema/schema.h"

namespace cohortscope::plot {

struct Tick {
    double value = 0.0; // data value (on a logarithmic axis not its logarithm)
    std::string label;  // empty for a minor tick
};

// About `target` ticks at multiples of 1, 2 or 5 × 10^n within [low, high]; finite, low < high.
std::vector<Tick> linear_ticks(double low, double high, int target);

// Ticks of a logarithmic axis over [10^low, 10^high] in the column's unit: decades labelled ("₹1
// L", "₹10 L", "₹1 Cr"), with 2 and 5 labelled too where about `target` labels fit.
std::vector<Tick> log_ticks(const schema::ColumnSpec& column, double log10_low, double log10_high,
                            int target);

// linear_ticks with labels in the column's unit: Indian money in lakh and crore.
std::vector<Tick> linear_ticks(const schema::ColumnSpec& column, double low, double high,
                               int target);

} // namespace cohortscope::plot

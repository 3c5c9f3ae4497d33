// Where a value lies on its slider, and which value a place on the slider means.
#pragma once

namespace cohortscope::ui {

struct SliderScale {
    double minimum = 0.0;
    double maximum = 1.0;
    double step = 0.01;       // dragged values are its multiples
    double nudge = 0.1;       // of the wheel and the arrow keys; at least one step
    bool logarithmic = false; // of whole numbers from 1: nudges grow with the value
};

// 0 at the minimum to 1 at the maximum; values outside lie at the ends.
double place_of(const SliderScale& scale, double value);

// Snapped to the step, within the range.
double value_at(const SliderScale& scale, double place);

// The value `steps` nudges up or down, within the range; always another value, but at its ends.
double nudged(const SliderScale& scale, double value, int steps);

} // namespace cohortscope::ui

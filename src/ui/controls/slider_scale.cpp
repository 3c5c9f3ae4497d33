#include "ui/controls/slider_scale.h"

#include <algorithm>
#include <cmath>

namespace cohortscope::ui {

namespace {

// Steps such as 0.05 have no exact double: their multiples are rounded to nine decimals, so that
// one and the same place always gives the same setting ("0.3", not "0.30000000000000004").
double snapped(const SliderScale& scale, double value) {
    const double multiple = std::round(value / scale.step) * scale.step;
    const double rounded = std::round(multiple * 1e9) / 1e9;
    return std::clamp(rounded, scale.minimum, scale.maximum);
}

} // namespace

double place_of(const SliderScale& scale, double value) {
    const double inside = std::clamp(value, scale.minimum, scale.maximum);
    if (scale.logarithmic)
        return std::log(inside / scale.minimum) / std::log(scale.maximum / scale.minimum);
    return (inside - scale.minimum) / (scale.maximum - scale.minimum);
}

double value_at(const SliderScale& scale, double place) {
    const double share = std::clamp(place, 0.0, 1.0);
    if (scale.logarithmic)
        return snapped(scale, scale.minimum * std::pow(scale.maximum / scale.minimum, share));
    return snapped(scale, scale.minimum + (scale.maximum - scale.minimum) * share);
}

double nudged(const SliderScale& scale, double value, int steps) {
    const double nudge =
        scale.logarithmic ? std::max(scale.step, std::floor(value * 0.05)) : scale.nudge;
    return snapped(scale, value + steps * nudge);
}

} // namespace cohortscope::ui

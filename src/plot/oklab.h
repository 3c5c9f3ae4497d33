// Colours by lightness, chroma and hue as the eye orders them (Ottosson 2020, OKLab, in polar
// form).
#pragma once

#include "plot/scene.h"

namespace cohortscope::plot {

struct Oklch {
    double lightness = 0.0;   // 0 black, 1 white
    double chroma = 0.0;      // 0 grey; sRGB reaches about 0.3
    double hue_degrees = 0.0; // [0, 360); of a grey it means nothing
};

Oklch oklch_of(Colour colour);

// The colour of this lightness and hue, with as much of the chroma as sRGB has there.
Colour colour_of(Oklch wanted);

// A channel of sRGB as light, and back; both 0 to 1.
double linear_level(double level);
double encoded_level(double light);

// Degrees between two hues, 0 to 180.
double hue_distance(double a_degrees, double b_degrees);

} // namespace cohortscope::plot

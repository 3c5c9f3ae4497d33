#include "plot/oklab.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cohortscope::plot {

namespace {

constexpr double kDegrees = 180.0 / 3.14159265358979323846;

using Channels = std::array<double, 3>;

// Linear sRGB; a channel outside [0, 1] is a colour that no screen shows.
Channels linear_rgb(const Oklch& colour) {
    const double a = colour.chroma * std::cos(colour.hue_degrees / kDegrees);
    const double b = colour.chroma * std::sin(colour.hue_degrees / kDegrees);
    const double l = std::pow(colour.lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    const double m = std::pow(colour.lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    const double s = std::pow(colour.lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool is_shown(const Channels& rgb) {
    constexpr double kHair = 1e-6;
    return std::ranges::all_of(rgb, [](double v) { return v >= -kHair && v <= 1.0 + kHair; });
}

} // namespace

double linear_level(double level) {
    return level <= 0.04045 ? level / 12.92 : std::pow((level + 0.055) / 1.055, 2.4);
}

double encoded_level(double light) {
    return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1.0 / 2.4) - 0.055;
}

Oklch oklch_of(Colour colour) {
    const double r = linear_level(double(colour.r)), g = linear_level(double(colour.g)),
                 b = linear_level(double(colour.b));
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    const double green_red = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    const double blue_yellow = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
    const double hue = std::atan2(blue_yellow, green_red) * kDegrees;
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            std::hypot(green_red, blue_yellow), hue < 0 ? hue + 360.0 : hue};
}

Colour colour_of(Oklch wanted) {
    constexpr int kHalvings = 20;
    double most = wanted.chroma;
    if (!is_shown(linear_rgb(wanted))) {
        double least = 0.0;
        for (int i = 0; i < kHalvings; ++i) {
            wanted.chroma = (least + most) / 2.0;
            (is_shown(linear_rgb(wanted)) ? least : most) = wanted.chroma;
        }
        wanted.chroma = least;
    }
    const Channels rgb = linear_rgb(wanted);
    const auto level = [](double light) {
        return static_cast<float>(encoded_level(std::clamp(light, 0.0, 1.0)));
    };
    return {level(rgb[0]), level(rgb[1]), level(rgb[2]), 1.0f};
}

double hue_distance(double a_degrees, double b_degrees) {
    const double apart = std::fabs(a_degrees - b_degrees);
    return apart > 180.0 ? 360.0 - apart : apart;
}

} // namespace cohortscope::plot

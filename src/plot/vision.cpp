// How colours look and how far apart they are: contrast, colour blindness, CIEDE2000.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "plot/oklab.h"
#include "plot/palette.h"

namespace cohortscope::plot {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr double kPi = std::numbers::pi;

Triple linear_rgb(Colour c) { return {linear_level(c.r), linear_level(c.g), linear_level(c.b)}; }

Triple transformed(const Matrix& matrix, const Triple& v) {
    Triple result{};
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
    return result;
}

double luminance(Colour c) {
    const Triple rgb = linear_rgb(c);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

// CIE L*a*b* under D65.
Triple lab(Colour c) {
    constexpr Matrix kToXyz = {{{0.4124564, 0.3575761, 0.1804375},
                                {0.2126729, 0.7151522, 0.0721750},
                                {0.0193339, 0.1191920, 0.9503041}}};
    constexpr Triple kWhite = {0.95047, 1.0, 1.08883};
    Triple f = transformed(kToXyz, linear_rgb(c));
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = f[i] / kWhite[i];
        f[i] = t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
    }
    return {116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])};
}

double radians(double degrees) { return degrees * kPi / 180.0; }

double hue_degrees(double a, double b) {
    if (a == 0.0 && b == 0.0)
        return 0.0;
    const double hue = std::atan2(b, a) * 180.0 / kPi;
    return hue < 0 ? hue + 360.0 : hue;
}

double seventh_root_term(double chroma) {
    const double seventh = std::pow(chroma, 7.0);
    return std::sqrt(seventh / (seventh + std::pow(25.0, 7.0)));
}

// Difference and mean of two hues in degrees, the short way round; greys have no hue.
struct Hues {
    double difference = 0.0, mean = 0.0;
};

Hues compare_hues(double h1, double h2, bool grey) {
    if (grey)
        return {0.0, h1 + h2};
    double difference = h2 - h1;
    double mean = (h1 + h2) / 2.0;
    if (std::fabs(difference) > 180.0) {
        difference += difference > 0 ? -360.0 : 360.0;
        mean += h1 + h2 < 360.0 ? 180.0 : -180.0;
    }
    return {difference, mean};
}

} // namespace

double contrast_ratio(Colour a, Colour b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Colour simulated(Colour colour, Vision vision) {
    constexpr Matrix kProtan = {{{0.152286, 1.052583, -0.204868},
                                 {0.114503, 0.786281, 0.099216},
                                 {-0.003882, -0.048116, 1.051998}}};
    constexpr Matrix kDeutan = {{{0.367322, 0.860646, -0.227968},
                                 {0.280085, 0.672501, 0.047413},
                                 {-0.011820, 0.042940, 0.968881}}};
    constexpr Matrix kTritan = {{{1.255528, -0.076749, -0.178779},
                                 {-0.078411, 0.930809, 0.147602},
                                 {0.004733, 0.691367, 0.303900}}};
    if (vision == Vision::normal)
        return colour;
    const Matrix& matrix = vision == Vision::protan   ? kProtan
                           : vision == Vision::deutan ? kDeutan
                                                      : kTritan;
    const Triple seen = transformed(matrix, linear_rgb(colour));
    const auto channel = [](double c) {
        return static_cast<float>(encoded_level(std::clamp(c, 0.0, 1.0)));
    };
    return {channel(seen[0]), channel(seen[1]), channel(seen[2]), colour.a};
}

// Notation and order of the formulas: Sharma, Wu, Dalal 2005.
double colour_difference(Colour first, Colour second) {
    Triple p = lab(first), q = lab(second);
    const double g =
        0.5 * (1.0 - seventh_root_term((std::hypot(p[1], p[2]) + std::hypot(q[1], q[2])) / 2.0));
    p[1] *= 1.0 + g;
    q[1] *= 1.0 + g;
    const double c1 = std::hypot(p[1], p[2]), c2 = std::hypot(q[1], q[2]);
    const Hues hues =
        compare_hues(hue_degrees(p[1], p[2]), hue_degrees(q[1], q[2]), c1 * c2 == 0.0);
    const double lightness = (p[0] + q[0]) / 2.0, chroma = (c1 + c2) / 2.0;
    const double t = 1.0 - 0.17 * std::cos(radians(hues.mean - 30.0)) +
                     0.24 * std::cos(radians(2.0 * hues.mean)) +
                     0.32 * std::cos(radians(3.0 * hues.mean + 6.0)) -
                     0.20 * std::cos(radians(4.0 * hues.mean - 63.0));
    const double off_middle = (lightness - 50.0) * (lightness - 50.0);
    const double dl = (q[0] - p[0]) / (1.0 + 0.015 * off_middle / std::sqrt(20.0 + off_middle));
    const double dc = (c2 - c1) / (1.0 + 0.045 * chroma);
    const double dh = 2.0 * std::sqrt(c1 * c2) * std::sin(radians(hues.difference) / 2.0) /
                      (1.0 + 0.015 * chroma * t);
    const double off_blue = (hues.mean - 275.0) / 25.0;
    const double turn =
        -std::sin(radians(60.0 * std::exp(-off_blue * off_blue))) * 2.0 * seventh_root_term(chroma);
    return std::sqrt(dl * dl + dc * dc + dh * dh + turn * dc * dh);
}

} // namespace cohortscope::plot

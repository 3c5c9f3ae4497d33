#include "plot/palette.h"

#include <span>

#include "base/error.h"
#include "plot/oklab.h"

namespace cohortscope::plot {

namespace {

constexpr Colour hex(unsigned rgb) {
    return {static_cast<float>((rgb >> 16) & 0xff) / 255.0f,
            static_cast<float>((rgb >> 8) & 0xff) / 255.0f, static_cast<float>(rgb & 0xff) / 255.0f,
            1.0f};
}

constexpr Tokens kDark = {hex(0x14171C), hex(0x1B1F26), hex(0x242A33), hex(0xE6E9EE), hex(0x9AA4B2),
                          hex(0x333B47), hex(0x5AA9F0), hex(0xE6B450), hex(0xF07178)};
constexpr Tokens kLight = {hex(0xFFFFFF), hex(0xF6F7F9), hex(0xECEFF3),
                           hex(0x1B1F26), hex(0x5B6573), hex(0xD5DAE1),
                           hex(0x1F6FBF), hex(0x9A6700), hex(0xC0392B)};

// Okabe and Ito's hues (orange, sky, green, yellow, blue, vermilion, purple, grey), moved as little
// as contrast and colour blindness need: found by annealing in OKLCH under the conditions that
// palette_test checks. A light colour keeps the hue of its dark partner: yellow, which cannot stand
// out from white, is dark gold there, and orange a brown dark enough to stay apart from it.
constexpr int kHues = 8;
constexpr Colour kDarkClusters[kHues] = {hex(0xE6A000), hex(0x59BBF2), hex(0x17A273),
                                         hex(0xF7EC4D), hex(0x3B76DA), hex(0xDA5D28),
                                         hex(0xC279A8), hex(0xA7ACA6)};
constexpr Colour kLightClusters[kHues] = {hex(0x9A5E01), hex(0x1486CA), hex(0x00794F),
                                          hex(0xA08801), hex(0x1E50B1), hex(0x942613),
                                          hex(0x8A1D69), hex(0x777A7F)};

// Lightness of the density's middle: from there rows go on to the text's colour.
constexpr double kDarkDensity = 0.76, kLightDensity = 0.55;

constexpr Colour kDarkBlue = hex(0x1D5A96), kDarkOrange = hex(0x8A4B08);
constexpr Colour kLightBlue = hex(0x8FBCE6), kLightOrange = hex(0xF2B36B);

} // namespace

const Tokens& tokens(Theme theme) { return theme == Theme::dark ? kDark : kLight; }

Colour cluster_colour(int colour, Theme theme) {
    ENSURE(colour >= 0);
    const std::span<const Colour, kHues> hues(theme == Theme::dark ? kDarkClusters
                                                                   : kLightClusters);
    return hues[static_cast<std::size_t>(colour % kHues)];
}

Colour cluster_density_colour(int colour, Theme theme) {
    Oklch of = oklch_of(cluster_colour(colour, theme));
    of.lightness = theme == Theme::dark ? kDarkDensity : kLightDensity;
    return colour_of(of);
}

Marker cluster_marker(int colour) {
    ENSURE(colour >= 0);
    constexpr Marker kMarkers[] = {Marker::disc, Marker::square, Marker::triangle, Marker::diamond};
    return kMarkers[colour / kHues % 4];
}

Colour diverging_colour(double deviations, Theme theme) {
    const double share = deviations / kDivergingRange;
    const auto strength = static_cast<float>(share > 1    ? 1.0
                                             : share < -1 ? 1.0
                                             : share < 0  ? -share
                                                          : share);
    const bool dark = theme == Theme::dark;
    const Colour end =
        deviations < 0 ? (dark ? kDarkBlue : kLightBlue) : (dark ? kDarkOrange : kLightOrange);
    return mix(tokens(theme).raised, end, strength);
}

Colour mix(Colour a, Colour b, float share_of_b) {
    const float share_of_a = 1.0f - share_of_b;
    return {a.r * share_of_a + b.r * share_of_b, a.g * share_of_a + b.g * share_of_b,
            a.b * share_of_a + b.b * share_of_b, a.a * share_of_a + b.a * share_of_b};
}

Colour with_alpha(Colour colour, float alpha) {
    colour.a = alpha;
    return colour;
}

} // namespace cohortscope::plot

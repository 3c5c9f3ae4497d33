// The one table of colours, type sizes and spacings, dark and light, and the cluster colours.
#pragma once

#include "plot/scene.h"

namespace cohortscope::plot {

enum class Theme { dark, light };

struct Tokens {
    Colour window, panel, raised; // backgrounds, back to front
    Colour text, muted, faint;    // faint: rules and grids, never text
    Colour accent, warning, bad;  // accent: what can be touched
};
const Tokens& tokens(Theme theme);

// Type at scale 1, in pixels, and the spacing step.
inline constexpr float kBodySize = 15.0f;
inline constexpr float kSmallSize = 13.0f;
inline constexpr float kSectionSize = 17.0f;
inline constexpr float kReadoutSize = 22.0f;
inline constexpr float kStep = 4.0f;
inline constexpr float kPanelPadding = 12.0f;
inline constexpr float kCornerRadius = 6.0f;

// By identity colour number; after eight the hues repeat and the marker's shape changes. Each
// stands ≥ 3:1 against its theme's backgrounds and keeps its hue between themes (10° of OKLCH); the
// first eight stay apart under simulated protan, deutan and tritan vision.
Colour cluster_colour(int colour, Theme theme);
// In the density: the same hue for all, as light as one another, so that lightness tells the rows.
inline constexpr int kGreyCluster = 7;
Colour cluster_density_colour(int colour, Theme theme);
enum class Marker { disc, square, triangle, diamond };
Marker cluster_marker(int colour);

// The tint of a heatmap's cell: blue below, orange above, the raised background at 0, full at ±2
// deviations. tokens().text on it has a contrast ≥ 4.5:1.
inline constexpr double kDivergingRange = 2.0;
Colour diverging_colour(double deviations, Theme theme);

// WCAG 2 contrast ratio of opaque colours, 1 to 21.
double contrast_ratio(Colour a, Colour b);

// How the colour looks with a colour-vision deficiency (Machado, Oliveira, Fernandes 2009, full
// severity).
enum class Vision { normal, protan, deutan, tritan };
Colour simulated(Colour colour, Vision vision);

// CIEDE2000 difference of two opaque sRGB colours.
double colour_difference(Colour a, Colour b);

Colour mix(Colour a, Colour b, float share_of_b);
Colour with_alpha(Colour colour, float alpha);

} // namespace cohortscope::plot

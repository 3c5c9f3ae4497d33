#include "plot/palette.h"

#include <doctest/doctest.h>

#include "plot/oklab.h"

using namespace cohortscope::plot;

namespace {

constexpr Theme kThemes[] = {Theme::dark, Theme::light};
constexpr Vision kVisions[] = {Vision::normal, Vision::protan, Vision::deutan, Vision::tritan};

Colour grey(float level) { return {level, level, level, 1}; }

} // namespace

TEST_CASE("contrast ratios are those of WCAG") {
    CHECK(contrast_ratio(grey(0), grey(1)) == doctest::Approx(21.0));
    CHECK(contrast_ratio(grey(1), grey(0)) == doctest::Approx(21.0));
    CHECK(contrast_ratio(grey(0.4f), grey(0.4f)) == doctest::Approx(1.0));
    // #767676 on white, known as the lightest grey that passes 4.5.
    CHECK(contrast_ratio(grey(118.0f / 255), grey(1)) == doctest::Approx(4.54).epsilon(0.002));
}

TEST_CASE("colour differences are those of CIEDE2000") {
    CHECK(colour_difference(grey(0), grey(1)) == doctest::Approx(100.0).epsilon(1e-4));
    CHECK(colour_difference({1, 0, 0, 1}, {0, 1, 0, 1}) == doctest::Approx(86.608).epsilon(1e-4));
    CHECK(colour_difference({0.2f, 0.4f, 0.6f, 1}, {0.2f, 0.4f, 0.6f, 1}) == 0.0);
}

TEST_CASE("the simulation of colour blindness keeps greys and joins what cannot be told apart") {
    for (const Vision vision : kVisions)
        for (const float level : {0.0f, 0.3f, 0.8f, 1.0f})
            CHECK(colour_difference(simulated(grey(level), vision), grey(level)) < 0.5);
    const Colour red = {0.8f, 0.3f, 0.2f, 1}, olive = {0.52f, 0.46f, 0.1f, 1};
    CHECK(colour_difference(simulated(red, Vision::deutan), simulated(olive, Vision::deutan)) <
          0.6 * colour_difference(red, olive));
}

TEST_CASE("text stands out from every background") {
    for (const Theme theme : kThemes) {
        const Tokens& t = tokens(theme);
        for (const Colour background : {t.window, t.panel, t.raised})
            for (const Colour ink : {t.text, t.muted})
                CHECK(contrast_ratio(ink, background) >= 4.5);
        for (const Colour ink : {t.accent, t.warning, t.bad})
            CHECK(contrast_ratio(ink, t.panel) >= 4.5);
    }
}

TEST_CASE("every cluster colour stands out from every background") {
    for (const Theme theme : kThemes)
        for (int colour = 0; colour < 16; ++colour)
            for (const Colour background :
                 {tokens(theme).window, tokens(theme).panel, tokens(theme).raised})
                CHECK(contrast_ratio(cluster_colour(colour, theme), background) >= 3.0);
}

TEST_CASE("the first eight cluster colours stay apart for every kind of eye") {
    for (const Theme theme : kThemes)
        for (const Vision vision : kVisions)
            for (int a = 0; a < 8; ++a)
                for (int b = a + 1; b < 8; ++b) {
                    CAPTURE(a);
                    CAPTURE(b);
                    CAPTURE(static_cast<int>(vision));
                    CHECK(colour_difference(simulated(cluster_colour(a, theme), vision),
                                            simulated(cluster_colour(b, theme), vision)) >= 10.0);
                }
}

TEST_CASE("a cluster colour keeps its hue between the themes") {
    for (int colour = 0; colour < 8; ++colour) {
        const Oklch dark = oklch_of(cluster_colour(colour, Theme::dark));
        const Oklch light = oklch_of(cluster_colour(colour, Theme::light));
        CAPTURE(colour);
        if (dark.chroma < 0.02) // the grey has no hue, and gets none
            CHECK(light.chroma < 0.02);
        else
            CHECK(hue_distance(dark.hue_degrees, light.hue_degrees) <= 10.0);
        // No other dark colour has a hue nearer to the light one.
        for (int other = 0; other < 7 && colour < 7; ++other)
            CHECK(hue_distance(light.hue_degrees, dark.hue_degrees) <=
                  hue_distance(light.hue_degrees,
                               oklch_of(cluster_colour(other, Theme::dark)).hue_degrees));
    }
}

TEST_CASE("colours go to lightness, chroma and hue and back") {
    for (int colour = 0; colour < 8; ++colour) {
        const Colour is = cluster_colour(colour, Theme::dark);
        CHECK(colour_difference(colour_of(oklch_of(is)), is) < 0.1);
    }
    const Oklch red = oklch_of({1, 0, 0, 1}); // of the author's table
    CHECK(red.lightness == doctest::Approx(0.62796).epsilon(1e-4));
    CHECK(red.chroma == doctest::Approx(0.25768).epsilon(1e-4));
    CHECK(red.hue_degrees == doctest::Approx(29.234).epsilon(1e-3));
    const Oklch vivid = oklch_of(colour_of({0.9, 0.4, 264.0})); // more chroma than screens have
    CHECK(vivid.lightness == doctest::Approx(0.9).epsilon(1e-3));
    CHECK(hue_distance(vivid.hue_degrees, 264.0) < 1.0);
    CHECK(hue_distance(350, 10) == doctest::Approx(20));
}

TEST_CASE("after eight the hues repeat and the marker changes") {
    CHECK(cluster_colour(9, Theme::dark) == cluster_colour(1, Theme::dark));
    CHECK(cluster_marker(7) == Marker::disc);
    CHECK(cluster_marker(8) == Marker::square);
    for (int a = 0; a < 32; ++a)
        for (int b = a + 1; b < 32; ++b)
            CHECK((!(cluster_colour(a, Theme::dark) == cluster_colour(b, Theme::dark)) ||
                   cluster_marker(a) != cluster_marker(b)));
}

TEST_CASE("values stay readable on every tint of a heatmap") {
    for (const Theme theme : kThemes)
        for (double deviations = -3.0; deviations <= 3.0; deviations += 0.05)
            CHECK(contrast_ratio(tokens(theme).text, diverging_colour(deviations, theme)) >= 4.5);
    CHECK(diverging_colour(0, Theme::dark) == tokens(Theme::dark).raised);
    CHECK(diverging_colour(2, Theme::light) == diverging_colour(7, Theme::light));
    CHECK(diverging_colour(1, Theme::light).r > diverging_colour(1, Theme::light).b);
    CHECK(diverging_colour(-1, Theme::light).b > diverging_colour(-1, Theme::light).r);
}

TEST_CASE("mixing is linear and keeps its ends") {
    const Colour a = {0.1f, 0.2f, 0.3f, 1}, b = {0.5f, 0.6f, 0.7f, 0};
    CHECK(mix(a, b, 0) == a);
    CHECK(mix(a, b, 1) == b);
    CHECK(mix(a, b, 0.5f).g == doctest::Approx(0.4f));
    CHECK(with_alpha(a, 0.25f).a == 0.25f);
}

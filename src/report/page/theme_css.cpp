#include "report/page/theme_css.h"

#include <algorithm>
#include <cmath>

#include "plot/palette.h"

namespace cohortscope::report {

namespace {

std::string hex(const plot::Colour& colour) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text = "#";
    for (const float part : {colour.r, colour.g, colour.b}) {
        const auto byte = static_cast<unsigned>(std::lround(std::clamp(part, 0.0f, 1.0f) * 255.0f));
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::string tokens_css(plot::Theme theme) {
    const plot::Tokens& tokens = plot::tokens(theme);
    return ":root{--window:" + hex(tokens.window) + ";--panel:" + hex(tokens.panel) +
           ";--raised:" + hex(tokens.raised) + ";--text:" + hex(tokens.text) +
           ";--muted:" + hex(tokens.muted) + ";--faint:" + hex(tokens.faint) +
           ";--accent:" + hex(tokens.accent) + "}\n";
}

std::string clusters_css(const std::vector<PageCluster>& clusters, plot::Theme theme) {
    std::string css;
    for (std::size_t i = 0; i < clusters.size(); ++i)
        css += ".c" + std::to_string(i) +
               "{--cluster:" + hex(plot::cluster_colour(clusters[i].colour, theme)) + "}\n";
    return css;
}

} // namespace

std::string theme_css(const std::vector<PageCluster>& clusters) {
    const auto all = [&](plot::Theme theme) {
        return tokens_css(theme) + clusters_css(clusters, theme);
    };
    return all(plot::Theme::light) + "@media screen and (prefers-color-scheme: dark){\n" +
           all(plot::Theme::dark) + "}\n";
}

} // namespace cohortscope::report

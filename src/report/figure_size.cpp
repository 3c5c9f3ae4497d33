#include "report/figure_size.h"

#include <array>

namespace cohortscope::report {

namespace {

constexpr double kPointsPerMillimetre = 72.0 / 25.4;
constexpr double kPrint = 300.0; // dots per inch

// On paper, `width` units wide on so many millimetres.
constexpr FigureSize paper(double millimetres, double width, double height, double cloud_dots) {
    FigureSize size;
    size.width = width;
    size.height = height;
    size.points = millimetres * kPointsPerMillimetre / width;
    size.pixels = size.points * kPrint / 72.0;
    size.cloud_pixels = size.points * cloud_dots / 72.0;
    size.dots_per_inch = kPrint;
    return size;
}

// 1600 × 900 pixels: small text is 16 points high where a slide is 960 points wide.
constexpr FigureSize slide() {
    FigureSize size{800, 450, 1.5, 2, 4, 0, false};
    return size;
}

// A1: small text is 31 points high, to be read from two steps away.
constexpr FigureSize poster() {
    FigureSize size = paper(841, 1000, 1000.0 * 594 / 841, 150);
    size.grows = false;
    return size;
}

// Small text of eight points in a column and across the page.
constexpr std::array<SizePreset, 4> kPresets = {{
    {"slide", "16:9, 1600 x 900 pixels", slide()},
    {"column", "a column of a page, 85 mm wide", paper(85, 400, 300, kPrint)},
    {"width", "the width of a page, 170 mm", paper(170, 800, 450, kPrint)},
    {"poster", "A1, 841 x 594 mm", poster()},
}};

} // namespace

std::span<const SizePreset> size_presets() { return kPresets; }

std::optional<FigureSize> find_size(std::string_view preset) {
    for (const SizePreset& known : kPresets)
        if (known.name == preset)
            return known.size;
    return std::nullopt;
}

FigureSize size_in_pixels(int width, int height) {
    FigureSize size;
    size.width = width;
    size.height = height;
    size.grows = false;
    return size;
}

} // namespace cohortscope::report

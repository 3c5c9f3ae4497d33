// How large figures in files are: presets for slides and paper.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace cohortscope::report {

// A unit is a pixel of the scene at scale 1, so that small text is 13 units high; what is larger
// has larger type, wider lines and larger marks.
struct FigureSize {
    double width = 800, height = 450; // units
    double points = 0.75;             // 1/72 inch, a unit
    double pixels = 1;                // of a PNG at scale 1, a unit
    double cloud_pixels = 2;          // of the point cloud in SVG and PDF at scale 1, a unit
    double dots_per_inch = 0;         // of a PNG at scale 1; 0: not said
    bool grows = true; // as high as the figure needs; else the figure is drawn smaller
};

struct SizePreset {
    std::string_view name;
    std::string_view meaning;
    FigureSize size;
};

// slide, column, width, poster.
std::span<const SizePreset> size_presets();
std::optional<FigureSize> find_size(std::string_view preset);

// So many pixels at scale 1, in both directions.
FigureSize size_in_pixels(int width, int height);

} // namespace cohortscope::report

// A figure as a file: PNG, SVG or PDF, with its words and settings inside.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plot/figures/figure.h"
#include "report/figure_size.h"

namespace cohortscope::report {

enum class FigureFormat { png, svg, pdf };

// By the file's ending, in capitals or not; nothing for any other.
std::optional<FigureFormat> format_of(std::string_view file);

struct FigureFileOptions {
    FigureFormat format = FigureFormat::svg;
    FigureSize size;
    double scale = 1; // of a PNG's pixels, and of the point cloud's in the others
    plot::Theme theme = plot::Theme::light;
    bool heading = true;      // the figure's title, above it
    std::string caption = {}; // below it; empty: none
    std::string session = {}; // carried inside, see carried_session.h; any UTF-8
    std::string date = {};    // "2026-11-27", of the file; empty: none. No clock is asked
};

// The bytes depend on nothing but what is given. `can_make(figure, input)` holds. Throws
// base::Error for a picture larger than can be drawn.
std::string figure_bytes(const plot::Figure& figure, const plot::FigureInput& input,
                         const FigureFileOptions& options);

// One PDF with a page for each figure; options.format and options.caption are not looked at.
struct Slide {
    const plot::Figure* figure = nullptr;
    std::string caption = {};
};
std::string slides_pdf(std::span<const Slide> slides, const plot::FigureInput& input,
                       const FigureFileOptions& options, const std::string& title);

} // namespace cohortscope::report

// Puts a figure on a page: ground, heading, chart and caption.
#pragma once

#include <string>

#include "report/figure_size.h"
#include "report/paint/page.h"

namespace cohortscope::report {

struct PageWish {
    FigureSize size;
    plot::Theme theme = plot::Theme::light;
    std::string heading = {}; // empty: none
    std::string caption = {};
};

// The page that was asked for, or higher where its size grows. A figure that needs more height than
// there is gets a page of more and smaller units. Page::pixels and points are those at scale 1 of a
// PNG.
Page figure_page(const plot::Figure& figure, const plot::FigureInput& input, const PageWish& wish,
                 const plot::TextMeasure& measure);

} // namespace cohortscope::report

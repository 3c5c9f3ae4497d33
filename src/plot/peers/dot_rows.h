// Estimates below each other: a dot a row with its interval, on one axis.
#pragma once

#include <string>
#include <vector>

#include "plot/figures/figure.h"
#include "plot/sketch.h"

namespace cohortscope::plot {

struct DotRow {
    std::string label;
    double value = 0.0, low = 0.0, high = 0.0; // the interval; not a number: it has none
    double q1 = 0.0, q3 = 0.0;                 // a wider, fainter bar; not a number: none
    std::string text;                          // at the right
    std::string tip;
    int cluster = -1; // its number, swatch and name stand for the label
};

struct DotSection {
    std::string head;
    std::vector<DotRow> rows;
};

struct DotChart {
    std::vector<DotSection> sections;
    bool logarithmic = false;
    const schema::ColumnSpec* column = nullptr; // in whose unit the axis is; null: shares
    std::string axis;                           // what it is
    std::string note;
};

// As wide as the frame; rows get less room where they are many, at least a line of text each.
Scene dot_rows(const DotChart& chart, const engine::Result& result, const FigureFrame& frame);

// How many rows and heads fit the frame's height.
int dot_lines(const FigureFrame& frame);

} // namespace cohortscope::plot

// The command figure: what is asked for, and the making of the file.
#pragma once

#include <string>
#include <vector>

#include "plot/palette.h"
#include "report/figure_size.h"

namespace CLI {
class App;
}

namespace cohortscope::app {

inline constexpr const char* kListFigures = "list"; // in place of a name

struct FigureChoice {
    std::string name; // of plot::figures(), or kListFigures
    std::string out;  // its ending says the format
    report::FigureSize size = *report::find_size("width");
    double scale = 1.0;
    plot::Theme theme = plot::Theme::light;
    std::string column;                // of a figure of one column
    std::vector<std::string> baseline; // key=value of a result to compare with; empty: none
    bool heading = true;
    bool caption = false;
    std::string date; // in the caption and of the file; empty: today, in the caption alone
};

struct MakeFigure; // app/arguments.h

// The options of the command that fill it, but for those of the table.
void add_figure_options(CLI::App& command, FigureChoice& choice);

// Throws WrongUsage for a figure that is none, and where there is no file to write.
void check_figure(const FigureChoice& choice);

// Writes the file, or lists the figures. Throws base::Error.
void run_figure(const MakeFigure& figure);

} // namespace cohortscope::app

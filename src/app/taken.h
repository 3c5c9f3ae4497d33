// What becomes of what a person takes away from the window: files and text for the clipboard.
#pragma once

#include <string>

#include "app/first_start.h"
#include "data/read_table.h"
#include "ui/taking.h"

namespace cohortscope::app {

struct Taken {
    std::string message; // for people, one line
    std::string text;    // for the clipboard; empty: none
};

// On any thread. A figure has its heading, its caption and the session inside; files lie beside
// the table under a name of their own, NAME-figure.svg, in the present folder for a table that is
// no file. Says what went wrong rather than throw.
struct TakenWith {
    std::string session;       // carried inside
    data::ReadOptions options; // the table was read with these
};
Taken take_away(const ui::Taking& taking, const TakenWith& with, const Environment& variable);

} // namespace cohortscope::app

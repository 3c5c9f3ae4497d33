// The command that makes a figure again, as it is typed.
#pragma once

#include <string>
#include <string_view>

#include "data/read_table.h"
#include "engine/result.h"

namespace cohortscope::app {

// As a shell takes for one word: in single quotes unless it needs none.
std::string shell_word(std::string_view text);

struct FigureCommand {
    std::string text;    // one line: only what differs from the defaults, without a line's end
    std::string missing; // what it cannot say, in a sentence; empty: nothing
};

struct FigureMade {
    std::string figure; // in plot::figures()
    const engine::Result& result;
    data::ReadOptions options = {};             // its table was read with these
    std::string column = {};                    // of a figure of one column
    const engine::Settings* baseline = nullptr; // of a figure of a change; null: none
};

// Finds the table's best schema: O(cells of the table) where that is a guessed one.
FigureCommand figure_command(const FigureMade& made);

} // namespace cohortscope::app

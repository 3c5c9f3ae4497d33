// What a person takes away from the window: a figure or its table, with all that it is made from.
#pragma once

#include <memory>
#include <string>

#include "plot/figures/figure.h"

namespace cohortscope::ui {

enum class TakenAs { picture, svg, pdf, png, table, command };

// The figure can be made: its studies are there and are of the result.
struct Taking {
    TakenAs as = TakenAs::picture;
    std::string figure; // in plot::figures()
    std::string sheet;  // the table's name in files; empty where there is none
    std::string column; // of a figure of one column
    std::shared_ptr<const engine::Result> result;
    std::shared_ptr<const engine::Result> baseline; // null: none is pinned
    std::shared_ptr<const engine::RowSet> selection;
    plot::StudyValues studies = {};
};

} // namespace cohortscope::ui

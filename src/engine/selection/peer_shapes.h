// Rows that a line of a table of peers stands for, as shapes for the worker to look up.
#pragma once

#include <optional>
#include <string>

#include "engine/selection/shapes.h"
#include "engine/study.h"

namespace cohortscope::engine {

// Every condition that is set has to hold.
struct PeerPart {
    std::optional<std::size_t> category, band, size, cluster;
    struct Flag {
        std::size_t group = 0, flag = 0; // of the three; above, equal, below
    };
    std::optional<Flag> flag;
    bool underpaid = false;
};

// None where the study has no peers, or where nothing is asked for. O(categories), whatever the
// number of rows. `origin`: what the rows are called.
std::optional<Shape> peer_rows(const PeerStudy& study, const PeerPart& part, std::string origin);

// A name of any category.
Shape named_rows(const PeerStudy& study, std::size_t slot, std::size_t code);

} // namespace cohortscope::engine

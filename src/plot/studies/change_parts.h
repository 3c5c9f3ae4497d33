// The parts of the chart of what changed, below each other.
#pragma once

#include "plot/sketch.h"
#include "plot/studies/change_chart.h"

namespace cohortscope::plot {

struct ChangeParts {
    Sketch s;
    const ChangeView& view;

    const engine::Changes& changes() const { return view.changes; }
    const engine::ChangedGroup& earlier(int group) const {
        return changes().before[static_cast<std::size_t>(group)];
    }
    const engine::ChangedGroup& later(int group) const {
        return changes().after[static_cast<std::size_t>(group)];
    }
    // The later group that the flow belongs to, for what is in focus; −1: none.
    int cluster_of(const engine::FlowEnds& ends) const {
        return ends.to >= 0 ? ends.to : ends.from >= 0 ? earlier(ends.from).same : -1;
    }
    bool dimmed(const engine::FlowEnds& ends) const;
    Colour faded(Colour colour, const engine::FlowEnds& ends) const {
        return dimmed(ends) ? mix(colour, s.colours().panel, 0.7f) : colour;
    }
    std::string counted(std::size_t rows) const { return engine::counted_rows(changes(), rows); }
};

// A percentage stays in one line.
std::string unbroken(std::string text);

// Each draws from `top` down and returns where it ends.
float add_change_flows(ChangeParts& c, float top);
float add_picked_flow(ChangeParts& c, float top);
float add_change_sentences(ChangeParts& c, float top);

} // namespace cohortscope::plot

// What changed from a pinned result to the present one: flows between their groups, and sentences.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/changes.h"
#include "plot/clusters/cluster_charts.h"

namespace cohortscope::plot {

struct ChangeView {
    const engine::Changes& changes;
    std::optional<engine::FlowEnds> picked = {}; // the flow that was clicked: it stands out
    std::vector<std::string> why = {};           // why its rows moved: clauses after "because"
    std::string contrast = {};                   // what tells them from those who stayed
};

// Flows of fewer of the rows are left out, and said, unless they are the largest of their group or
// those who stayed.
inline constexpr double kLeastFlow = 0.002;

// The headline, the adjusted Rand index with a word, flows from the groups before (left) to those
// now (right) in the colours of now, the picked flow with its reasons, and a sentence for each
// group. The scene's height says how much was needed. Marks of ribbons, blocks and sentences carry
// their ends as `value` (see flow_of) and the later group as `cluster`.
Scene change_chart(const ChangeView& view, float width, const ChartOptions& options,
                   const TextMeasure& measure);

// The ends of a flow as a mark's value; of a whole group the other end is kAnyGroup.
int flow_value(const engine::FlowEnds& ends);
std::optional<engine::FlowEnds> flow_of(int value);

// One line: "before: k 3 · rare school 5 → now: k 8 · same school muted · rare school 50", cut
// where it does not fit; its mark's tip has all of it, a change a line. An empty scene where the
// settings are equal.
Scene change_strip(const engine::Settings& before, const engine::Settings& now, float width,
                   const ChartOptions& options, const TextMeasure& measure);

} // namespace cohortscope::plot

// Who the groups are: each with its persona, the conditions that carry it with their numbers, the
// next best persona with what it lacks, and what is recommended.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "plot/clusters/cluster_charts.h"
#include "plot/scene.h"

namespace cohortscope::plot {

struct PersonaChart {
    Scene scene;
    // The knobs of thresholds by Mark::value: a word of a name, or a line of a condition.
    std::vector<std::string> knobs;
};

// stability: of the groups, each 0 to 1; empty where it is not known. `chosen`: the knob whose
// conditions are marked; empty: none. Of a result with personas.
PersonaChart persona_chart(const engine::Result& result, const std::vector<double>& stability,
                           const std::string& chosen, float width, const ChartOptions& options,
                           const TextMeasure& measure);

} // namespace cohortscope::plot

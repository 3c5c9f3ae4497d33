// What the tab of personas keeps from frame to frame.
#pragma once

#include <string>

#include "base/fingerprint.h"
#include "plot/personas/persona_chart.h"

namespace cohortscope::ui {

struct PersonasView {
    std::string knob; // of the threshold that is at hand; empty: none yet
    base::Fingerprint key;
    plot::PersonaChart chart;
};

} // namespace cohortscope::ui

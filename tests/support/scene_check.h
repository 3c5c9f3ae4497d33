// What every scene must keep to: nothing out of its box, no text over text, no text too small.
#pragma once

#include "plot/scene.h"
#include "support/fake_result.h"

namespace cohortscope::tests {

// The first fault found, in words; empty if there is none.
std::string fault_of(const plot::Scene& scene, float text_scale, const plot::TextMeasure& measure);

// Whether some text of the scene reads so.
bool says(const plot::Scene& scene, const std::string& text);

} // namespace cohortscope::tests

// The slider: drag, wheel and arrow keys, Ctrl+click to type, double-click to reset.
#pragma once

#include <optional>
#include <string>

#include "ui/controls/slider_scale.h"
#include "ui/frame.h"

namespace cohortscope::ui {

struct SliderSpec {
    std::string key; // also its id
    SliderScale scale;
    double reset_value = 0.0;            // marked by a tick
    bool muted = false;                  // drawn without the accent
    std::optional<double> baseline = {}; // likewise, by a tick of another kind
};

// Draws the slider into `area` and returns the value the user wants now. Sets Frame::out.held while
// the mouse holds it, and View::typing when the user asks to type.
double slider(Frame& frame, const SliderSpec& spec, const Area& area, double value);

// The same at rest, of a knob that has nothing to work on: faint, and it takes no input.
void resting_slider(const Frame& frame, const SliderSpec& spec, const Area& area, double value);

// Opens the box to type a knob's value.
void begin_typing(View& view, const std::string& key, const std::string& text);

} // namespace cohortscope::ui

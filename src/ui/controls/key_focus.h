// The control that the keyboard acts on: Tab and the arrows move on, Enter and Space press it.
#pragma once

#include <string>
#include <vector>

#include <imgui.h>

#include "plot/scene.h"

namespace cohortscope::ui {

struct Frame;

struct KeyFocus {
    struct Stop {
        ImGuiID id = 0;
        std::string name;     // what the id was made from
        plot::Box area, seen; // in device pixels; `seen` is what the panel shows of itself
    };
    ImGuiID id = 0;            // of the control in focus; 0 for none
    std::size_t place = 0;     // its place among the stops, should it vanish
    bool shown = false;        // by a ring: since a key moved it, until the mouse is pressed
    bool pressed = false;      // by Enter or Space, in this frame
    bool scrolls = false;      // it has moved: its panel brings it into sight
    bool takes_arrows = false; // the control in focus uses them itself
    std::vector<Stop> stops;   // of this frame so far, in order of drawing
};

// Reads the keys of this frame, unless something else takes them (a box to type in, an open list).
void begin_key_focus(KeyFocus& focus, bool listens);

// A control tells where it lies. Controls need no frame for it: the context knows whose turn it is.
struct KeyTouch {
    bool focused = false;
    bool pressed = false;
};
KeyTouch key_stop(const char* id, const plot::Box& area);

// The ring around the control in focus, at the end of a frame.
void draw_key_focus(const Frame& frame);

} // namespace cohortscope::ui

// Small controls drawn in the program's own style.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ui/frame.h"

namespace cohortscope::ui {

enum class Icon {
    plus,
    minus,
    close,
    pencil,
    theme,
    fit,
    upload,
    undo,
    redo,
    pan,
    lasso,
    rectangle,
    up,
    down,
    pin,
    camera
};

// An invisible item over an area: what the mouse does there.
struct Touch {
    bool hovered = false;
    bool clicked = false;
    bool double_clicked = false;
    bool held = false;
    bool focused = false; // the keyboard acts on it; Enter and Space count as clicks
    bool by_key = false;  // clicked so
};
Touch touch(const char* id, const Area& area);
// The same for what is no control: the keyboard passes it by.
Touch touch_by_mouse(const char* id, const Area& area);

struct ButtonStyle {
    bool selected = false;
    float text_size = plot::kBodySize;
};
bool button(Frame& frame, const Area& area, const std::string& label, ButtonStyle style = {});
bool icon_button(Frame& frame, const char* id, const Area& area, Icon icon);

// Buttons side by side of which one is on; returns the one that is on now.
int segmented(Frame& frame, const Area& area, std::span<const std::string> labels, int current);

constexpr float kChoicePadding =
    34; // of a closed list, at scale 1: around its text, and its chevron

// A list that opens; `area` is where the closed one lies. Returns the choice.
int dropdown(Frame& frame, const std::string& key, const Area& area,
             std::span<const std::string> labels, int current);

bool toggle(Frame& frame, const std::string& key, const Area& area, bool on);

// A line to type in; true when Enter was pressed or another place clicked. Escape gives up.
enum class TypingEnd { none, accepted, given_up };
TypingEnd typing_box(Frame& frame, const Area& area, Typing& typing);

void fill(const Area& area, plot::Colour colour, float radius = 0.0f);
void horizontal_rule(const Frame& frame, float left, float right, float y);
void draw_icon(const Look& look, const Area& area, Icon icon, plot::Colour colour);
void cluster_swatch(const Look& look, ImVec2 centre, int colour, float emphasis = 1.0f);

// At the foot of the current child window: fades what goes on below, while something does.
void fade_foot(const Frame& frame, const Area& area);

// The tooltip in frame.tip, beside the pointer, inside the window.
void draw_tip(Frame& frame);

} // namespace cohortscope::ui

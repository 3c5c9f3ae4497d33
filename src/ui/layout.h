// How the window's room is shared between its parts; only the user changes it.
#pragma once

#include <string>

namespace cohortscope::ui {

// Of the interface, as the user may choose it.
inline constexpr float kSmallestScale = 0.8f;
inline constexpr float kLargestScale = 3.0f;

struct Layout {
    float largest_scale = kLargestScale; // that the window has room for
    float upper_share = 0.46f; // of the right column's height: the clusters; the tabs have the rest
    bool splitting = false;    // the splitter is under the mouse button
    float grab = 0.0f;         // of the pointer from the splitter, in pixels
    std::string guest;         // the tab that was last taken out of "More"
};

} // namespace cohortscope::ui

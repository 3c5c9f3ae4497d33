// A list of things to do that opens beside its button, above everything: nothing moves for it.
#pragma once

#include <span>
#include <string>

#include "ui/frame.h"

namespace cohortscope::ui {

struct MenuItem {
    std::string label;
    std::string keys = {};      // that do the same, at the right
    std::string hindrance = {}; // why it alone cannot be done; empty: it can
};

// In the frame in which its button is pressed. One list is open at a time.
void open_menu(View& view, const std::string& key);
bool is_menu_open(const View& view, const std::string& key);

// The list of this key, while it is open: below `beside`, or above where there is no room, its
// right edge there. `hindrance`: why nothing of it can be done now, a sentence at its top. Returns
// the item that was taken, by the mouse or by arrows and Enter; -1 for none.
int menu(Frame& frame, const std::string& key, const Area& beside, const std::string& hindrance,
         std::span<const MenuItem> items);

} // namespace cohortscope::ui

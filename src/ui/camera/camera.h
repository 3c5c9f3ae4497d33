// The camera at the corner of a panel: takes its figure away as a picture, a file, a table or a
// command.
#pragma once

#include <functional>
#include <string>

#include "ui/frame.h"

namespace cohortscope::ui {

inline constexpr float kCamera = 24.0f;   // its side, at scale 1
inline constexpr float kCameraGap = 6.0f; // between it and what stands before it

// What a camera takes.
struct Subject {
    std::string figure;      // in plot::figures()
    std::string sheet = {};  // its table's name in files; empty: it has none
    std::string column = {}; // of a figure of one column
};

// A button with a menu; `subject` is asked for while that is open. A `key` of its own for each.
void camera(Frame& frame, const std::string& key, const Area& place,
            const std::function<Subject(Frame&)>& subject);

// Copies the picture of the open tab, or says in the window why that cannot be.
void copy_open_tab(Frame& frame);

// The clusters' chart; a tab, whose figure's name is empty where it has none.
Subject subject_of_clusters(Frame& frame);
Subject subject_of_tab(const std::string& tab);

// Why the figure cannot be taken now, in a few words; empty where it can.
std::string waits_for(const Frame& frame, const Subject& subject);

} // namespace cohortscope::ui

// A file that is being read, as the window tells of it.
#pragma once

#include <string>

namespace cohortscope::engine {
struct LiveState;
} // namespace cohortscope::engine

namespace cohortscope::ui {

struct Frame;

// What is kept from frame to frame.
struct Loading {
    bool under_way = false;
    bool cancels = false; // asked to
};

// The name alone, safe to show: control characters as escapes.
std::string shown_file_name(const std::string& path);

// "reading people.csv: 12.4 MB, 80,000 rows (Esc stops)"; empty when nothing is read.
std::string loading_text(const engine::LiveState& live);

// Asks for frames while a file is read; hands on that the user stops it.
void follow_load(Frame& frame);

} // namespace cohortscope::ui

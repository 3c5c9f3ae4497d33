// The box that asks for a report, and the one that tells how far it is.
#pragma once

#include <array>
#include <string>

namespace cohortscope::ui {

// What is kept from frame to frame.
struct ReportBox {
    bool open = false;
    bool typing = false;                // the folder has the keyboard
    std::array<char, 1024> folder = {}; // as it stands in the box
    std::string offered;                // what the program last wrote there
    bool has_rows = true;
    bool with_ids = false; // each time anew
};

struct Frame;
struct Area;

// Opens the box for what is shown; closes it where it is open.
void toggle_report_box(ReportBox& box);

// In the middle of the area while a report is asked for, at its foot while one is made.
void report_box(Frame& frame, const Area& area);

} // namespace cohortscope::ui

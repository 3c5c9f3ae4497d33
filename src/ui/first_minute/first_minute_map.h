// The map of the first minute: every row, grey until its group arrives, then named; no axes.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

struct FirstMinuteLayout;

// `seconds` since the first picture.
void first_minute_map(Frame& frame, const FirstMinuteLayout& layout, double seconds);

} // namespace cohortscope::ui

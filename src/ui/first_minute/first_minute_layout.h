// Where the parts of the first minute lie, for any window.
#pragma once

#include "plot/scene.h"

namespace cohortscope::ui {

// Pixels at scale 1.
struct FirstMinuteLayout {
    float stage = 1.0f; // times the sizes of kStageSizes: 1 at 1920 × 1080, at least 2/3
    plot::Point sentence, explained;
    plot::Box map, cards, foot; // foot: the line of the buttons
};

FirstMinuteLayout first_minute_layout(float width, float height);

} // namespace cohortscope::ui

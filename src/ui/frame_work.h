// What a frame did, counted: tests hold it against limits that no machine's speed moves.
#pragma once

#include <cstddef>

namespace cohortscope::ui {

struct FrameWork {
    int charts = 0;       // made anew; the others are painted as they were
    std::size_t rows = 0; // of the result looked at one by one
    bool gliding = false; // the camera moves: its chart is new in every frame
    bool operator==(const FrameWork&) const = default;
};

} // namespace cohortscope::ui

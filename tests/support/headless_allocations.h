// Counts what a thread allocates, so that a frame's work can be told without a clock.
#pragma once

#include <cstddef>

namespace cohortscope::tests {

struct Allocations {
    std::size_t count = 0;
    std::size_t bytes = 0;
    Allocations operator-(const Allocations& other) const {
        return {count - other.count, bytes - other.bytes};
    }
};

// By the calling thread since its start: through new, and through ImGui where its context was made
// after count_imgui.
Allocations allocated();
void count_imgui();

} // namespace cohortscope::tests

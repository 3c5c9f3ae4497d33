#include "support/headless_allocations.h"

#include <cstdlib>
#include <new>

#include <imgui.h>

namespace {

thread_local cohortscope::tests::Allocations counted;

void* counted_block(std::size_t bytes) {
    ++counted.count;
    counted.bytes += bytes;
    return std::malloc(bytes == 0 ? 1 : bytes);
}

} // namespace

namespace cohortscope::tests {

Allocations allocated() { return counted; }

void count_imgui() {
    ImGui::SetAllocatorFunctions([](std::size_t bytes, void*) { return counted_block(bytes); },
                                 [](void* block, void*) { std::free(block); });
}

} // namespace cohortscope::tests

// All other forms of new end in this one.
void* operator new(std::size_t bytes) {
    if (void* block = counted_block(bytes))
        return block;
    throw std::bad_alloc();
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

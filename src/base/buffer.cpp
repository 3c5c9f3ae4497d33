#include "base/buffer.h"

#include <cstdlib>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace cohortscope::base {

namespace {

constexpr std::size_t kPage = std::size_t{2} << 20;
constexpr std::size_t kLarge = 2 * kPage; // below, rounding up to whole pages would waste too much

} // namespace

void* allocate_large(std::size_t bytes) {
    const std::size_t alignment = bytes < kLarge ? alignof(std::max_align_t) : kPage;
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
    if (!memory)
        throw std::bad_alloc();
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    if (bytes >= kLarge)
        madvise(memory, bytes / kPage * kPage, MADV_HUGEPAGE); // a wish: refused, nothing is lost
#endif
    return memory;
}

void free_large(void* memory) noexcept { std::free(memory); }

} // namespace cohortscope::base

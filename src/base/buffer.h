// Vectors for large arrays that are written in parallel: not set when made, and on large pages.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace cohortscope::base {

// Memory of at least `bytes`, aligned for any type. From a few megabytes on it asks the system for
// large pages, which are handed over several times faster than small ones.
void* allocate_large(std::size_t bytes);
void free_large(void* memory) noexcept;

template <class T> struct LargeAllocator {
    using value_type = T;
    LargeAllocator() = default;
    template <class U> LargeAllocator(const LargeAllocator<U>&) {} // NOLINT(google-explicit-*)

    T* allocate(std::size_t count) {
        if (count > std::numeric_limits<std::size_t>::max() / sizeof(T))
            throw std::bad_array_new_length();
        return static_cast<T*>(allocate_large(count * sizeof(T)));
    }
    void deallocate(T* memory, std::size_t) { free_large(memory); }

    // Without arguments the value is left as it is: vector(n) and resize(n) touch no memory.
    template <class U> void construct(U* at) { ::new (static_cast<void*>(at)) U; }
    template <class U, class First, class... Rest>
    void construct(U* at, First&& first, Rest&&... rest) {
        std::construct_at(at, std::forward<First>(first), std::forward<Rest>(rest)...);
    }
    friend bool operator==(const LargeAllocator&, const LargeAllocator&) { return true; }
};

// Numbers in a Buffer made by its size alone are unset: every one has to be written first.
template <class T> using Buffer = std::vector<T, LargeAllocator<T>>;

} // namespace cohortscope::base

// Vectors for large arrays that are written in parallel: their numbers are unset when made.
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace cohortscope::base {

// Leaves numbers as they are in memory, so that vector(n) and resize(n) touch none of it: one
// thread would set it, and all the pages would come from the system there.
template <class T> struct UnsetAllocator : std::allocator<T> {
    template <class U> struct rebind { using other = UnsetAllocator<U>; };
    UnsetAllocator() = default;
    template <class U> UnsetAllocator(const UnsetAllocator<U>&) {} // NOLINT(google-explicit-*)

    template <class U> void construct(U* at) { ::new (static_cast<void*>(at)) U; }
    template <class U, class First, class... Rest>
    void construct(U* at, First&& first, Rest&&... rest) {
        std::construct_at(at, std::forward<First>(first), std::forward<Rest>(rest)...);
    }
};

// Numbers in a Buffer made by its size alone have to be written before they are read.
template <class T> using Buffer = std::vector<T, UnsetAllocator<T>>;

} // namespace cohortscope::base

// The members of an aggregate as a tuple of references: what is done with all of them forgets none.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace cohortscope::engine {

inline constexpr std::size_t kMostMembers = 16;

namespace detail {

struct Anything {
    template <class T> operator T() const; // NOLINT(google-explicit-constructor): for `takes` alone
};

// Whether Aggregate{a, b, …} may have so many values. An aggregate inside counts as one of them,
// since a value is there that converts to it.
template <class Aggregate, std::size_t... I> consteval bool takes(std::index_sequence<I...>) {
    return requires { Aggregate{(static_cast<void>(I), Anything{})...}; };
}

template <class Aggregate, std::size_t Count = kMostMembers + 1>
consteval std::size_t count_members() {
    if constexpr (Count == 0 || takes<Aggregate>(std::make_index_sequence<Count>{}))
        return Count;
    else
        return count_members<Aggregate, Count - 1>();
}

} // namespace detail

// In the order of their declaration; of a type without bases, arrays and references.
template <class Aggregate> constexpr auto members_of(const Aggregate& of) {
    static_assert(std::is_aggregate_v<Aggregate>, "no aggregate: its members are hidden");
    constexpr std::size_t count = detail::count_members<Aggregate>();
    static_assert(count <= kMostMembers, "more members than members_of knows");
    // A structured binding is the one way to name members without knowing them.
    if constexpr (count == 0)
        return std::tie();
#define COHORTSCOPE_MEMBERS(n, ...)                                                                \
    if constexpr (count == n) {                                                                    \
        const auto& [__VA_ARGS__] = of;                                                            \
        return std::tie(__VA_ARGS__);                                                              \
    }
    COHORTSCOPE_MEMBERS(1, a)
    COHORTSCOPE_MEMBERS(2, a, b)
    COHORTSCOPE_MEMBERS(3, a, b, c)
    COHORTSCOPE_MEMBERS(4, a, b, c, d)
    COHORTSCOPE_MEMBERS(5, a, b, c, d, e)
    COHORTSCOPE_MEMBERS(6, a, b, c, d, e, f)
    COHORTSCOPE_MEMBERS(7, a, b, c, d, e, f, g)
    COHORTSCOPE_MEMBERS(8, a, b, c, d, e, f, g, h)
    COHORTSCOPE_MEMBERS(9, a, b, c, d, e, f, g, h, i)
    COHORTSCOPE_MEMBERS(10, a, b, c, d, e, f, g, h, i, j)
    COHORTSCOPE_MEMBERS(11, a, b, c, d, e, f, g, h, i, j, k)
    COHORTSCOPE_MEMBERS(12, a, b, c, d, e, f, g, h, i, j, k, l)
    COHORTSCOPE_MEMBERS(13, a, b, c, d, e, f, g, h, i, j, k, l, m)
    COHORTSCOPE_MEMBERS(14, a, b, c, d, e, f, g, h, i, j, k, l, m, n)
    COHORTSCOPE_MEMBERS(15, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
    COHORTSCOPE_MEMBERS(16, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
#undef COHORTSCOPE_MEMBERS
}

} // namespace cohortscope::engine

// The graph of stages. A stage is an aggregate of all that it reads, with a member function `made`
// that computes its value from these members; its key is derived from the same members.
#pragma once

#include <concepts>
#include <memory>
#include <ranges>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "base/fingerprint.h"
#include "engine/members.h"
#include "engine/memo.h"

namespace cohortscope::engine {

// A value with the key of what it was made from: equal keys, equal values. For values that have no
// fingerprint of their content.
template <class Value> struct Known {
    std::shared_ptr<Value> value;
    base::Fingerprint fingerprint;

    Value& operator*() const { return *value; }
    Value* operator->() const { return value.get(); }
    operator std::shared_ptr<Value>() const { // NOLINT(google-explicit-constructor)
        return value;
    }
};

namespace detail {

template <class T> inline constexpr bool is_shared = false;
template <class T> inline constexpr bool is_shared<std::shared_ptr<T>> = true;
template <class T> inline constexpr bool is_pair = false;
template <class A, class B> inline constexpr bool is_pair<std::pair<A, B>> = true;
template <class T>
concept are_whole_numbers =
    std::ranges::contiguous_range<T> && std::is_integral_v<std::ranges::range_value_t<T>>;

// What reading `value` adds to a key: its own fingerprint where it has one, else all of it.
template <class T> void add_to_key(base::Hasher& key, const T& value) {
    if constexpr (std::same_as<T, base::Fingerprint>)
        key.add(value);
    else if constexpr (requires { key.add(value.fingerprint()); })
        key.add(value.fingerprint());
    else if constexpr (requires { key.add(value.fingerprint); })
        key.add(value.fingerprint);
    else if constexpr (is_shared<T>) {
        key.add(std::uint64_t{value != nullptr});
        if (value != nullptr)
            add_to_key<std::remove_const_t<typename T::element_type>>(key, *value);
    } else if constexpr (std::is_floating_point_v<T>)
        key.add_number(value);
    else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
        key.add(static_cast<std::uint64_t>(value));
    else if constexpr (std::is_convertible_v<const T&, std::string_view>)
        key.add_text(value);
    else if constexpr (are_whole_numbers<T>)
        key.add(base::fingerprint_of(std::span(value)));
    else if constexpr (std::ranges::sized_range<T>) {
        key.add(std::ranges::size(value));
        for (const auto& part : value)
            add_to_key(key, part);
    } else if constexpr (is_pair<T>) {
        add_to_key(key, value.first);
        add_to_key(key, value.second);
    } else
        std::apply([&](const auto&... part) { (add_to_key(key, part), ...); }, members_of(value));
}

template <class Reads, class Value, class... Help> Value value_of(Value (Reads::*)(Help...) const);

} // namespace detail

// The key of what is read: changes when any member does, at any depth.
template <class Reads> base::Fingerprint key_of(const Reads& reads) {
    base::Hasher key;
    detail::add_to_key(key, reads);
    return key.finish();
}

// What the stage makes.
template <class Reads> using ValueOf = decltype(detail::value_of(&Reads::made));

// A stage's last few values. Used by one thread at a time.
template <class Reads> class Node {
    static_assert(std::is_aggregate_v<Reads>, "a stage declares what it reads as plain members");

  public:
    using Value = ValueOf<Reads>;

    explicit Node(std::size_t remembered) : memo_(remembered) {}

    // The value for what was read, remembered or made. `help` (values to borrow from, memos of
    // parts, progress) must never change the value: it is in no key.
    template <class... Help> Known<const Value> get(const Reads& reads, Help&&... help) {
        const base::Fingerprint key = key_of(reads);
        auto value = memo_.find(key);
        if (!value)
            value = memo_.store(
                key, std::make_shared<const Value>(reads.made(std::forward<Help>(help)...)));
        return {std::move(value), key};
    }

    // Null where it would have to be made.
    std::shared_ptr<const Value> find(const Reads& reads) { return memo_.find(key_of(reads)); }

    // The most recent value, or null.
    std::shared_ptr<const Value> latest() const { return memo_.latest(); }

  private:
    Memo<Value> memo_;
};

} // namespace cohortscope::engine

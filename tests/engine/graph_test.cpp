#include "engine/graph.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "analysis/kmeans/kmeans.h"
#include "features/column.h"
#include "features/settings.h"
#include "features/steps/rules.h"

using namespace cohortscope;
using engine::key_of;
using engine::Known;
using engine::members_of;
using engine::Node;

namespace {

// Every member that is no aggregate itself, at any depth.
template <class T, class Visit> void for_each_leaf(const T& value, const Visit& visit) {
    if constexpr (std::is_aggregate_v<T>)
        std::apply([&](const auto&... part) { (for_each_leaf(part, visit), ...); },
                   members_of(value));
    else
        visit(value);
}

template <class T> void change(T& value) {
    if constexpr (std::is_same_v<T, bool>)
        value = !value;
    else if constexpr (std::is_enum_v<T>)
        value = static_cast<T>(static_cast<int>(value) == 0 ? 1 : 0);
    else if constexpr (requires { value.emplace_back(); })
        value.emplace_back();
    else
        value += 1;
}

// How many keys there are, that of T() among them, where one member after another is changed.
template <class T> std::size_t keys_of_changes(std::size_t leaves) {
    std::set<base::Fingerprint> keys{key_of(T())};
    for (std::size_t changed = 0; changed < leaves; ++changed) {
        T value;
        std::size_t at = 0;
        for_each_leaf(value, [&](const auto& leaf) {
            if (at++ == changed)
                change(const_cast<std::remove_cvref_t<decltype(leaf)>&>(leaf));
        });
        CHECK(at == leaves);
        CHECK_FALSE(value == T());
        keys.insert(key_of(value));
    }
    return keys.size();
}

struct Inner {
    int one = 1;
    double two = 2.0;
};
struct Outer {
    Inner inner;
    std::string text = "a";
    std::vector<std::string> names;
    std::map<std::string, double> weights;
    std::vector<std::int32_t> codes;
    features::Column<double> values;
    std::shared_ptr<const Inner> shared;
};

struct Doubled {
    int number = 0;

    int made(int& calls) const {
        ++calls;
        return 2 * number;
    }
};

struct Sum {
    Known<const int> left, right;

    int made() const { return *left + *right; }
};

} // namespace

TEST_CASE("the members of an aggregate are found, and an aggregate inside is one of them") {
    const Outer outer;
    const auto members = members_of(outer);
    CHECK(std::tuple_size_v<decltype(members)> == 7);
    CHECK(&std::get<0>(members) == &outer.inner);
    CHECK(&std::get<6>(members) == &outer.shared);
    CHECK(std::tuple_size_v<decltype(members_of(Inner()))> == 2);
}

TEST_CASE("a key changes with any one member of the rules and settings") {
    CHECK(keys_of_changes<features::NumberRule>(11) == 12);
    CHECK(keys_of_changes<features::NearestColumn>(4) == 5);
    CHECK(keys_of_changes<features::NamesRule>(5) == 6);
    CHECK(keys_of_changes<features::CleanSettings>(3) == 4);
    CHECK(keys_of_changes<analysis::KMeansSettings>(5) == 6);
}

TEST_CASE("a key is of what the members hold, at any depth") {
    const auto changed = [](const auto& how) {
        Outer outer;
        how(outer);
        return key_of(outer);
    };
    const base::Fingerprint plain = key_of(Outer());
    CHECK(changed([](Outer&) {}) == plain);
    CHECK(changed([](Outer& o) { o.inner.two = 3.0; }) != plain);
    CHECK(changed([](Outer& o) { o.inner.two = 3.0; }) !=
          changed([](Outer& o) { o.inner.one = 3; }));
    CHECK(changed([](Outer& o) { o.text = "b"; }) != plain);
    CHECK(changed([](Outer& o) {
              o.names = {"ab", "c"};
          }) != changed([](Outer& o) {
              o.names = {"a", "bc"};
          }));
    CHECK(changed([](Outer& o) { o.weights["a"] = 0.0; }) != plain);
    CHECK(changed([](Outer& o) { o.codes = {0}; }) != plain);
    CHECK(changed([](Outer& o) { o.values = std::vector<double>{1.0}; }) != plain);
    const auto shared = [](int one) {
        return [one](Outer& o) { o.shared = std::make_shared<const Inner>(Inner{one, 2.0}); };
    };
    CHECK(changed(shared(1)) != plain);
    CHECK(changed(shared(1)) == changed(shared(1))); // what it points to, not where that lies
    CHECK(changed(shared(1)) != changed(shared(2)));
}

TEST_CASE("a node makes a value once for what is read, whatever the help") {
    Node<Doubled> node(2);
    int calls = 0;
    int other = 0;
    CHECK(node.find({4}) == nullptr);
    const Known<const int> eight = node.get({4}, calls);
    CHECK(*eight == 8);
    CHECK(node.get({4}, other).value == eight.value);
    CHECK(node.find({4}) == eight.value);
    CHECK(node.latest() == eight.value);
    CHECK(calls == 1);
    CHECK(other == 0);
    CHECK(eight.fingerprint == key_of(Doubled{4}));
}

TEST_CASE("a node forgets the value used least recently") {
    Node<Doubled> node(2);
    int calls = 0;
    for (const int number : {1, 2, 1, 3})
        node.get({number}, calls);
    CHECK(node.find({1}) != nullptr);
    CHECK(node.find({2}) == nullptr);
    CHECK(calls == 3);
}

TEST_CASE("a value without a fingerprint is read by the key of its own stage") {
    Node<Doubled> doubled(4);
    Node<Sum> sums(2);
    int calls = 0;
    const auto six = sums.get({doubled.get({1}, calls), doubled.get({2}, calls)});
    CHECK(*six == 6);
    CHECK(sums.find({doubled.get({1}, calls), doubled.get({2}, calls)}) == six.value);
    CHECK(sums.find({doubled.get({2}, calls), doubled.get({1}, calls)}) == nullptr);
}

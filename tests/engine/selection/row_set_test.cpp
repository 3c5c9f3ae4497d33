#include "engine/selection/row_set.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/random.h"

using namespace cohortscope;
using engine::RowSet;

namespace {

constexpr std::size_t kSizes[] = {0, 1, 63, 64, 65, 1000};

RowSet random_set(std::size_t table_rows, std::uint64_t seed, std::uint64_t one_in = 3) {
    base::Random random(seed);
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < table_rows; ++row)
        if (random.below(one_in) == 0)
            rows.push_back(row);
    return RowSet::of(rows, table_rows);
}

std::string error_of(const std::string& text) {
    try {
        engine::from_text(text, 1000);
        return "";
    } catch (const base::Error& error) {
        return error.what();
    }
}

} // namespace

TEST_CASE("a set holds the rows that it is made of, in tables of every size") {
    for (const std::size_t size : kSizes) {
        CAPTURE(size);
        const RowSet none(size), all = RowSet::all(size);
        CHECK(none.empty());
        CHECK(none.ascending().empty());
        CHECK(all.count() == size);
        CHECK(all.ascending().size() == size);
        CHECK(!all.contains(size));
        CHECK((size == 0) == (none == all));
        CHECK((size == 0) == (none.fingerprint() == all.fingerprint()));
        if (size == 0)
            continue;
        const auto last = static_cast<std::uint32_t>(size - 1);
        const RowSet one = RowSet::of(std::vector{last}, size);
        CHECK(one.count() == 1);
        CHECK(one.contains(last));
        CHECK(one.ascending() == std::vector{last});
        CHECK(one.fingerprint() == RowSet::of(std::vector{last}, size).fingerprint());
    }
}

TEST_CASE("sets of tables of different sizes differ even where they hold the same rows") {
    const RowSet a = RowSet::of(std::vector<std::uint32_t>{3}, 10),
                 b = RowSet::of(std::vector<std::uint32_t>{3}, 11);
    CHECK(!(a == b));
    CHECK(a.fingerprint() != b.fingerprint());
}

TEST_CASE("bits beyond the last row are dropped") {
    const RowSet set = RowSet::of_words({~std::uint64_t{0}, ~std::uint64_t{0}}, 65);
    CHECK(set.count() == 65);
    CHECK(set == RowSet::all(65));
}

TEST_CASE("the algebra of sets holds") {
    for (const std::size_t size : kSizes)
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            CAPTURE(size);
            const RowSet a = random_set(size, seed), b = random_set(size, seed + 100),
                         c = random_set(size, seed + 200);
            const RowSet none(size), all = RowSet::all(size);
            CHECK(unite(a, b) == unite(b, a));
            CHECK(intersect(a, b) == intersect(b, a));
            CHECK(unite(a, unite(b, c)) == unite(unite(a, b), c));
            CHECK(intersect(a, unite(b, c)) == unite(intersect(a, b), intersect(a, c)));
            CHECK(complement(unite(a, b)) == intersect(complement(a), complement(b)));
            CHECK(subtract(a, b) == intersect(a, complement(b)));
            CHECK(complement(complement(a)) == a);
            CHECK(unite(a, complement(a)) == all);
            CHECK(intersect(a, complement(a)) == none);
            CHECK(unite(a, none) == a);
            CHECK(intersect(a, all) == a);
            CHECK(subtract(a, a) == none);
            CHECK(unite(a, b).count() + intersect(a, b).count() == a.count() + b.count());
            CHECK(RowSet::of(a.ascending(), size) == a);
        }
}

TEST_CASE("a new shape replaces, adds to, takes from or narrows what is selected") {
    const auto set = [](std::vector<std::uint32_t> rows) {
        return std::make_shared<const RowSet>(RowSet::of(rows, 70));
    };
    const auto before = set({1, 2, 69}), rows = set({2, 3});
    using enum engine::Combine;
    CHECK(combine(before, rows, replace) == rows);
    CHECK(*combine(before, rows, add) == *set({1, 2, 3, 69}));
    CHECK(*combine(before, rows, subtract) == *set({1, 69}));
    CHECK(*combine(before, rows, engine::Combine::intersect) == *set({2}));
    // Nothing was selected.
    CHECK(*combine(nullptr, rows, add) == *rows);
    CHECK(combine(nullptr, rows, subtract)->empty());
    CHECK(combine(nullptr, rows, engine::Combine::intersect)->empty());
}

TEST_CASE("a set written as text reads back as itself") {
    for (const std::size_t size : kSizes) {
        CAPTURE(size);
        CHECK(engine::from_text(to_text(RowSet(size))) == RowSet(size));
        CHECK(engine::from_text(to_text(RowSet::all(size))) == RowSet::all(size));
        for (const std::uint64_t one_in : {2u, 3u, 50u}) {
            const RowSet set = random_set(size, 7, one_in);
            CHECK(engine::from_text(to_text(set)) == set);
        }
    }
    const RowSet sparse = random_set(300'000, 3, 5000), dense = random_set(300'000, 3, 2);
    CHECK(engine::from_text(to_text(sparse)) == sparse);
    CHECK(engine::from_text(to_text(dense)) == dense);
}

TEST_CASE("rows that stand together are written as runs, scattered ones as bits") {
    // 5 rows left out, 2 in the set.
    CHECK(to_text(RowSet::of(std::vector<std::uint32_t>{5, 6}, 100)) == "100:runs:BQI=");
    CHECK(to_text(RowSet(100)) == "100:runs:");
    CHECK(to_text(RowSet::all(300)) == "300:runs:AKwC"); // 0, then 300 = 0x2c + 2 · 128
    // Bits 0, 2, 4, 6 of either byte.
    CHECK(to_text(RowSet::of(std::vector<std::uint32_t>{0, 2, 4, 6, 8, 10, 12, 14}, 16)) ==
          "16:bits:VVU=");
    CHECK(to_text(random_set(300'000, 1, 2)).size() < 50'100); // 300,000 / 8 · 4 / 3
}

TEST_CASE("text that is no set is refused with what was expected") {
    CHECK(error_of("").find("expected ROWS:runs:BASE64") != std::string::npos);
    CHECK(error_of("10:runs").find("expected ROWS:runs:BASE64") != std::string::npos);
    CHECK(error_of("ten:runs:").find("whole number up to 1000") != std::string::npos);
    CHECK(error_of("-1:runs:").find("whole number") != std::string::npos);
    CHECK(error_of("1001:runs:").find("whole number up to 1000") != std::string::npos);
    CHECK(error_of("99999999999999999999:runs:").find("whole number") != std::string::npos);
    CHECK(error_of("10:zip:").find("expected runs or bits") != std::string::npos);
    CHECK(error_of("10:runs:BQI").find("multiple of 4") != std::string::npos);
    CHECK(error_of("10:runs:B*I=").find("character 2 is no digit") != std::string::npos);
    CHECK(error_of("10:runs:=QI=").find("character 1 is no digit") != std::string::npos);
    CHECK(error_of("10:runs:====").find("no digit") != std::string::npos);
    CHECK(error_of("6:runs:BQI=").find("ends at row 7 of 6") != std::string::npos);
    CHECK(error_of("10:runs:gA==").find("run without an end") != std::string::npos);
    CHECK(error_of("10:runs://///////w==").find("run") != std::string::npos);
    CHECK(error_of("16:bits:VQ==").find("1 bytes of bits; expected 2") != std::string::npos);
    CHECK(error_of("15:bits:VdU=").find("beyond the last of 15") != std::string::npos);
    CHECK(error_of("16:bits:VVU=").empty());
}

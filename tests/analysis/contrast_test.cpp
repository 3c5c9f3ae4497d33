#include "analysis/contrast/contrast.h"

#include <cmath>
#include <cstring>
#include <set>

#include <doctest/doctest.h>

#include "analysis/contrast/share_contrast.h"
#include "analysis/contrast_rows.h"
#include "base/parallel.h"
#include "base/progress.h"
#include "base/random.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using namespace cohortscope::tests;
using doctest::Approx;

namespace {

void check_interval(const Interval& interval, double low, double high) {
    CHECK(interval.low == Approx(low).epsilon(1e-9));
    CHECK(interval.high == Approx(high).epsilon(1e-9));
}

// The names of a column, `first` of each in the first group and `second` in the second.
struct NameRows {
    std::string name;
    int first = 0, second = 0;
};
Contrast contrast_of(const std::vector<NameRows>& wanted) {
    HandRows hand{{}, {{}}};
    std::string sides;
    for (const auto& [name, first, second] : wanted)
        for (int i = 0; i < first + second; ++i) {
            hand.names[0].push_back(name);
            sides += i < first ? '1' : '2';
        }
    return contrast(prepared_by_hand(hand), sides_of(sides));
}

struct Drawn {
    features::PreparedRows rows;
    std::vector<Side> sides;
};

// Numbers of few values and of many, names frequent and rare, an outcome with gaps.
Drawn drawn(std::size_t n, std::uint64_t seed) {
    base::Random random(seed);
    HandRows hand{{{}, {}}, {{}}};
    Drawn made;
    for (std::size_t row = 0; row < n; ++row) {
        const auto side = static_cast<Side>(random.below(3));
        made.sides.push_back(side);
        hand.numbers[0].push_back(static_cast<double>(random.below(12) + side));
        hand.numbers[1].push_back(random.uniform() + 0.05 * side);
        hand.names[0].push_back(
            "n" + std::to_string(random.below(3) == 0 ? random.below(n / 4 + 1) : random.below(5)));
        hand.outcome.push_back(random.below(9) == 0 ? NAN : static_cast<double>(random.below(2)));
        hand.measure.push_back(std::floor(100.0 * random.uniform()));
    }
    made.rows = prepared_by_hand(hand);
    return made;
}

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

void check_same(const Contrast& a, const Contrast& b) {
    CHECK(a.rows == b.rows);
    REQUIRE(a.numbers.size() == b.numbers.size());
    for (std::size_t i = 0; i < a.numbers.size(); ++i) {
        CHECK(same_bits(a.numbers[i].effect, b.numbers[i].effect));
        CHECK(same_bits(a.numbers[i].effect_interval.low, b.numbers[i].effect_interval.low));
        CHECK(same_bits(a.numbers[i].mean_interval.high, b.numbers[i].mean_interval.high));
        CHECK(same_bits(a.numbers[i].p_adjusted, b.numbers[i].p_adjusted));
    }
    REQUIRE(a.names[0].names.size() == b.names[0].names.size());
    CHECK(same_bits(a.names[0].effect_interval.high, b.names[0].effect_interval.high));
    for (std::size_t i = 0; i < a.names[0].names.size(); ++i) {
        CHECK(a.names[0].names[i].code == b.names[0].names[i].code);
        CHECK(
            same_bits(a.names[0].names[i].share.p_adjusted, b.names[0].names[i].share.p_adjusted));
    }
    for (std::size_t i = 0; i < a.ranking.size(); ++i)
        CHECK(a.ranking[i].kind == b.ranking[i].kind);
}

} // namespace

TEST_CASE("a contrast of seven numbers is the one worked out by hand") {
    const auto rows = prepared_by_hand({{{3, 1, 4, 9, 3, 5, 4, 2}}});
    const Contrast made = contrast(rows, sides_of("121.2122"));
    CHECK(made.rows == OfBoth<std::size_t>{3, 4});
    REQUIRE(made.numbers.size() == 1);
    const NumberContrast& number = made.numbers[0];
    CHECK(number.mean[0] == 4.0);
    CHECK(number.mean[1] == 2.5);
    CHECK(number.quartiles[0] == std::array<double, 3>{3.5, 4.0, 4.5});
    CHECK(number.quartiles[1] == std::array<double, 3>{1.75, 2.5, 3.25});
    CHECK(number.effect == Approx(8.0 / 12.0)); // 9 pairs greater, 1 less, 2 equal
    // Cliff's consistent variance is 0.138310185.
    check_interval(number.effect_interval, -0.2738792130988207, 0.9554159252843872);
    CHECK(number.p == Approx(0.20761741115484578).epsilon(1e-12)); // U = 10, with continuity
    CHECK(number.mean_difference == 1.5);
    check_interval(number.mean_interval, -0.7317114814479915, 3.7317114814479915);
    CHECK(made.tests == 1);
    CHECK(number.p_adjusted == number.p);
    REQUIRE(made.ranking.size() == 1);
    CHECK_FALSE(made.ranking[0].telling);
}

TEST_CASE("shares have the intervals that Newcombe published") {
    check_interval(share_contrast({56, 48}, {70, 80}).interval, 0.0524314724, 0.3338726541);
    check_interval(share_contrast({9, 3}, {10, 10}).interval, 0.1705227239, 0.8090179735);
    const ShareContrast many = share_contrast({56, 48}, {70, 80});
    CHECK(many.difference == Approx(0.2));
    CHECK(many.p == Approx(0.008045081368196585).epsilon(1e-10)); // χ² 7.0234
}

TEST_CASE("a share with few rows has Fisher's exact p") {
    CHECK(share_test({9, 3}, {10, 10}) == Approx(0.019766611097880443).epsilon(1e-10));
    CHECK(share_test({3, 2}, {4, 8}) == Approx(2.0 / 9.0).epsilon(1e-10));
    // One of 50 rows bears a name that 4 others of 200,000 bear: hardly a surprise in 3,800 names.
    CHECK(share_test({1, 4}, {50, 199'950}) == Approx(0.00124937).epsilon(1e-4));
    CHECK(share_test({300, 0}, {300, 100'000}) == 0.0);
    CHECK(share_test({0, 0}, {5, 5}) == 1.0);
    CHECK(share_test({5, 5}, {5, 5}) == 1.0);
    CHECK(share_test({0, 3}, {0, 5}) == 1.0);
}

TEST_CASE("a category's V, interval and p are the ones worked out by hand") {
    const Contrast made = contrast_of({{"a", 30, 10}, {"b", 20, 40}, {"c", 10, 10}});
    REQUIRE(made.names.size() == 1);
    const NamesContrast& names = made.names[0];
    CHECK(names.names_seen == 3);
    CHECK(names.chi_square == Approx(50.0 / 3.0));
    CHECK(names.effect == Approx(0.35087998066094517).epsilon(1e-10));
    check_interval(names.effect_interval, 0.17836054851984956, 0.5446089065103523);
    CHECK(names.p == Approx(0.00022379044321210075).epsilon(1e-9)); // χ² alone: 0.00024
    CHECK(made.tests == 4);
    REQUIRE(names.names.size() == 3);
    CHECK(names.names[0].code == 0); // as far apart as b, but more of it in the first group
    CHECK(names.names[0].share.difference == Approx(1.0 / 3.0));
    CHECK(names.names[1].code == 1);
    CHECK(names.names[2].share.difference == 0.0);
    REQUIRE(made.ranking.size() == 1);
    CHECK(made.ranking[0].code == 0);
    CHECK(made.ranking[0].effect == Approx(1.0 / 3.0));
    CHECK(made.ranking[0].telling);
}

TEST_CASE("names seen on one side only tell, and names of neither side are no tests") {
    const Contrast made = contrast_of({{"here", 40, 0}, {"there", 0, 60}});
    CHECK(made.names[0].effect == Approx(1.0));
    CHECK(made.names[0].names[0].share.share == OfBoth<double>{1.0, 0.0});
    CHECK(made.names[0].names[0].share.interval.high == 1.0);
    const auto rows = prepared_by_hand({{}, {{"a", "b", "c", "a"}}});
    const Contrast some = contrast(rows, sides_of("12.2"));
    CHECK(some.names[0].names_seen == 2);
    CHECK(some.tests == 3);
}

TEST_CASE("a category of which every name differs tells nothing") {
    HandRows hand{{}, {{}}};
    std::string sides;
    for (int i = 0; i < 60; ++i) {
        hand.names[0].push_back("n" + std::to_string(i));
        sides += i < 20 ? '1' : '2';
    }
    const Contrast made = contrast(prepared_by_hand(hand), sides_of(sides));
    CHECK(made.names[0].effect == 0.0);
    CHECK(made.names[0].p == 1.0);
    CHECK(made.names[0].names.size() == kNamesContrasted);
    CHECK_FALSE(made.ranking[0].telling);
}

TEST_CASE("an outcome of two values is a rate, without the rows that have none") {
    const auto rows = prepared_by_hand({{}, {}, {1, 0, NAN, 1, 0, 0, NAN}});
    const Contrast made = contrast(rows, sides_of("1112222"));
    REQUIRE(made.outcome);
    CHECK(made.numbers.empty());
    CHECK(made.outcome->n == OfBoth<std::size_t>{2, 3});
    CHECK(made.outcome->rows == OfBoth<std::size_t>{1, 1});
    CHECK(made.outcome->difference == Approx(1.0 / 6.0));
    const auto numeric = prepared_by_hand({{}, {}, {0.5, 0.25, NAN, 1, 0}});
    const Contrast other = contrast(numeric, sides_of("11122"));
    CHECK_FALSE(other.outcome);
    REQUIRE(other.numbers.size() == 1);
    CHECK(other.numbers[0].kind == ContrastKind::outcome);
    CHECK(other.numbers[0].n == OfBoth<std::size_t>{2, 2});
}

TEST_CASE("an outcome that is missing in a whole group is not compared") {
    const auto rows = prepared_by_hand({{}, {}, {NAN, NAN, 1, 0}});
    const Contrast made = contrast(rows, sides_of("1122"));
    REQUIRE(made.outcome);
    CHECK(std::isnan(made.outcome->share[0]));
    CHECK(made.outcome->p == 1.0);
    CHECK(made.tests == 0);
    CHECK(made.ranking.empty());
    const auto none = prepared_by_hand({{}, {}, {NAN, NAN, NAN}});
    const Contrast nothing = contrast(none, sides_of("122"));
    CHECK(nothing.ranking.empty());
    CHECK(nothing.tests == 0);
}

TEST_CASE("an empty group is compared with nothing") {
    const auto rows = prepared_by_hand({{{1, 2, 3}}, {{"a", "b", "a"}}, {1, 0, 1}, {5, 6, 7}});
    for (const char* sides : {"222", "111", "...", ".1."}) {
        const Contrast made = contrast(rows, sides_of(sides));
        CHECK(made.ranking.empty());
        CHECK(made.tests == 0);
        CHECK(made.numbers[0].effect == 0.0);
        CHECK(made.numbers[0].p == 1.0);
    }
    CHECK(std::isnan(contrast(rows, sides_of("222")).numbers[1].mean[0]));
    CHECK(contrast(rows, sides_of("222")).numbers[1].mean[1] == 2.0);
    CHECK(contrast(prepared_by_hand({}), std::span<const Side>()).ranking.empty());
}

TEST_CASE("one row against others says what it says and no more") {
    const auto rows = prepared_by_hand({{{9, 1, 2, 3}}, {{"a", "b", "b", "b"}}});
    const Contrast made = contrast(rows, sides_of("1222"));
    const NumberContrast& number = made.numbers[0];
    CHECK(number.effect == 1.0);
    check_interval(number.effect_interval, -1.0, 1.0);
    CHECK(std::isnan(number.mean_interval.low));
    CHECK(number.quartiles[0] == std::array<double, 3>{9, 9, 9});
    CHECK(number.p > 0.1);
    CHECK(made.names[0].names[0].share.p == Approx(0.25));
}

TEST_CASE("a constant column differs by nothing") {
    const auto rows = prepared_by_hand({{{7, 7, 7, 7, 7}}, {{"a", "a", "a", "a", "a"}}});
    const Contrast made = contrast(rows, sides_of("11222"));
    CHECK(made.numbers[0].effect == 0.0);
    check_interval(made.numbers[0].effect_interval, 0.0, 0.0);
    check_interval(made.numbers[0].mean_interval, 0.0, 0.0);
    CHECK(made.numbers[0].p == 1.0);
    CHECK(made.names[0].effect == 0.0);
    CHECK(made.names[0].p == 1.0);
    CHECK(made.tests == 1); // a category of one name is none
}

TEST_CASE("groups that do not overlap have Wilson's bound of the smaller one") {
    const auto rows = prepared_by_hand({{{1, 2, 3, 4, 5, 6, 7}}});
    const Contrast made = contrast(rows, sides_of("2222111"));
    CHECK(made.numbers[0].effect == 1.0);
    const double wilson_low = wilson(3, 3).low;
    check_interval(made.numbers[0].effect_interval, 2.0 * wilson_low - 1.0, 1.0);
    const Contrast other = contrast(rows, sides_of("1111222"));
    check_interval(other.numbers[0].effect_interval, -1.0, 1.0 - 2.0 * wilson_low);
}

TEST_CASE("exchanged groups change the signs alone") {
    const Drawn made = drawn(400, 7);
    const Contrast a = contrast(made.rows, made.sides);
    const Contrast b = contrast(made.rows, swapped(made.sides));
    CHECK(a.tests == b.tests);
    for (std::size_t i = 0; i < a.numbers.size(); ++i) {
        CAPTURE(i);
        CHECK(a.numbers[i].effect == -b.numbers[i].effect);
        check_interval(a.numbers[i].effect_interval, -b.numbers[i].effect_interval.high,
                       -b.numbers[i].effect_interval.low);
        check_interval(a.numbers[i].mean_interval, -b.numbers[i].mean_interval.high,
                       -b.numbers[i].mean_interval.low);
        CHECK(a.numbers[i].p == b.numbers[i].p);
    }
    check_interval(a.outcome->interval, -b.outcome->interval.high, -b.outcome->interval.low);
    CHECK(a.outcome->p == Approx(b.outcome->p));
    CHECK(a.names[0].effect == Approx(b.names[0].effect));
    CHECK(a.names[0].p == Approx(b.names[0].p));
    for (std::size_t i = 0; i < a.ranking.size(); ++i)
        CHECK(a.ranking[i].strength() == Approx(b.ranking[i].strength()));
}

TEST_CASE("effects and p of ranks do not depend on a column's unit") {
    base::Random random(3);
    HandRows hand{{{}, {}, {}, {}}};
    std::vector<Side> sides;
    for (int row = 0; row < 300; ++row) {
        const double x = std::floor(40.0 * random.uniform());
        sides.push_back(static_cast<Side>(1 + random.below(2)));
        const double values[] = {x, 1000.0 * x + 3.0, std::exp(0.1 * x), 1e300 * (x + 1.0)};
        for (std::size_t i = 0; i < 4; ++i)
            hand.numbers[i].push_back(values[i]);
    }
    const Contrast made = contrast(prepared_by_hand(hand), sides);
    const NumberContrast& plain = made.numbers[0];
    for (std::size_t i = 1; i < 4; ++i) {
        CHECK(made.numbers[i].effect == plain.effect);
        CHECK(made.numbers[i].effect_interval.low == plain.effect_interval.low);
        CHECK(made.numbers[i].p == plain.p);
    }
    CHECK(made.numbers[1].mean_interval.low == Approx(1000.0 * plain.mean_interval.low));
    CHECK(made.numbers[3].mean_interval.low == Approx(1e300 * plain.mean_interval.low));
    CHECK(made.numbers[3].mean[0] == Approx(1e300 * (plain.mean[0] + 1.0)));
}

TEST_CASE("rows of neither side, and their order, change nothing") {
    const auto rows = prepared_by_hand({{{3, 1, 4, 9, 3}}, {{"a", "b", "a", "c", "b"}}});
    const auto fewer = prepared_by_hand({{{4, 3, 1, 3}}, {{"a", "b", "b", "a"}}});
    const Contrast a = contrast(rows, sides_of("122.1")), b = contrast(fewer, sides_of("2121"));
    CHECK(a.numbers[0].effect == b.numbers[0].effect);
    CHECK(a.numbers[0].p_adjusted == b.numbers[0].p_adjusted);
    CHECK(a.names[0].chi_square == b.names[0].chi_square);
    CHECK(a.tests == b.tests);
}

TEST_CASE("an indicator's delta is the difference of its shares") {
    const auto rows = prepared_by_hand(
        {{{1, 0, 1, 0, 0, 1, 1, 0, 0}}, {{"y", "n", "y", "n", "n", "y", "y", "n", "n"}}});
    const Contrast made = contrast(rows, sides_of("111122222"));
    CHECK(made.numbers[0].effect == Approx(0.5 - 0.4));
    CHECK(made.ranking[0].strength() == Approx(made.ranking[1].strength()));
}

TEST_CASE("a contrast has the same bits on any number of threads, with lent ranks and in order") {
    const Drawn made = drawn(150'000, 11); // the second number has more values than are coded
    const Contrast all = contrast(made.rows, made.sides);
    const ContrastRanks ranks = rank_columns(made.rows);
    CHECK(ranks.columns[2].numbers->codes.empty());
    CHECK_FALSE(ranks.columns[1].numbers->codes.empty());
    const ContrastRanks lent = rank_columns(made.rows, &ranks);
    for (std::size_t i = 0; i < ranks.columns.size(); ++i)
        CHECK(lent.columns[i].numbers == ranks.columns[i].numbers);
    const base::ThreadLimit limit(1);
    check_same(contrast(made.rows, lent, made.sides), all);
}

TEST_CASE("ranks by order and by codes count alike") {
    const Drawn made = drawn(20'000, 5);
    ContrastRanks ranks = rank_columns(made.rows);
    const RankedNumbers& coded = *ranks.columns[1].numbers;
    REQUIRE_FALSE(coded.codes.empty());
    RankedNumbers ordered{coded.values, {}, {}, {0}, {}};
    for (std::size_t code = 0; code < coded.values.size(); ++code) {
        for (std::uint32_t row = 0; row < coded.codes.size(); ++row)
            if (coded.codes[row] == code)
                ordered.order.push_back(row);
        ordered.begins.push_back(static_cast<std::uint32_t>(ordered.order.size()));
    }
    const Contrast by_codes = contrast(made.rows, ranks, made.sides);
    ranks.columns[1].numbers = std::make_shared<const RankedNumbers>(ordered);
    check_same(contrast(made.rows, ranks, made.sides), by_codes);
}

TEST_CASE("groups drawn at random differ by no more than chance") {
    int telling = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        base::Random random(seed);
        HandRows hand{{{}, {}}, {{}, {}}};
        std::vector<Side> sides;
        for (std::size_t row = 0; row < 1200; ++row) {
            sides.push_back(row < 30 ? Side{1} : Side{2});
            hand.numbers[0].push_back(static_cast<double>(random.below(4)));
            hand.numbers[1].push_back(random.uniform());
            hand.names[0].push_back("n" + std::to_string(random.below(400)));
            hand.names[1].push_back("n" + std::to_string(random.below(3)));
        }
        const Contrast made = contrast(prepared_by_hand(hand), sides);
        for (const Ranked& entry : made.ranking)
            telling += entry.telling ? 1 : 0;
        CHECK(made.names[0].effect < 0.4);
    }
    CHECK(telling <= 8); // of 60 families at 0.05: 3 expected, at most
}

TEST_CASE("a contrast that nobody wants any more stops") {
    const Drawn made = drawn(100, 2);
    base::Progress progress;
    progress.cancel();
    CHECK_THROWS_AS(contrast(made.rows, rank_columns(made.rows), made.sides, &progress),
                    base::Cancelled);
}

#include "features/peers/peer_flags.h"

#include <map>
#include <tuple>

#include <doctest/doctest.h>

#include "base/parallel.h"

#include "base/random.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::PeerFlags;

namespace {

using Flags = std::vector<std::uint8_t>;

PeerFlags flags_of(const Steps& steps) {
    return peer_flags(steps.rows, features::peer_slots(steps.bound).value());
}

Knobs unclipped() {
    Knobs knobs;
    test::turn(knobs, "outliers.mode", "none");
    knobs.clean.duplicates = features::Duplicates::none;
    return knobs;
}

// The definition, row by row.
template <class SamePeers> Flags slow_flags(const std::vector<Row>& rows, const SamePeers& same) {
    Flags flags;
    for (const Row& mine : rows) {
        double sum = 0.0, count = 0.0;
        for (const Row& other : rows)
            if (same(mine, other)) {
                sum += other.ctc;
                count += 1.0;
            }
        const double mean = sum / count;
        flags.push_back(std::abs(mine.ctc - mean) <= 1e-9 * mean ? 2 : mine.ctc > mean ? 1 : 3);
    }
    return flags;
}

} // namespace

TEST_CASE("flags compare with the mean of the peers, the row itself included") {
    const PeerFlags flags = flags_of(prepare(learner_table({{"a", "1", 2015, 100, "r"},
                                                            {"a", "2", 2015, 300, "r"},
                                                            {"a", "3", 2016, 200, "r"},
                                                            {"a", "4", 2015, 500, "s"},
                                                            {"b", "5", 2015, 100, "r"}}),
                                             unclipped()));
    CHECK(flags.designation == Flags{3, 1, 2, 2, 2});
    CHECK(flags.class_ == Flags{3, 1, 2, 2, 2});
    CHECK(flags.tier == Flags{3, 1, 3, 1, 2});
    CHECK(features::count_flags(flags.tier) == std::array<std::size_t, 3>{2, 1, 2});
}

TEST_CASE("lumped and missing companies are peers like any other") {
    Knobs knobs = unclipped();
    test::turn(knobs, "rare_company_threshold", 2);
    const PeerFlags flags = flags_of(prepare(learner_table({{"a", "1", 2015, 100, "r"},
                                                            {"b", "2", 2015, 300, "r"},
                                                            {"", "3", 2015, 100, "r"},
                                                            {"", "4", 2015, 300, "r"}}),
                                             knobs));
    CHECK(flags.tier == Flags{3, 1, 3, 1});
}

TEST_CASE("pay within a billionth of the mean is equal") {
    const PeerFlags flags = flags_of(prepare(learner_table({{"a", "1", 2015, 1e9, "r"},
                                                            {"a", "2", 2015, 1e9 + 1, "r"},
                                                            {"b", "3", 2015, 1e9, "r"},
                                                            {"b", "4", 2015, 1e9 + 4, "r"}}),
                                             unclipped()));
    CHECK(flags.tier == Flags{2, 2, 3, 1});
}

TEST_CASE("flags agree with the definition row by row") {
    base::Random random(11);
    std::vector<Row> rows;
    for (int i = 0; i < 1200; ++i)
        rows.push_back({numbered("c", random.below(20)), numbered("e", i),
                        2000.0 + 0.5 * static_cast<double>(random.below(8)),
                        static_cast<double>(1 + random.below(9)), numbered("r", random.below(5))});
    const PeerFlags flags = flags_of(prepare(learner_table(rows), unclipped()));
    const auto tier = [](const Row& a, const Row& b) { return a.company == b.company; };
    const auto class_ = [&](const Row& a, const Row& b) { return tier(a, b) && a.role == b.role; };
    CHECK(flags.tier == slow_flags(rows, tier));
    CHECK(flags.class_ == slow_flags(rows, class_));
    CHECK(flags.designation == slow_flags(rows, [&](const Row& a, const Row& b) {
              return class_(a, b) && a.orgyear == b.orgyear;
          }));
}

TEST_CASE("flags of many rows are those of the definition, on one thread as on several") {
    base::Random random(12);
    std::vector<Row> rows;
    for (int i = 0; i < 30'000; ++i)
        rows.push_back({numbered("c", random.below(random.below(400) + 1)), numbered("e", i),
                        2000.0 + static_cast<double>(random.below(20)),
                        static_cast<double>(1 + random.below(90)),
                        numbered("r", random.below(12))});
    const Steps steps = prepare(learner_table(rows), unclipped());
    const PeerFlags flags = flags_of(steps);
    std::map<std::tuple<std::string, std::string, double>, std::pair<double, double>> peers;
    for (const Row& row : rows) {
        auto& [sum, count] = peers[{row.company, row.role, row.orgyear}];
        sum += row.ctc;
        count += 1.0;
    }
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [sum, count] = peers[{rows[i].company, rows[i].role, rows[i].orgyear}];
        const double mean = sum / count;
        const int flag = std::abs(rows[i].ctc - mean) <= 1e-9 * mean ? 2
                         : rows[i].ctc > mean                        ? 1
                                                                     : 3;
        wrong += flags.designation[i] != flag ? 1 : 0;
    }
    CHECK(wrong == 0);
    const base::ThreadLimit one(1);
    const PeerFlags again = flags_of(steps);
    CHECK(again.designation == flags.designation);
    CHECK(again.class_ == flags.class_);
    CHECK(again.tier == flags.tier);
}

TEST_CASE("a learner alone earns what the peers earn") {
    const PeerFlags flags =
        flags_of(prepare(learner_table({{"a", "1", 2015, 100, "r"}}), unclipped()));
    CHECK(flags.designation == Flags{2});
    CHECK(flags.class_ == Flags{2});
    CHECK(flags.tier == Flags{2});
}

TEST_CASE("flags of pay whose sum no double holds are those of the same pay in a larger unit") {
    std::vector<Row> rows{{"a", "1", 2015, 1.0, "r"},
                          {"a", "2", 2015, 1.5, "r"},
                          {"a", "3", 2016, 1.25, "r"},
                          {"a", "4", 2015, 1.75, "s"},
                          {"b", "5", 2015, 1.0, "r"}};
    const PeerFlags plain = flags_of(prepare(learner_table(rows), unclipped()));
    for (Row& row : rows)
        row.ctc *= 0x1p1023;
    const PeerFlags far = flags_of(prepare(learner_table(rows), unclipped()));
    CHECK(far.designation == plain.designation);
    CHECK(far.class_ == plain.class_);
    CHECK(far.tier == plain.tier);
}

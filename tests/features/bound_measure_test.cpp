#include "features/steps/bound_measure.h"

#include <limits>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/random.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::percentile;
using schema::OutlierMode;
using schema::OutlierSpec;

namespace {

void set_outliers(engine::Settings& knobs, const OutlierSpec& outliers) {
    test::turn(knobs, "outliers.mode", static_cast<int>(outliers.mode));
    test::turn(knobs, "outliers.low", outliers.low);
    test::turn(knobs, "outliers.high", outliers.high);
}

std::vector<Row> paid(const std::vector<double>& ctc) {
    std::vector<Row> rows;
    for (const double pay : ctc)
        rows.push_back({"a", numbered("e", rows.size()), 2015, pay, "r"});
    return rows;
}

Steps steps_of(const std::vector<double>& ctc, const OutlierSpec& outliers) {
    Knobs knobs;
    set_outliers(knobs, outliers);
    return prepare(learner_table(paid(ctc)), knobs);
}

} // namespace

TEST_CASE("a percentile interpolates between order statistics") {
    const std::vector<double> sorted{10, 20, 40, 80};
    CHECK(percentile(sorted, 0) == 10);
    CHECK(percentile(sorted, 100) == 80);
    CHECK(percentile(sorted, 50) == 30);
    CHECK(percentile(sorted, 25) == 17.5);
    CHECK(percentile(std::vector<double>{7}, 99) == 7);
}

TEST_CASE("clipping moves pay to the bounds; values equal to a bound are inside") {
    const Steps steps = steps_of({5, 1, 2, 3, 4}, {OutlierMode::clip, 25, 75});
    CHECK(steps.bounds.low == 2);
    CHECK(steps.bounds.high == 4);
    CHECK(steps.bounds.below == 1);
    CHECK(steps.bounds.above == 1);
    CHECK(steps.rows.measure == std::vector<double>{4, 2, 2, 3, 4});
}

TEST_CASE("the order by pay after clipping has its ties by position") {
    const Steps steps = steps_of({9, 1, 3, 2, 8, 5, 3}, {OutlierMode::clip, 40, 80});
    CHECK(steps.bounds.low == doctest::Approx(3.0));
    CHECK(steps.rows.by_measure == std::vector<std::uint32_t>{1, 2, 3, 6, 5, 0, 4});
}

TEST_CASE("dropping removes the rows outside and redoes nothing before") {
    std::vector<Row> rows = paid({5, 1, 2, 3, 4});
    rows[0].email = rows[2].email = "same";
    rows[2].role = "";
    Knobs knobs;
    set_outliers(knobs, {OutlierMode::drop, 25, 75});
    rows[0].role = "chief";
    const Steps steps = prepare(learner_table(rows), knobs);
    CHECK(steps.rows.rows == std::vector<std::uint32_t>{2, 3, 4});
    CHECK(steps.rows.measure == std::vector<double>{2, 3, 4});
    CHECK(steps.rows.id_rows == std::vector<double>{2, 1, 1});
    CHECK(names_of(steps.rows.names[kRole].text)[0] == "chief");
    CHECK(steps.rows.by_measure == std::vector<std::uint32_t>{0, 1, 2});
    CHECK(steps.rows.names[kRole].name_rows == std::vector<std::uint32_t>{1, 2});
}

TEST_CASE("mode none has no bounds") {
    const Steps steps = steps_of({5, 1}, {OutlierMode::none, 1, 99});
    CHECK(steps.bounds.low == -std::numeric_limits<double>::infinity());
    CHECK(steps.bounds.below + steps.bounds.above == 0);
    CHECK(steps.rows.measure == std::vector<double>{5, 1});
}

TEST_CASE("dropping that touches no row is the same as clipping that touches none") {
    const std::vector<double> equal(5, 7.0);
    CHECK(steps_of(equal, {OutlierMode::drop, 1, 99}).bounds.fingerprint ==
          steps_of(equal, {OutlierMode::clip, 1, 99}).bounds.fingerprint);
}

TEST_CASE("bounds in the wrong order, and dropping every row, are refused") {
    CHECK_THROWS_AS(steps_of({1, 2}, {OutlierMode::clip, 50, 50}), base::Error);
    CHECK_THROWS_AS(steps_of({1, 2}, {OutlierMode::drop, 40, 60}), base::Error);
}

TEST_CASE("rows by pay are ordered by value then row, whatever the numbers look like") {
    base::Random random(5);
    for (const double unit : {1.0, 0.37, 1e13}) {
        std::vector<double> ctc;
        for (int i = 0; i < 20'000; ++i)
            ctc.push_back(unit * static_cast<double>(1 + random.below(500)));
        features::CleanSettings all;
        all.duplicates = features::Duplicates::none;
        const data::Table table = learner_table(paid(ctc));
        const schema::Bound bound = bound_to(table);
        features::Cleaner cleaner(bound);
        const std::vector<std::uint32_t> order =
            cleaner.order_by_measure(cleaner.clean(all, {}).rows);
        std::size_t wrong = 0;
        for (std::size_t i = 1; i < order.size(); ++i)
            wrong += ctc[order[i - 1]] > ctc[order[i]] ||
                             (ctc[order[i - 1]] == ctc[order[i]] && order[i - 1] > order[i])
                         ? 1
                         : 0;
        CHECK(wrong == 0);
    }
}

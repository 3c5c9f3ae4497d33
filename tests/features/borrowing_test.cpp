// Stages that borrow from their previous value give what they give alone.
#include <doctest/doctest.h>

#include <memory>

#include "base/random.h"
#include "features/encode.h"
#include "features/rows/prepared_rows.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::FeatureSet;
using features::PreparedRows;

namespace {

data::Table random_table(base::Random& random) {
    std::vector<Row> rows;
    for (int i = 0; i < 2500; ++i) {
        Row row;
        row.company = random.below(9) ? numbered("c", random.below(60)) : "";
        row.email = random.below(9) ? numbered("e", random.below(1200)) : "";
        row.orgyear = random.below(20) ? 1990.0 + static_cast<double>(random.below(40)) : kNone;
        row.ctc = random.below(30) ? 1e4 * static_cast<double>(1 + random.below(300)) : 0.0;
        row.role = random.below(4) ? numbered("r", random.below(25)) : "";
        rows.push_back(row);
    }
    return learner_table(rows);
}

Knobs random_knobs(base::Random& random) {
    Knobs knobs;
    knobs.clean.duplicates = static_cast<features::Duplicates>(random.below(3));
    knobs.clean.person_rows = static_cast<features::PersonRows>(random.below(3));
    test::turn(knobs, "clean.first_year", 1990 + static_cast<int>(random.below(3)));
    knobs.reference_year = 2025 + static_cast<int>(random.below(2));
    test::turn(knobs, "impute.year", random.below(4));
    test::turn(knobs, "impute.role", random.below(2));
    test::turn(knobs, "outliers.mode", random.below(3));
    test::turn(knobs, "outliers.high", 100.0 - static_cast<double>(random.below(4)));
    test::turn(knobs, "outliers.low", static_cast<double>(random.below(3)));
    test::turn(knobs, "rare_company_threshold", 1 + static_cast<int>(random.below(3)) * 20);
    test::turn(knobs, "rare_role_threshold", 1 + static_cast<int>(random.below(3)) * 40);
    return knobs;
}

void check_same(const PreparedRows& a, const PreparedRows& b) {
    CHECK(a.fingerprint == b.fingerprint);
    CHECK(a.rows == b.rows);
    CHECK(a.by_measure == b.by_measure);
    CHECK(a.measure == b.measure);
    for (const std::size_t slot : {kCompany, kRole}) {
        CHECK(a.names[slot].name_rows == b.names[slot].name_rows);
        CHECK(names_of(a.names[slot].text) == names_of(b.names[slot].text));
    }
}

void check_same(const FeatureSet& a, const FeatureSet& b) {
    CHECK(a.fingerprint == b.fingerprint);
    CHECK(a.correlation == b.correlation);
    for (std::size_t f = 0; f < a.columns.size(); ++f) {
        CHECK(a.columns[f]->values == b.columns[f]->values);
        CHECK(a.columns[f]->mean == b.columns[f]->mean);
        CHECK(a.columns[f]->std == b.columns[f]->std);
        CHECK(a.columns[f]->q3 == b.columns[f]->q3);
    }
}

} // namespace

TEST_CASE("rows and features that borrow are those made alone, whatever came before") {
    base::Random random(11);
    const data::Table table = random_table(random);
    std::unique_ptr<PreparedRows> rows;
    std::unique_ptr<FeatureSet> set_before;
    for (int turn = 0; turn < 60; ++turn) {
        const Knobs knobs = random_knobs(random);
        const Steps steps = prepare(table, knobs);
        auto now =
            std::make_unique<PreparedRows>(features::prepare_rows(steps.sources(), rows.get()));
        check_same(*now, steps.rows);
        auto set_now =
            std::make_unique<FeatureSet>(features::encode(*now, steps.bound, {}, set_before.get()));
        check_same(*set_now, encoded(steps));
        rows = std::move(now);
        set_before = std::move(set_now);
    }
}

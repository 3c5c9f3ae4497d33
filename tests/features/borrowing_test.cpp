// Stages that borrow from their previous value give what they give alone.
#include <doctest/doctest.h>

#include <memory>

#include "base/random.h"
#include "features/encode.h"
#include "features/rows/learners.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::FeatureSet;
using features::Learners;

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
    knobs.year.first_year = 1990 + static_cast<int>(random.below(3));
    knobs.year.reference_year = 2025 + static_cast<int>(random.below(2));
    knobs.year.imputation = static_cast<features::YearImputation>(random.below(4));
    knobs.role = static_cast<features::RoleImputation>(random.below(2));
    knobs.outliers.mode = static_cast<features::OutlierMode>(random.below(3));
    knobs.outliers.high = 100.0 - static_cast<double>(random.below(4));
    knobs.outliers.low = static_cast<double>(random.below(3));
    knobs.rare.company_threshold = 1 + static_cast<int>(random.below(3)) * 20;
    knobs.rare.role_threshold = 1 + static_cast<int>(random.below(3)) * 40;
    return knobs;
}

void check_same(const Learners& a, const Learners& b) {
    CHECK(a.fingerprint == b.fingerprint);
    CHECK(a.rows == b.rows);
    CHECK(a.by_pay == b.by_pay);
    CHECK(a.ctc == b.ctc);
    CHECK(a.company_rows == b.company_rows);
    CHECK(a.role_rows == b.role_rows);
    CHECK(names_of(a.company) == names_of(b.company));
    CHECK(names_of(a.role) == names_of(b.role));
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

TEST_CASE("learners and features that borrow are those made alone, whatever came before") {
    base::Random random(11);
    const data::Table table = random_table(random);
    std::unique_ptr<Learners> learners;
    std::unique_ptr<FeatureSet> set;
    for (int turn = 0; turn < 60; ++turn) {
        const Knobs knobs = random_knobs(random);
        const Steps steps = prepare(table, knobs);
        auto now = std::make_unique<Learners>(
            features::prepare_learners({steps.cleaned, steps.years, knobs.year.reference_year,
                                        steps.roles, steps.pay, steps.by_pay, knobs.rare},
                                       learners.get()));
        check_same(*now, steps.learners);
        auto set_now = std::make_unique<FeatureSet>(features::encode(*now, table, {}, set.get()));
        check_same(*set_now, features::encode(steps.learners, table, {}));
        learners = std::move(now);
        set = std::move(set_now);
    }
}

#include "features/encode.h"

#include <doctest/doctest.h>

#include "base/elementary.h"
#include "base/error.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::FeatureSet;

namespace {

data::Table four_rows() {
    data::Table table = learner_table({{"a", "x", 2015, 100, "r"},
                                       {"a", "x", 2016, 200, "r"},
                                       {"b", "y", 2017, 300, "s"},
                                       {"a", "z", 2020, 400, "r"}});
    table.numeric.push_back({"score", {1.0, kNone, 3.0, 8.0}});
    table.numeric.push_back({"ctc_log", {1.0, 2.0, 3.0, 4.0}});
    return table;
}

Steps unclipped(const data::Table& table) {
    Knobs knobs;
    test::turn(knobs, "outliers.mode", "none");
    return prepare(table, knobs);
}

} // namespace

TEST_CASE("the five features hold what their definitions say, in their order") {
    const data::Table table = four_rows();
    const FeatureSet features = encoded(unclipped(table), {});
    REQUIRE(features.columns.size() == 5);
    CHECK(features.columns[0]->values == std::vector<double>{10, 9, 8, 5});
    CHECK(features.columns[1]->values == std::vector<double>{2, 2, 1, 1});
    CHECK(features.columns[2]->values == std::vector<double>{0.75, 0.75, 0.25, 0.75});
    CHECK(features.columns[3]->values == std::vector<double>{0.75, 0.75, 0.25, 0.75});
    CHECK(features.columns[4]->values[1] == base::natural_log1p(200));
    CHECK(features.columns[4]->spec->unit == "ln ₹");
}

TEST_CASE("moments and quartiles are those of the population") {
    const data::Table table = four_rows();
    const FeatureSet features = encoded(unclipped(table), {});
    const features::Feature& years = *features.columns[0];
    CHECK(years.mean == 8.0);
    CHECK(years.std == doctest::Approx(std::sqrt(3.5)).epsilon(1e-15));
    CHECK(years.min == 5.0);
    CHECK(years.max == 10.0);
    CHECK(years.q1 == 7.25);
    CHECK(years.median == 8.5);
    CHECK(years.q3 == 9.25);
    CHECK(features.columns[2]->q1 == 0.625);
    CHECK(features.columns[4]->median ==
          doctest::Approx((base::natural_log1p(200) + base::natural_log1p(300)) / 2));
}

TEST_CASE("correlations are symmetric, 1 on the diagonal and 0 for a constant column") {
    const data::Table table = four_rows();
    const FeatureSet features = encoded(unclipped(table), {});
    CHECK(features.correlation[0] == 1.0);
    CHECK(features.correlation[2 * 5 + 3] == doctest::Approx(1.0).epsilon(1e-15));
    CHECK(features.correlation[1] == features.correlation[5]);
    // Σ (x − 8)(y − 1.5) / 4 = (1 + 0.5 + 0 + 1.5) / 4
    CHECK(features.correlation[1] == doctest::Approx(0.75 / std::sqrt(3.5) / 0.5).epsilon(1e-14));
    const data::Table one = learner_table({{"a", "x"}});
    const FeatureSet constant = encoded(unclipped(one), {});
    CHECK(constant.correlation == std::vector<double>(25, 0.0));
}

TEST_CASE("an extra numeric column is a feature only by its weight, its gaps at the median") {
    const data::Table table = four_rows();
    const Steps steps = unclipped(table);
    CHECK(encoded(steps, {{"score", 0.0}}).columns.size() == 5);
    const FeatureSet features = encoded(steps, {{"score", 0.5}});
    REQUIRE(features.columns.size() == 6);
    CHECK(features.columns[5]->values == std::vector<double>{1, 3, 3, 8});
    CHECK(features.columns[5]->name == "score");
}

TEST_CASE("extra columns named like a feature of the schema are none") {
    CHECK(features::extra_columns(bound_to(four_rows())) == std::vector<std::string>{"score"});
}

TEST_CASE("a weight of something unknown is refused with what exists") {
    const data::Table table = four_rows();
    CHECK_NOTHROW(features::check_weights(bound_to(table), {{"score", 1.0}, {"ctc_log", 2.0}}));
    CHECK_THROWS_WITH_AS(features::check_weights(bound_to(table), {{"hours", 1.0}}),
                         "weight.hours: no such feature, expected one of years_of_experience, "
                         "ctc_update_count, company_frequency, job_frequency, ctc_log, score",
                         base::Error);
}

TEST_CASE("a weight of a column that is no feature says why it is none") {
    data::Table table = four_rows();
    const auto add = [&](const char* name, std::vector<std::int32_t> codes) {
        table.text.push_back({name, std::move(codes), {}});
    };
    add("notes", {-1, -1, -1, -1});
    add("learner_id", {0, 1, -1, 2});
    add("city", {0, 1, 0, 2});
    const auto refused = [&](const char* name, const char* why) {
        CHECK_THROWS_WITH_AS(features::check_weights(bound_to(table), {{name, 1.0}}), why,
                             base::Error);
    };
    refused("notes", "weight.notes: the column is no feature: every cell is missing: there is no "
                     "number in it");
    refused("learner_id", "weight.learner_id: the column is no feature: it is text and every value "
                          "differs: it looks like an id");
    refused("city", "weight.city: the column is no feature: it is text; expected numbers in at "
                    "least 95 % of the cells");
    refused("ctc", "weight.ctc: the column is no feature: it is weighed as ctc_log");
    refused("ctc_updated_year",
            "weight.ctc_updated_year: the column is no feature: it is read for imputing only");
}

TEST_CASE("an extra column without a value is refused") {
    data::Table table = four_rows();
    table.numeric.push_back({"empty", {kNone, kNone, kNone, kNone}});
    const Steps steps = unclipped(table);
    CHECK_THROWS_AS(encoded(steps, {{"empty", 1.0}}), base::Error);
}

TEST_CASE("numbers at the ends of a double's range have the moments of the same ones near 1") {
    const std::vector<double> plain{-1.5, 1.5, 1.0, 0.25};
    for (const double unit : {0x1p1023, 0x1p600, 0x1p-600, 0x1p-980}) {
        CAPTURE(unit);
        data::Table table = four_rows();
        table.numeric.push_back({"plain", plain});
        table.numeric.push_back({"far", plain});
        for (double& value : table.numeric.back().values)
            value *= unit;
        const FeatureSet features = encoded(unclipped(table), {{"plain", 1.0}, {"far", 1.0}});
        const features::Feature& near = *features.columns[5];
        const features::Feature& far = *features.columns[6];
        CHECK(far.mean == near.mean * unit);
        CHECK(far.std / unit == doctest::Approx(near.std).epsilon(1e-14));
        CHECK(far.q1 == near.q1 * unit);
        CHECK(far.q3 == near.q3 * unit);
        for (std::size_t other = 0; other < 5; ++other)
            CHECK(features.correlation[6 * 7 + other] ==
                  doctest::Approx(features.correlation[5 * 7 + other]).epsilon(1e-14));
        CHECK(features.correlation[6 * 7 + 5] == doctest::Approx(1.0).epsilon(1e-14));
    }
}

TEST_CASE("a column whose deviation has no inverse is constant") {
    data::Table table = four_rows();
    table.numeric.push_back({"tiny", {5e-324, 1e-323, 5e-324, 5e-324}});
    const FeatureSet features = encoded(unclipped(table), {{"tiny", 1.0}});
    CHECK(features.columns[5]->std == 0.0);
    CHECK(features.columns[5]->max == 1e-323);
}

TEST_CASE("unchanged columns and correlations are lent by the previous features, bit for bit") {
    std::vector<Row> rows;
    for (int i = 0; i < 20'000; ++i)
        rows.push_back({numbered("c", i * i % 700), numbered("e", i % 9'000), 1990.0 + i % 31,
                        1000.0 + i % 613, numbered("r", i % 17)});
    const data::Table table = learner_table(rows);
    Knobs knobs;
    const FeatureSet before = encoded(prepare(table, knobs));
    test::turn(knobs, "rare_company_threshold", 150);
    const Steps steps = prepare(table, knobs);
    const FeatureSet fresh = encoded(steps, {});
    const FeatureSet lent = encoded(steps, {}, &before);
    CHECK(lent.columns[0] == before.columns[0]);
    CHECK(lent.columns[2] != before.columns[2]);
    CHECK(lent.columns[4] == before.columns[4]);
    CHECK(lent.correlation == fresh.correlation);
    CHECK(lent.fingerprint == fresh.fingerprint);
    CHECK(lent.fingerprint != before.fingerprint);
}

TEST_CASE("distinct rows are counted over all features") {
    const data::Table table = learner_table({{"a", "x", 2015, 1, "r"},
                                             {"a", "y", 2015, 1, "r"},
                                             {"b", "z", 2015, 1, "r"},
                                             {"a", "w", 2016, 1, "r"}});
    CHECK(features::count_distinct_rows(encoded(prepare(table))) == 3);
}

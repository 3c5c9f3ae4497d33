// Facts of groups by hand, and of groups and columns that have none.
#include "analysis/personas/fact.h"

#include <doctest/doctest.h>

#include <cmath>

#include "analysis/contrast/share_contrast.h"
#include "analysis/contrast/tails.h"
#include "support/analysis_cases.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using schema::Fact;
using schema::Subject;

namespace {

FactTable facts_of(const std::vector<tests::Row>& rows, std::vector<Label> labels, int k,
                   const std::vector<Subject>& subjects) {
    tests::Knobs knobs;
    test::turn(knobs, "outliers.mode", "none");
    test::turn(knobs, "clean.duplicates", "false");
    const tests::Steps steps = tests::prepare(tests::learner_table(rows), knobs);
    const features::FeatureSet features = tests::encoded(steps);
    schema::Rules rules;
    schema::PersonaRule persona;
    persona.description.subjects = subjects;
    persona.description.pieces.resize(subjects.size() + 1);
    rules.personas.push_back(persona);
    return measure_facts(rules, steps.rows, features, test::clustering_of(std::move(labels), k));
}

FactValue fact_of(const std::vector<tests::Row>& rows, std::vector<Label> labels, int k,
                  const Subject& subject, std::size_t group) {
    return facts_of(rows, std::move(labels), k, {subject}).at(subject).clusters[group];
}

// Pays 1, 3 | 5, 7, 9 of years 2020, 2016 | 2012, 2010, 2008, three of them cooks.
const std::vector<tests::Row> kRows = {{"c", "e1", 2020, 1, "cook"},
                                       {"c", "e2", 2016, 3, "cook"},
                                       {"c", "e3", 2012, 5, "cook"},
                                       {"d", "e4", 2010, 7, "smith"},
                                       {"d", "e5", 2008, 9, "smith"}};
const std::vector<Label> kLabels = {0, 0, 1, 1, 1};

} // namespace

TEST_CASE("means, medians, ratios and ranks by hand") {
    const FactValue mean = fact_of(kRows, kLabels, 2, {Fact::mean, {"years_of_experience"}, ""}, 0);
    CHECK(mean.value == 7.0); // 5 and 9
    CHECK(mean.n == 2);
    const double reach = student_95(1.0) * std::sqrt(8.0) / std::sqrt(2.0);
    CHECK(mean.interval.high == doctest::Approx(7.0 + reach));
    CHECK(fact_of(kRows, kLabels, 2, {Fact::median, {"ctc"}, ""}, 1).value == 7.0);
    CHECK(fact_of(kRows, kLabels, 2, {Fact::ratio, {"ctc"}, ""}, 1).value == doctest::Approx(1.4));
    CHECK(fact_of(kRows, kLabels, 2, {Fact::rank, {"ctc"}, ""}, 0).value == 2.0);
    CHECK(fact_of(kRows, kLabels, 2, {Fact::rank, {"ctc"}, ""}, 1).value == 1.0);
}

TEST_CASE("Cohen's d by hand, with its interval") {
    // Means 2 and 7, squares 2 and 8: deviation √(10/3).
    const FactValue fact = fact_of(kRows, kLabels, 2, {Fact::difference, {"ctc"}, ""}, 0);
    const double d = -5.0 / std::sqrt(10.0 / 3.0);
    CHECK(fact.value == doctest::Approx(d));
    const double reach = kNormal95 * std::sqrt(5.0 / 6.0 + d * d / 10.0);
    CHECK(fact.interval.low == doctest::Approx(d - reach));
    CHECK(fact.interval.high == doctest::Approx(d + reach));
    CHECK(fact_of(kRows, kLabels, 2, {Fact::difference, {"ctc"}, ""}, 1).value ==
          doctest::Approx(-d));
}

TEST_CASE("shares, lifts and sizes by hand") {
    const Subject share{Fact::share, {"job_position"}, "Cook"};
    const FactValue cooks = fact_of(kRows, kLabels, 2, share, 1);
    CHECK(cooks.value == doctest::Approx(1.0 / 3));
    CHECK(cooks.count == 1);
    CHECK(cooks.interval.low == wilson(1, 3).low);
    CHECK(fact_of(kRows, kLabels, 2, {Fact::lift, {"job_position"}, "cook"}, 0).value ==
          doctest::Approx(1.0 / 0.6));
    CHECK(fact_of(kRows, kLabels, 2, {Fact::top_share, {"job_position"}, ""}, 1).value ==
          doctest::Approx(2.0 / 3));
    CHECK(fact_of(kRows, kLabels, 2, {Fact::share, {"job_position"}, "king"}, 1).value == 0.0);
    CHECK(fact_of(kRows, kLabels, 2, {Fact::size, {}, ""}, 1).value == 0.6);
}

TEST_CASE("the first column of several that the table has is meant") {
    const Subject either{Fact::mean, {"height", "ctc"}, ""};
    const SubjectFacts facts = facts_of(kRows, kLabels, 2, {either}).at(either);
    CHECK(facts.about == "ctc");
    CHECK(facts.clusters[0].value == 2.0);
    CHECK(facts.of_all == 5.0);
}

TEST_CASE("what cannot be said says why") {
    const auto lack = [](const std::vector<tests::Row>& rows, std::vector<Label> labels, int k,
                         const Subject& subject) {
        const FactValue fact = fact_of(rows, std::move(labels), k, subject, 0);
        CHECK(std::isnan(fact.value));
        CHECK_FALSE(fact.known());
        return fact.lack;
    };
    const std::vector<Label> one(5, 0);
    CHECK(lack(kRows, one, 1, {Fact::difference, {"ctc"}, ""}) == "there is no other row");
    CHECK(lack(kRows, one, 1, {Fact::rank, {"ctc"}, ""}) == "there is no other group");
    CHECK(lack(kRows, kLabels, 2, {Fact::mean, {"height"}, ""}) ==
          "the table has no column of numbers height");
    CHECK(lack(kRows, kLabels, 2, {Fact::share, {"town"}, "x"}) ==
          "the table has no category town");
    CHECK(lack(kRows, kLabels, 2, {Fact::rate, {}, ""}) == "the table has no outcome");
    CHECK(lack(kRows, kLabels, 2, {Fact::lift, {"job_position"}, "king"}) == "no row has king");
    const std::vector<tests::Row> equal(5, kRows.front());
    CHECK(lack(equal, kLabels, 2, {Fact::difference, {"ctc"}, ""}) ==
          "it does not vary within the group or the rest");
}

TEST_CASE("a group of one row has a mean without an interval") {
    const FactValue fact = fact_of(kRows, {0, 1, 1, 1, 1}, 2, {Fact::mean, {"ctc"}, ""}, 0);
    CHECK(fact.value == 1.0);
    CHECK(std::isnan(fact.interval.low));
    CHECK(fact_of(kRows, {0, 1, 1, 1, 1}, 2, {Fact::difference, {"ctc"}, ""}, 0).known());
}

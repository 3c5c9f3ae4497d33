#include "features/rows/prepared_rows.h"

#include <doctest/doctest.h>

#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;

namespace {

// One row for each letter; each is a learner of its own, '-' is a missing company.
Steps companies(const std::string& letters, int threshold) {
    std::vector<Row> rows;
    for (const char letter : letters)
        rows.push_back({letter == '-' ? "" : std::string(1, letter), numbered("e", rows.size()),
                        2015, 100, "r"});
    Knobs knobs;
    test::turn(knobs, "rare_company_threshold", threshold);
    return prepare(learner_table(rows), knobs);
}

Knobs rare_below(int company, int role) {
    Knobs knobs;
    test::turn(knobs, "rare_company_threshold", company);
    test::turn(knobs, "rare_role_threshold", role);
    return knobs;
}

} // namespace

TEST_CASE("companies with fewer rows than the threshold become less_occurred") {
    const Steps steps = companies("zzyxz", 2);
    CHECK(names_of(steps.rows.names[kCompany].text) ==
          std::vector<std::string>{"z", "z", "less_occurred", "less_occurred", "z"});
    CHECK(steps.rows.names[kCompany].names == 3);
    CHECK(steps.rows.names[kCompany].rare_names == 2);
    CHECK(steps.rows.names[kCompany].rare_rows == 2);
    CHECK(steps.rows.names[kCompany].name_rows == std::vector<std::uint32_t>{2, 3});
    CHECK(steps.rows.names[kCompany].text.names->at(0) == "less_occurred");
}

TEST_CASE("a missing company is the company unknown, counted and lumped like any other") {
    const Steps kept = companies("z--a", 2);
    CHECK(names_of(kept.rows.names[kCompany].text) ==
          std::vector<std::string>{"less_occurred", "unknown", "unknown", "less_occurred"});
    CHECK(kept.rows.names[kCompany].names == 3);
    const Steps lumped = companies("zz-", 2);
    CHECK(names_of(lumped.rows.names[kCompany].text).back() == "less_occurred");
    CHECK(lumped.rows.names[kCompany].rare_names == 1);
}

TEST_CASE("a company that the file calls unknown is the same as a missing one") {
    const Steps steps =
        prepare(learner_table({{"Unknown", "a"}, {"", "b"}, {"c", "d"}}), rare_below(2, 1));
    CHECK(names_of(steps.rows.names[kCompany].text) ==
          std::vector<std::string>{"unknown", "unknown", "less_occurred"});
    CHECK(steps.rows.names[kCompany].names == 2);
}

TEST_CASE("a company that the file calls less_occurred joins the rare ones") {
    Knobs knobs;
    knobs.clean.text = false;
    test::turn(knobs, "rare_company_threshold", 2);
    const Steps steps =
        prepare(learner_table({{"less_occurred", "a"}, {"less_occurred", "b"}, {"c", "d"}}), knobs);
    CHECK(steps.rows.names[kCompany].name_rows == std::vector<std::uint32_t>{3});
    CHECK(steps.rows.names[kCompany].rare_rows == 1);
}

TEST_CASE("a threshold of one lumps nothing, and one above every count lumps all") {
    CHECK(companies("abc", 1).rows.names[kCompany].rare_rows == 0);
    const Steps all = companies("abca", 100);
    CHECK(all.rows.names[kCompany].name_rows == std::vector<std::uint32_t>{4});
    CHECK(all.rows.names[kCompany].rare_names == 3);
}

TEST_CASE("rare roles become less_occurred_role before anything counts them") {
    Knobs knobs;
    test::turn(knobs, "rare_role_threshold", 2);
    const Steps steps = prepare(learner_table({{"a", "1", 2015, 1, "x"},
                                               {"a", "2", 2015, 1, "y"},
                                               {"a", "3", 2015, 1, "y"},
                                               {"a", "4", 2015, 1, "w"}}),
                                knobs);
    CHECK(names_of(steps.rows.names[kRole].text) ==
          std::vector<std::string>{"less_occurred_role", "y", "y", "less_occurred_role"});
    CHECK(steps.rows.names[kRole].rare_names == 2);
    CHECK(steps.rows.names[kRole].rare_rows == 2);
    CHECK(steps.rows.names[kRole].name_rows == std::vector<std::uint32_t>{2, 2});
}

TEST_CASE("experience counts from the reference year") {
    Knobs knobs;
    knobs.reference_year = 2030;
    CHECK(prepare(learner_table({{"a", "1", 2012.5}}), knobs).rows.numbers[kYear].values ==
          std::vector<double>{17.5});
}

TEST_CASE("one row goes through every step") {
    const Steps steps = prepare(learner_table({{"", "", 2015, 100, "", kNone}}), rare_below(5, 3));
    CHECK(names_of(steps.rows.names[kCompany].text) == std::vector<std::string>{"less_occurred"});
    CHECK(names_of(steps.rows.names[kRole].text) == std::vector<std::string>{"less_occurred_role"});
    CHECK(steps.rows.by_measure == std::vector<std::uint32_t>{0});
}

TEST_CASE("thresholds with the same effect leave the fingerprint of the learners") {
    CHECK(companies("aaabbbc", 2).rows.fingerprint == companies("aaabbbc", 3).rows.fingerprint);
    CHECK(companies("aaabbbc", 3).rows.fingerprint != companies("aaabbbc", 4).rows.fingerprint);
}

#include "features/rows/learners.h"

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
    knobs.rare.company_threshold = threshold;
    return prepare(learner_table(rows), knobs);
}

Knobs rare_below(int company, int role) {
    Knobs knobs;
    knobs.rare = {company, role};
    return knobs;
}

} // namespace

TEST_CASE("companies with fewer rows than the threshold become less_occurred") {
    const Steps steps = companies("zzyxz", 2);
    CHECK(names_of(steps.learners.company) ==
          std::vector<std::string>{"z", "z", "less_occurred", "less_occurred", "z"});
    CHECK(steps.learners.rare.companies == 3);
    CHECK(steps.learners.rare.rare_companies == 2);
    CHECK(steps.learners.rare.rare_rows == 2);
    CHECK(steps.learners.company_rows == std::vector<std::uint32_t>{2, 3});
    CHECK(steps.learners.company.names->at(0) == "less_occurred");
}

TEST_CASE("a missing company is the company unknown, counted and lumped like any other") {
    const Steps kept = companies("z--a", 2);
    CHECK(names_of(kept.learners.company) ==
          std::vector<std::string>{"less_occurred", "unknown", "unknown", "less_occurred"});
    CHECK(kept.learners.rare.companies == 3);
    const Steps lumped = companies("zz-", 2);
    CHECK(names_of(lumped.learners.company).back() == "less_occurred");
    CHECK(lumped.learners.rare.rare_companies == 1);
}

TEST_CASE("a company that the file calls unknown is the same as a missing one") {
    const Steps steps =
        prepare(learner_table({{"Unknown", "a"}, {"", "b"}, {"c", "d"}}), rare_below(2, 1));
    CHECK(names_of(steps.learners.company) ==
          std::vector<std::string>{"unknown", "unknown", "less_occurred"});
    CHECK(steps.learners.rare.companies == 2);
}

TEST_CASE("a company that the file calls less_occurred joins the rare ones") {
    Knobs knobs;
    knobs.clean.text = false;
    knobs.rare.company_threshold = 2;
    const Steps steps =
        prepare(learner_table({{"less_occurred", "a"}, {"less_occurred", "b"}, {"c", "d"}}), knobs);
    CHECK(steps.learners.company_rows == std::vector<std::uint32_t>{3});
    CHECK(steps.learners.rare.rare_rows == 1);
}

TEST_CASE("a threshold of one lumps nothing, and one above every count lumps all") {
    CHECK(companies("abc", 1).learners.rare.rare_rows == 0);
    const Steps all = companies("abca", 100);
    CHECK(all.learners.company_rows == std::vector<std::uint32_t>{4});
    CHECK(all.learners.rare.rare_companies == 3);
}

TEST_CASE("rare roles become less_occurred_role before anything counts them") {
    Knobs knobs;
    knobs.rare.role_threshold = 2;
    const Steps steps = prepare(learner_table({{"a", "1", 2015, 1, "x"},
                                               {"a", "2", 2015, 1, "y"},
                                               {"a", "3", 2015, 1, "y"},
                                               {"a", "4", 2015, 1, "w"}}),
                                knobs);
    CHECK(names_of(steps.learners.role) ==
          std::vector<std::string>{"less_occurred_role", "y", "y", "less_occurred_role"});
    CHECK(steps.learners.rare.rare_roles == 2);
    CHECK(steps.learners.rare.rare_role_rows == 2);
    CHECK(steps.learners.role_rows == std::vector<std::uint32_t>{2, 2});
}

TEST_CASE("experience counts from the reference year") {
    Knobs knobs;
    knobs.year.reference_year = 2030;
    CHECK(prepare(learner_table({{"a", "1", 2012.5}}), knobs).learners.years_of_experience ==
          std::vector<double>{17.5});
}

TEST_CASE("one row goes through every step") {
    const Steps steps = prepare(learner_table({{"", "", 2015, 100, "", kNone}}), rare_below(5, 3));
    CHECK(names_of(steps.learners.company) == std::vector<std::string>{"less_occurred"});
    CHECK(names_of(steps.learners.role) == std::vector<std::string>{"less_occurred_role"});
    CHECK(steps.learners.by_pay == std::vector<std::uint32_t>{0});
}

TEST_CASE("thresholds with the same effect leave the fingerprint of the learners") {
    CHECK(companies("aaabbbc", 2).learners.fingerprint ==
          companies("aaabbbc", 3).learners.fingerprint);
    CHECK(companies("aaabbbc", 3).learners.fingerprint !=
          companies("aaabbbc", 4).learners.fingerprint);
}

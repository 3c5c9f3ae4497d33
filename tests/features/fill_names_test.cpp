#include <doctest/doctest.h>

#include "base/random.h"
#include "features/steps/fill.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::FilledNames;

namespace {

FilledNames roles_of(const std::vector<Row>& rows, const char* mode = "stepwise") {
    Knobs knobs;
    knobs.clean.duplicates = features::Duplicates::none;
    test::turn(knobs, "impute.role", mode);
    return *prepare(learner_table(rows), knobs).names[kRole];
}

// The definition, row by row: the most frequent known role among the rows that `match`.
template <class Match> std::string slow_vote(const std::vector<Row>& rows, const Match& match) {
    std::map<std::string, int> votes;
    for (const Row& row : rows)
        if (!row.role.empty() && match(row))
            ++votes[row.role];
    std::string winner;
    for (const auto& [role, count] : votes)
        if (winner.empty() || count > votes[winner])
            winner = role;
    return winner;
}

} // namespace

TEST_CASE("a missing role takes the learner's, then company and year, then company, then other") {
    const FilledNames roles = roles_of({{"a", "x", 2015, 1, "sde"},
                                        {"a", "x", 2015, 2, ""}, // same learner
                                        {"a", "y", 2016, 3, "qa"},
                                        {"a", "z", 2016, 4, ""},   // same company and year
                                        {"a", "w", 2001, 5, ""},   // same company: qa and sde tie
                                        {"b", "v", 2015, 6, ""}}); // nothing known
    CHECK(names_of(roles.text) ==
          std::vector<std::string>{"sde", "sde", "qa", "qa", "qa", "other"});
    CHECK(roles.missing == 4);
    CHECK(roles.by_id == 1);
    CHECK(roles.by_group_and_number == 1);
    CHECK(roles.by_group == 1);
    CHECK(roles.other == 1);
}

TEST_CASE("only roles known from the file vote, never imputed ones") {
    // Row 1 becomes "qa" by its learner; it must not outvote "sde" in company b.
    const FilledNames roles = roles_of({{"a", "x", 2015, 1, "qa"},
                                        {"b", "x", 2015, 2, ""},
                                        {"b", "x", 2015, 3, ""},
                                        {"b", "y", 2015, 4, "sde"},
                                        {"b", "z", 2015, 5, ""}});
    CHECK(names_of(roles.text) == std::vector<std::string>{"qa", "qa", "qa", "sde", "sde"});
}

TEST_CASE("ties go to the alphabetically first role") {
    const FilledNames roles = roles_of({{"a", "x", 2015, 1, "b"},
                                        {"a", "x", 2015, 2, "c"},
                                        {"a", "x", 2015, 3, "c"},
                                        {"a", "x", 2015, 4, "b"},
                                        {"a", "x", 2015, 5, "a"},
                                        {"a", "x", 2015, 6, ""}});
    CHECK(names_of(roles.text).back() == "b");
}

TEST_CASE("missing e-mails and companies form no group") {
    const FilledNames roles = roles_of({{"", "", 2015, 1, "sde"}, {"", "", 2015, 2, ""}});
    CHECK(names_of(roles.text).back() == "other");
    CHECK(roles.other == 1);
}

TEST_CASE("an imputed year groups with equal years") {
    const FilledNames roles = roles_of({{"a", "x", 2015, 1, "sde"},
                                        {"a", "y", kNone, 2, ""},
                                        {"a", "z", 2000, 3, "qa"},
                                        {"a", "w", 2000, 4, "qa"},
                                        {"b", "v", 2020, 5, "qa"},
                                        {"b", "u", 2020, 5, "qa"}});
    CHECK(roles.by_group_and_number == 1);
    CHECK(names_of(roles.text)[1] == "sde");
}

TEST_CASE("mode other sends every missing role to other, the file's own included") {
    Knobs knobs;
    knobs.clean.duplicates = features::Duplicates::none;
    test::turn(knobs, "impute.role", "other");
    const std::vector<Row> rows{
        {"a", "x", 2015, 1, "Other"}, {"a", "x", 2015, 2, "zoo"}, {"a", "x", 2015, 3, ""}};
    const Steps steps = prepare(learner_table(rows), knobs);
    const features::SortedText& roles = steps.rows.names[kRole].text;
    CHECK(names_of(roles) == std::vector<std::string>{"other", "zoo", "other"});
    CHECK(roles.names->size() == 2);
    CHECK(steps.names[kRole]->other == 1);
    const Steps unnamed = prepare(
        learner_table(
            {{"a", "", 2015, 1, "zoo"}, {"a", "", 2015, 2, "alpha"}, {"a", "", 2015, 3, ""}}),
        knobs);
    CHECK(names_of(unnamed.rows.names[kRole].text) ==
          std::vector<std::string>{"zoo", "alpha", "other"});
    CHECK(unnamed.rows.names[kRole].text.codes == std::vector<std::int32_t>{2, 0, 1});
}

TEST_CASE("where no role is missing the names are shared, and where all are, all become other") {
    const std::vector<Row> rows{{"a", "x", 2015, 1, "sde"}};
    CHECK(roles_of(rows).fingerprint == roles_of(rows, "other").fingerprint);
    CHECK(names_of(roles_of({{"a", "x"}, {"a", "x"}}).text) ==
          std::vector<std::string>{"other", "other"});
}

TEST_CASE("imputed roles agree with the definition row by row") {
    base::Random random(3);
    std::vector<Row> rows;
    const auto name = [&](char first, std::uint64_t bound) {
        const std::uint64_t number = random.below(bound);
        return number == 0 ? std::string() : numbered(std::string(1, first), number);
    };
    for (int i = 0; i < 1500; ++i)
        rows.push_back({name('c', 60), name('e', 500),
                        2000.0 + static_cast<double>(random.below(5)), 1.0 + i,
                        random.below(2) == 0 ? "" : name('r', 6)});
    const std::vector<std::string> imputed = names_of(roles_of(rows).text);
    std::size_t different = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& mine = rows[i];
        std::string expected = mine.role;
        if (expected.empty() && !mine.email.empty())
            expected = slow_vote(rows, [&](const Row& r) { return r.email == mine.email; });
        if (expected.empty() && !mine.company.empty())
            expected = slow_vote(rows, [&](const Row& r) {
                return r.company == mine.company && r.orgyear == mine.orgyear;
            });
        if (expected.empty() && !mine.company.empty())
            expected = slow_vote(rows, [&](const Row& r) { return r.company == mine.company; });
        different += imputed[i] != (expected.empty() ? "other" : expected) ? 1 : 0;
    }
    CHECK(different == 0);
}

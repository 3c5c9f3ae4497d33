#include "engine/selection/named_set.h"

#include <cmath>

#include <doctest/doctest.h>

using namespace cohortscope;
using engine::NamedSet;
using engine::Shape;

namespace {

std::string origin(const Shape& shape, std::string_view group = {}) {
    return engine::origin_text(shape, schema::built_in(), group);
}

} // namespace

TEST_CASE("sets are called A, B and so on, by the first letter that is free") {
    std::vector<NamedSet> sets;
    CHECK(engine::next_set_name(sets) == "A");
    for (int i = 0; i < 28; ++i)
        sets.push_back({engine::next_set_name(sets), nullptr, ""});
    CHECK(sets[1].name == "B");
    CHECK(sets[25].name == "Z");
    CHECK(sets[26].name == "AA");
    CHECK(sets[27].name == "AB");
    sets.erase(sets.begin() + 2);
    sets[5].name = "the night shift";
    CHECK(engine::next_set_name(sets) == "C");
}

TEST_CASE("named sets are equal by the rows they hold") {
    const auto rows = [](std::size_t table_rows) {
        return std::make_shared<const engine::RowSet>(engine::RowSet::all(table_rows));
    };
    const NamedSet a{"A", rows(10), "lasso on the map"};
    CHECK(a == NamedSet{"A", rows(10), "lasso on the map"});
    CHECK(!(a == NamedSet{"A", rows(11), "lasso on the map"}));
    CHECK(!(a == NamedSet{"A", nullptr, "lasso on the map"}));
    CHECK(!(a == NamedSet{"B", rows(10), "lasso on the map"}));
    CHECK(NamedSet{"A", nullptr, ""} == NamedSet{"A", nullptr, ""});
}

TEST_CASE("a selection says in words where it came from") {
    CHECK(origin({engine::Lasso{}}) == "lasso on the map");
    CHECK(origin({engine::Rectangle{}}) == "rectangle on the map");
    CHECK(origin({engine::NumberRange{"ctc", 1e6, 2e6}}) == "pay ₹10 L – ₹20 L");
    CHECK(origin({engine::NumberRange{"ctc", 2e6, 1e6}}) == "pay ₹10 L – ₹20 L");
    CHECK(origin({engine::NumberRange{"ctc", 1e6, 1e6}, 3}) == "pay ₹10 L, of one group");
    CHECK(origin({engine::NumberRange{"ctc", 1e6, 1e6}, 3}, "Seniors") ==
          "pay ₹10 L, of the group Seniors");
    CHECK(origin({engine::Name{"job_position", "backend engineer"}}) == "role: backend engineer");
    CHECK(origin({engine::Group{2}}) == "one group");
    CHECK(origin({engine::Group{2}}, "Seniors") == "the group Seniors");
    CHECK(origin({engine::Rows{{1, 2}, ""}}) == "2 rows");
    CHECK(origin({engine::Rows{{1}, ""}}) == "1 row");
    CHECK(origin({engine::Rows{{1}, "moved to Seniors"}}) == "moved to Seniors");
}

TEST_CASE("open ranges, other names and parts of studies have words, too") {
    CHECK(origin({engine::NumberRange{"ctc", 1e6, INFINITY}}) == "pay at least ₹10 L");
    CHECK(origin({engine::NumberRange{"ctc", INFINITY, 1e6}}) == "pay at least ₹10 L");
    CHECK(origin({engine::NumberRange{"ctc", -INFINITY, 1e6}}) == "pay at most ₹10 L");
    CHECK(origin({engine::NumberRange{"years_of_experience", 3, INFINITY}}) ==
          "experience at least 3 years");
    CHECK(origin({engine::NumberRange{"ctc", -INFINITY, INFINITY}}) == "pay: any");
    CHECK(origin({engine::OtherNames{"job_position", {"tester"}}}) == "role: not tester");
    CHECK(origin({engine::OtherNames{"job_position", {"a", "b"}}, 1}, "Seniors") ==
          "role: none of the 2 most frequent, of the group Seniors");
    CHECK(origin({engine::Labelled{nullptr, {}, "branch of 5 rows"}}) == "branch of 5 rows");
    CHECK(origin({engine::Labelled{}}) == "rows of a study");
}

TEST_CASE("features are called and counted as people read them") {
    CHECK(origin({engine::NumberRange{"years_of_experience", 3, 4.25}}) ==
          "experience 3 – 4.25 years");
    CHECK(origin({engine::NumberRange{"company_frequency", 0.1, 0.25}}) ==
          "rows at the same company 10 – 25 % of rows");
    CHECK(origin({engine::NumberRange{"study_hours", 1000, 2500.5}}) ==
          "study hours 1,000 – 2,501");
}

TEST_CASE("an outcome is called by the schema's words") {
    schema::Schema schema;
    CHECK(engine::origin_text({engine::Outcome{1.0}}, schema) == "outcome");
    schema::ColumnSpec outcome;
    outcome.name = "passed";
    outcome.label = "passed the course";
    outcome.role = schema::Role::outcome;
    schema.columns = {outcome};
    CHECK(engine::origin_text({engine::Outcome{1.0}}, schema) == "passed the course: 1");
    CHECK(engine::origin_text({engine::Outcome{}}, schema) == "passed the course not known");
    schema.columns[0].levels = {"failed", "passed"};
    CHECK(engine::origin_text({engine::Outcome{1.0}}, schema) == "passed the course: passed");
    CHECK(engine::origin_text({engine::Outcome{0.0}}, schema) == "passed the course: failed");
}

TEST_CASE("names from the file are made safe to show") {
    CHECK(origin({engine::Name{"job_position", "a\nb"}}) == "role: a\\nb");
    CHECK(origin({engine::Name{"job_position", std::string(200, 'x')}}).size() < 80);
}

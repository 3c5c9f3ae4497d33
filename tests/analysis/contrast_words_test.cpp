#include "analysis/contrast/contrast_words.h"

#include <doctest/doctest.h>

#include "analysis/contrast_rows.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using namespace cohortscope::tests;

namespace {

// The first `count` rows against the others.
std::vector<Side> first_rows(std::size_t count, std::size_t rows) {
    std::vector<Side> sides(rows, 2);
    std::fill_n(sides.begin(), count, Side{1});
    return sides;
}

std::string phrase_of(const Contrast& made, ContrastKind kind, const features::PreparedRows& rows,
                      const schema::Schema& schema) {
    for (const Ranked& entry : made.ranking)
        if (entry.kind == kind)
            return contrast_phrase(made, entry, rows, schema);
    return "not ranked";
}

features::PreparedRows with_spec(features::PreparedRows rows, const schema::ColumnSpec& spec) {
    rows.numbers[0].spec = std::make_shared<const schema::ColumnSpec>(spec);
    return rows;
}

} // namespace

TEST_CASE("a contrast of the built-in kind of table speaks its words") {
    std::vector<Row> table;
    for (int i = 0; i < 40; ++i) // 20 seniors, of whom 15 are at the backend, then 20 juniors
        table.push_back({i % 2 == 0 ? "acme" : "qntx", "e" + std::to_string(i),
                         i < 20 ? 2006.0 : 2017.0, i < 20 ? 1'600'000.0 : 900'000.0 + i,
                         i < 15 || i > 37 ? "backend engineer" : "data analyst"});
    const Steps steps = prepare(learner_table(table));
    const Contrast made = contrast(steps.rows, first_rows(20, 40));
    const schema::Schema& schema = *steps.bound.schema;
    CHECK(phrase_of(made, ContrastKind::number, steps.rows, schema) == "19 years instead of 8");
    CHECK(phrase_of(made, ContrastKind::measure, steps.rows, schema) ==
          "pay ₹16 L instead of ₹9 L");
    CHECK(phrase_of(made, ContrastKind::names, steps.rows, schema) ==
          "75 % backend engineers instead of 10 %");
    CHECK(phrase_of(made, ContrastKind::id_rows, steps.rows, schema).empty()); // equal
    CHECK(contrast_sentence(made, steps.rows, schema) ==
          "pay ₹16 L instead of ₹9 L; 19 years instead of 8; 75 % backend engineers instead of "
          "10 %.");
    CHECK(contrast_phrases(made, steps.rows, schema, 1).size() == 1);
}

TEST_CASE("a plain column is said by its label, unit and decimals") {
    schema::ColumnSpec spec;
    spec.label = "time online";
    spec.unit = "minutes";
    HandRows hand{{{}}};
    for (int i = 0; i < 40; ++i)
        hand.numbers[0].push_back(i < 20 ? 1200.0 + i : 45.0 + 0.01 * i);
    const auto sides = first_rows(20, 40);
    features::PreparedRows rows = with_spec(prepared_by_hand(hand), spec);
    const Contrast made = contrast(rows, sides);
    CHECK(contrast_sentence(made, rows, {}) == "time online 1,210 instead of 45.3 minutes.");
    spec.unit = "time";
    rows = with_spec(rows, spec);
    CHECK(contrast_sentence(made, rows, {}) == "time online 1,210 instead of 45.3.");
    spec.decimals = 1;
    spec.unit.clear();
    rows = with_spec(rows, spec);
    CHECK(contrast_sentence(made, rows, {}) == "time online 1209.5 instead of 45.3.");
}

TEST_CASE("a year is said as a year, and as an age where its values are ages") {
    HandRows hand{{{}}};
    for (int i = 0; i < 40; ++i)
        hand.numbers[0].push_back(i < 20 ? 2016.0 : 2004.0);
    schema::ColumnSpec spec;
    spec.label = "start year";
    spec.role = schema::Role::year;
    features::PreparedRows rows = with_spec(prepared_by_hand(hand), spec);
    rows.numbers[0].reference_year = 2025;
    const Contrast made = contrast(rows, first_rows(20, 40));
    CHECK(contrast_sentence(made, rows, {}) == "start year 2016 instead of 2004.");
    for (double& year : hand.numbers[0])
        year = 2025.0 - year;
    spec.encoding = schema::Encoding::age;
    rows = with_spec(prepared_by_hand(hand), spec);
    CHECK(contrast_sentence(contrast(rows, first_rows(20, 40)), rows, {}) ==
          "years since start year 9 instead of 21.");
}

TEST_CASE("an outcome's rate is a percentage, small shares with a decimal") {
    HandRows hand{{}, {}, {}};
    for (int i = 0; i < 4000; ++i)
        hand.outcome.push_back(i < 1000 ? i % 2 : i % 250 == 0);
    const auto rows = prepared_by_hand(hand);
    const Contrast made = contrast(rows, first_rows(1000, 4000));
    CHECK(contrast_sentence(made, rows, {}) == "left 50.0 % instead of 0.4 %.");
}

TEST_CASE("small differences are said to be small, chance to be chance, nothing to be nothing") {
    HandRows hand{{{}}};
    for (int i = 0; i < 40'000; ++i)
        hand.numbers[0].push_back(i < 20'000 ? i % 100 + 4 : i % 100);
    auto rows = prepared_by_hand(hand);
    CHECK(contrast_sentence(contrast(rows, first_rows(20'000, 40'000)), rows, {}) ==
          "The groups differ little: score 53.5 instead of 49.5.");
    CHECK(contrast_sentence(contrast(rows, first_rows(95, 40'000)), rows, {}) ==
          "The groups differ by no more than chance.");
    CHECK(contrast_sentence(contrast(rows, first_rows(0, 40'000)), rows, {}) ==
          "Nothing to compare: a group has no rows.");
}

TEST_CASE("places among levels are said by the names of the levels alone") {
    HandRows hand{{{}}, {{}}};
    for (int i = 0; i < 60; ++i) {
        hand.numbers[0].push_back(i < 30 ? 1.0 : 0.0);
        hand.names[0].push_back(i < 30 ? "fast" : "slow");
    }
    auto rows = prepared_by_hand(hand);
    rows.numbers[0].spec = rows.names[0].spec;
    CHECK(contrast_sentence(contrast(rows, first_rows(30, 60)), rows, {}) ==
          "100 % team fast instead of 0 %.");
}

// Rules files: what comes with the program, there and back, and what is refused in which line.
#include "schema/rules/rules_json.h"

#include <doctest/doctest.h>

#include <string>

#include "base/error.h"
#include "schema/json_lines.h"
#include "schema/rules/rule_text.h"
#include "schema/schema.h"
#include "schema/schema_json.h"

using namespace cohortscope;
using schema::Rules;

namespace {

const std::string kRules = R"({
  "cohortscope_rules": 1,
  "name": "small",
  "personas": [
    {
      "key": "tall",
      "name": "tall ones",
      "description": "{mean height} high, {share town=north} from the north",
      "conditions": [
        {"fact": "difference", "of": "height", "at_least": 1, "words": "taller", "word": "tall"}
      ]
    }
  ],
  "recommendations": [
    {
      "key": "basketball",
      "personas": "tall",
      "field": "marketing",
      "priority": "low",
      "effort": "high",
      "text": "Ask the {size} of them.",
      "conditions": [
        {"fact": "mean", "of": ["height", "size"], "at_least": 190, "words": "mean height"}
      ]
    }
  ]
}
)";

// The rules with one part of their text replaced.
std::string with(const std::string& part, const std::string& other) {
    std::string text = kRules;
    const std::size_t at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), other);
}

std::string fault_of(const std::string& json) {
    try {
        schema::rules_from_json(json, "r.json");
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("a rules file by hand") {
    const Rules rules = schema::rules_from_json(kRules, "r.json");
    REQUIRE(rules.personas.size() == 1);
    const schema::PersonaRule& tall = rules.personas.front();
    CHECK(tall.name == "tall ones");
    CHECK(tall.conditions.front().subject ==
          schema::Subject{schema::Fact::difference, {"height"}, ""});
    CHECK(tall.conditions.front().at_least);
    CHECK(tall.conditions.front().threshold == 1.0);
    REQUIRE(tall.description.subjects.size() == 2);
    CHECK(tall.description.pieces == std::vector<std::string>{"", " high, ", " from the north"});
    CHECK(tall.description.subjects[1] == schema::Subject{schema::Fact::share, {"town"}, "north"});
    REQUIRE(rules.actions.size() == 1);
    CHECK(rules.actions.front().field == schema::ActionField::marketing);
    CHECK(rules.actions.front().effort == schema::Grade::high);
    CHECK(rules.actions.front().conditions.front().subject.of.size() == 2);
    CHECK(schema::is_rules(kRules));
    CHECK_FALSE(schema::is_rules("{\"cohortscope_session\": 1}"));
}

TEST_CASE("rules are the same there and back; those of every schema are found") {
    const Rules small = schema::rules_from_json(kRules, "r.json");
    CHECK(schema::rules_from_json(schema::json_of(small).dump(2), "again") == small);
    for (const auto& known : schema::known_schemas()) {
        CAPTURE(known->name);
        CHECK_FALSE(known->rules.empty());
        CHECK(schema::rules_from_json(schema::json_of(known->rules).dump(), "again") ==
              known->rules);
        CHECK(schema::schema_from_json(schema::schema_to_json(*known), "again") == *known);
        schema::Schema edited = *known;
        edited.rules = small;
        CHECK(schema::schema_from_json(schema::schema_to_json(edited), "again") == edited);
        edited.rules = {};
        CHECK(schema::schema_from_json(schema::schema_to_json(edited), "again") == edited);
    }
}

TEST_CASE("an error names file, line, what was found and what was expected") {
    const auto check = [](const std::string& json, const std::string& line,
                          const std::string& found, const std::string& expected) {
        const std::string fault = fault_of(json);
        CAPTURE(fault);
        CHECK(fault.starts_with("r.json:" + line + ": "));
        CHECK(fault.find(found) != std::string::npos);
        CHECK(fault.find(expected) != std::string::npos);
        CHECK(fault.find('\n') == std::string::npos);
    };
    check(with("\"mean\"", "\"middle\""), "23", "found \"middle\"", "difference, mean, median");
    check(with("\"at_least\": 1,", "\"at_least\": \"one\","), "10", "found \"one\"",
          "expected a number");
    check(with("\"at_least\": 1,", ""), "10", "found none", "\"at_least\" or \"at_most\"");
    check(with("\"at_least\": 1,", "\"at_least\": 1, \"at_most\": 2,"), "10", "", "not both");
    check(with("\"name\": \"tall ones\",", ""), "5", "found none", "the key \"name\"");
    check(with("\"word\": \"tall\"", "\"word\": \"short\""), "10", "found \"short\"",
          "a part of the name \"tall ones\"");
    check(with("\"key\": \"tall\"", "\"key\": \"Tall one\""), "6", "found \"Tall one\"",
          "small letters");
    check(with("\"personas\": \"tall\"", "\"personas\": \"small\""), "17", "found \"small\"",
          "there is no \"small\"");
    check(with("\"effort\": \"high\"", "\"effort\": \"huge\""), "20", "found \"huge\"",
          "high, medium or low");
    check(with("\"field\"", "\"filed\""), "18", "found the key \"filed\"", "one of key, personas");
    check(with("{mean height}", "{mena height}"), "8", "", "a fact behind {");
    check(with("{mean height}", "{mean height"), "8", "", "in pairs");
    check(with("{share town=north}", "{share town}"), "8", "", "{share COLUMN=NAME}");
    check(with("\"key\": \"basketball\"", "\"key\": \"tall\""), "16", "found \"tall\"",
          "another key");
    check(with("\"name\": \"small\"", "\"name\": \"small\",\n \"name\": \"x\""), "4",
          "found the key name twice", "once");
    check(with("\"cohortscope_rules\": 1", "\"cohortscope_rules\": 2"), "2", "found 2",
          "the number 1");
    check(with("\"effort\": \"high\",", "\"effort\": \"high\""), "21", "unexpected string",
          "expected");
    check(with("\"fact\": \"difference\", \"of\": \"height\"",
               "\"fact\": \"rate\", \"of\": \"height\""),
          "10", "found \"height\"", "rate is of the group");
    check("{}", "1", "found none", "cohortscope_rules");
    check("", "1", "unexpected end of input", "is not valid JSON");
}

TEST_CASE("lines of JSON values") {
    const schema::JsonLines lines(
        "{\n\"a\": [1,\n 2, {\"b\\\"\":\n3}],\n\"c\": {\"c\": 1, \"c\": 2}}");
    CHECK(lines.line_of("") == 1);
    CHECK(lines.line_of("a") == 2);
    CHECK(lines.line_of("a[0]") == 2);
    CHECK(lines.line_of("a[1]") == 3);
    CHECK(lines.line_of("a[2].b\"") == 3);
    CHECK(lines.line_of("a[2].missing") == 3);
    CHECK(lines.line_of("nowhere") == 1);
    CHECK(lines.repeated() == "c.c");
    CHECK(schema::JsonLines(std::string(100, '[') + std::string(100, ']')).line_of("x") == 1);
}

TEST_CASE("a threshold lies within the range of its knob") {
    for (const auto& known : schema::known_schemas()) {
        const auto check = [](const std::vector<schema::RuleCondition>& conditions) {
            for (const schema::RuleCondition& condition : conditions) {
                const schema::ThresholdRange range = schema::threshold_range(condition);
                CHECK(range.low <= condition.threshold);
                CHECK(condition.threshold <= range.high);
                CHECK(range.low < range.high);
            }
        };
        for (const schema::PersonaRule& persona : known->rules.personas)
            check(persona.conditions);
        for (const schema::ActionRule& action : known->rules.actions)
            check(action.conditions);
    }
    CHECK(schema::threshold_key("senior", 0) == "rule.senior.1");
}

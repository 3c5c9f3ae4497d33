#include "schema/rules/rules_json.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "base/printable.h"
#include "schema/json_lines.h"
#include "schema/rules/rule_text.h"

namespace cohortscope::schema {

namespace {

constexpr int kVersion = 1;
constexpr const char* kVersionKey = "cohortscope_rules";

// What may stand in a key of a knob: "rule.KEY.1".
void expect_key(const Place& place) {
    const std::string key = needed_text(place, "key");
    const bool plain = std::ranges::all_of(
        key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    if (!plain)
        place.at(std::string("key")).fail("small letters, digits and _");
}

std::vector<std::string> names_at(const Place& place, const char* key) {
    if (place.has(key) && place.value[key].is_string())
        return {needed_text(place, key)};
    return texts_at(place, key);
}

Subject subject_of(const Place& place) {
    Subject subject;
    if (!place.has("fact"))
        place.fail("the key \"fact\" with " + choices_of(kFactNames));
    subject.fact = choice_at(place, "fact", kFactNames, subject.fact);
    subject.of = names_at(place, "of");
    subject.name = text_at(place, "name", "");
    const std::string fact(kFactNames[static_cast<std::size_t>(subject.fact)]);
    if (needs_column(subject.fact) && subject.of.empty())
        place.fail("the key \"of\" with a feature or a column, which " + fact + " needs");
    if (!needs_column(subject.fact) && place.has("of"))
        place.at(std::string("of")).fail("no \"of\": " + fact + " is of the group");
    if (needs_name(subject.fact) && subject.name.empty())
        place.fail("the key \"name\" with a name of the category, which " + fact + " needs");
    if (!needs_name(subject.fact) && place.has("name"))
        place.at(std::string("name")).fail("no \"name\": " + fact + " is of the whole column");
    return subject;
}

RuleCondition condition_of(const Place& place) {
    expect_keys(place, {"fact", "of", "name", "at_least", "at_most", "words", "word"});
    RuleCondition condition;
    condition.subject = subject_of(place);
    const bool least = place.has("at_least"), most = place.has("at_most");
    if (least == most)
        place.fail(least ? "one of \"at_least\" and \"at_most\", not both"
                         : "the key \"at_least\" or \"at_most\" with a number");
    const char* key = least ? "at_least" : "at_most";
    if (!place.value[key].is_number())
        place.at(std::string(key)).fail("a number");
    condition.at_least = least;
    condition.threshold =
        number_at(place, key, -std::numeric_limits<double>::infinity(), condition.threshold);
    condition.words = needed_text(place, "words");
    condition.word = text_at(place, "word", "");
    return condition;
}

std::vector<RuleCondition> conditions_of(const Place& place) {
    std::vector<RuleCondition> conditions;
    for (const Place& condition : list_at(place, "conditions"))
        conditions.push_back(condition_of(condition));
    return conditions;
}

RuleText text_of(const Place& place, const char* key) {
    const std::string text = needed_text(place, key);
    std::string fault;
    RuleText read = rule_text(text, fault);
    if (!fault.empty())
        place.at(std::string(key)).fail(fault);
    return read;
}

PersonaRule persona_of(const Place& place) {
    expect_keys(place, {"key", "name", "description", "conditions", "several"});
    expect_key(place);
    PersonaRule persona;
    persona.key = needed_text(place, "key");
    persona.name = needed_text(place, "name");
    persona.description = text_of(place, "description");
    persona.conditions = conditions_of(place);
    if (persona.conditions.empty())
        place.fail("the key \"conditions\" with a list of at least one condition");
    for (std::size_t i = 0; i < persona.conditions.size(); ++i)
        if (persona.name.find(persona.conditions[i].word) == std::string::npos)
            place.at(std::string("conditions"))
                .at(i)
                .at(std::string("word"))
                .fail("a part of the name \"" + persona.name + "\"");
    persona.several = flag_at(place, "several");
    return persona;
}

template <class Enum>
Enum needed_choice(const Place& place, const char* key, std::span<const std::string_view> names) {
    if (!place.has(key))
        place.fail("the key \"" + std::string(key) + "\" with " + choices_of(names));
    return choice_at(place, key, names, Enum{});
}

ActionRule action_of(const Place& place, const Rules& rules) {
    expect_keys(place, {"key", "personas", "field", "priority", "effort", "text", "conditions"});
    expect_key(place);
    ActionRule action;
    action.key = needed_text(place, "key");
    action.personas = names_at(place, "personas");
    if (action.personas.empty())
        place.fail("the key \"personas\" with the keys of one or more");
    for (const std::string& persona : action.personas)
        if (rules.find(persona) == nullptr)
            place.at(std::string("personas"))
                .fail("keys of personas above; there is no \"" + persona + "\"");
    action.field = needed_choice<ActionField>(place, "field", kActionFieldNames);
    action.priority = needed_choice<Grade>(place, "priority", kGradeNames);
    action.effort = needed_choice<Grade>(place, "effort", kGradeNames);
    action.text = text_of(place, "text");
    action.conditions = conditions_of(place);
    return action;
}

void expect_new(std::set<std::string>& keys, const Place& place, const std::string& key) {
    if (!keys.insert(key).second)
        place.at(std::string("key")).fail("another key: two rules have this one");
}

void expect_version(const Place& place) {
    if (!place.has(kVersionKey))
        place.fail("the key \"cohortscope_rules\" with the number 1");
    if (place.value[kVersionKey] != kVersion)
        place.at(std::string(kVersionKey)).fail("the number 1");
}

// Behind "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while …"
// stands what was found and what was expected.
std::string plain_fault(const std::string& what) {
    const std::size_t dash = what.find(" - ");
    const std::string fault = dash == std::string::npos ? what : what.substr(dash + 3);
    return "is not valid JSON: " + base::printable(fault);
}

} // namespace

Rules rules_at(const Place& place) {
    expect_keys(place, {kVersionKey, "name", "label", "personas", "recommendations"});
    expect_version(place);
    Rules rules;
    rules.name = needed_text(place, "name");
    rules.label = text_at(place, "label", rules.name);
    std::set<std::string> keys;
    for (const Place& persona : list_at(place, "personas")) {
        rules.personas.push_back(persona_of(persona));
        expect_new(keys, persona, rules.personas.back().key);
    }
    if (rules.personas.empty())
        place.fail("the key \"personas\" with a list of at least one persona");
    for (const Place& action : list_at(place, "recommendations")) {
        rules.actions.push_back(action_of(action, rules));
        expect_new(keys, action, rules.actions.back().key);
    }
    return rules;
}

Rules rules_from_json(std::string_view json, const std::string& source) {
    if (json.size() > kLargestRules)
        throw base::Error::in(source, "found " +
                                          base::grouped(static_cast<long long>(json.size())) +
                                          " bytes, expected rules of at most 1 MB");
    nlohmann::json parsed;
    try {
        parsed = nlohmann::json::parse(json);
    } catch (const nlohmann::json::parse_error& error) {
        throw base::Error::at(source, line_at(json, error.byte), plain_fault(error.what()));
    }
    const JsonLines lines(json);
    if (const std::string& twice = lines.repeated(); !twice.empty())
        throw base::Error::at(source, lines.line_of(twice),
                              "found the key " + base::printable(twice) +
                                  " twice, expected it once");
    return rules_at({parsed, "", source, json});
}

bool is_rules(std::string_view text) {
    return text.substr(0, 4096).find("\"cohortscope_rules\"") != std::string_view::npos;
}

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const RuleCondition& condition) {
    const Subject& subject = condition.subject;
    Json json{{"fact", kFactNames[static_cast<std::size_t>(subject.fact)]}};
    if (subject.of.size() == 1)
        json["of"] = subject.of.front();
    else if (!subject.of.empty())
        json["of"] = subject.of;
    if (!subject.name.empty())
        json["name"] = subject.name;
    json[condition.at_least ? "at_least" : "at_most"] = condition.threshold;
    json["words"] = condition.words;
    if (!condition.word.empty())
        json["word"] = condition.word;
    return json;
}

void add_conditions(Json& json, const std::vector<RuleCondition>& conditions) {
    for (const RuleCondition& condition : conditions)
        json["conditions"].push_back(json_of(condition));
}

Json json_of(const PersonaRule& persona) {
    Json json{{"key", persona.key},
              {"name", persona.name},
              {"description", text_of(persona.description)}};
    if (persona.several)
        json["several"] = true;
    add_conditions(json, persona.conditions);
    return json;
}

Json json_of(const ActionRule& action) {
    Json json{{"key", action.key},
              {"personas", action.personas},
              {"field", kActionFieldNames[static_cast<std::size_t>(action.field)]},
              {"priority", kGradeNames[static_cast<std::size_t>(action.priority)]},
              {"effort", kGradeNames[static_cast<std::size_t>(action.effort)]},
              {"text", text_of(action.text)}};
    add_conditions(json, action.conditions);
    return json;
}

} // namespace

nlohmann::ordered_json json_of(const Rules& rules) {
    Json json{{kVersionKey, kVersion}, {"name", rules.name}};
    if (rules.label != rules.name)
        json["label"] = rules.label;
    for (const PersonaRule& persona : rules.personas)
        json["personas"].push_back(json_of(persona));
    for (const ActionRule& action : rules.actions)
        json["recommendations"].push_back(json_of(action));
    return json;
}

} // namespace cohortscope::schema

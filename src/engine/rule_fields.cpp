#include "engine/rule_fields.h"

namespace cohortscope::engine {

namespace {

Field threshold_field(const std::string& rule, const std::string& name,
                      const schema::RuleCondition& condition, std::size_t at) {
    const schema::ThresholdRange range = schema::threshold_range(condition);
    Field field;
    field.key = schema::threshold_key(rule, at);
    field.label = name + ": " + condition.words;
    field.kind = range.whole ? FieldKind::integer : FieldKind::real;
    field.minimum = range.low;
    field.maximum = range.high;
    field.help = "The rule holds where this is " +
                 std::string(condition.at_least ? "at least" : "at most") + " the threshold.";
    field.get = [key = field.key, of_file = condition.threshold](const Settings& settings) {
        const auto moved = settings.thresholds.find(key);
        return moved != settings.thresholds.end() ? moved->second : of_file;
    };
    field.set = [key = field.key, of_file = condition.threshold](Settings& settings, double value) {
        if (value == of_file)
            settings.thresholds.erase(key);
        else
            settings.thresholds[key] = value;
    };
    return field;
}

} // namespace

std::vector<Field> made_rule_fields(const schema::Rules& rules) {
    std::vector<Field> fields;
    for (const schema::PersonaRule& persona : rules.personas)
        for (std::size_t i = 0; i < persona.conditions.size(); ++i)
            fields.push_back(threshold_field(persona.key, persona.name, persona.conditions[i], i));
    for (const schema::ActionRule& action : rules.actions)
        for (std::size_t i = 0; i < action.conditions.size(); ++i)
            fields.push_back(threshold_field(action.key, schema::plain_label(action.key),
                                             action.conditions[i], i));
    return fields;
}

double threshold_of(const Settings& settings, std::string_view rule, std::size_t condition,
                    double of_file) {
    const auto moved = settings.thresholds.find(schema::threshold_key(rule, condition));
    return moved != settings.thresholds.end() ? moved->second : of_file;
}

} // namespace cohortscope::engine

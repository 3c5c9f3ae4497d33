#include "report/personas_json.h"

#include <array>
#include <cmath>

#include "engine/session/preset.h"
#include "plot/personas/persona_words.h"
#include "plot/personas/published_words.h"
#include "schema/rules/rule_text.h"

namespace cohortscope::report {

namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json condition_json(const analysis::CheckedCondition& condition) {
    const schema::RuleCondition& rule = *condition.condition;
    Json json{{"fact", schema::text_of(rule.subject)},
              {"words", rule.words},
              {rule.at_least ? "at_least" : "at_most", condition.threshold},
              {"value", number_or_null(condition.fact.value)},
              {"n", condition.fact.n},
              {"interval",
               {number_or_null(condition.fact.interval.low),
                number_or_null(condition.fact.interval.high)}},
              {"holds", condition.holds}};
    if (!condition.fact.known())
        json["cannot_be_checked"] = condition.fact.lack;
    return json;
}

Json conditions_json(const std::vector<analysis::CheckedCondition>& conditions) {
    Json list = Json::array();
    for (const analysis::CheckedCondition& condition : conditions)
        list.push_back(condition_json(condition));
    return list;
}

Json fit_json(const analysis::Personas& personas, const analysis::PersonaFit* fit) {
    if (fit == nullptr)
        return nullptr;
    return {{"persona", personas.rules->personas[fit->persona].name},
            {"score", fit->score},
            {"holds", fit->holds()},
            {"conditions", conditions_json(fit->conditions)}};
}

Json group_json(const engine::Result& result, std::size_t cluster) {
    const analysis::Personas& personas = *result.personas;
    const analysis::GroupPersona& group = personas.groups[cluster];
    const analysis::PersonaFit* own = group.fit_of(group.persona);
    Json json{{"cluster", cluster},
              {"persona", own != nullptr ? Json(group.name) : Json()},
              {"measured_name", result.profiles->clusters[cluster].name}};
    if (own != nullptr) {
        json["description"] = plot::description_of(personas, cluster);
        json["score"] = own->score;
        json["conditions"] = conditions_json(own->conditions);
    }
    json["next_best"] = fit_json(personas, group.next_best());
    return json;
}

constexpr std::array<std::string_view, 4> kStandingNames = {"given", "provisional", "too few rows",
                                                            "shaky"};

Json action_json(const engine::Result& result, std::size_t cluster,
                 const analysis::TriggeredAction& action, std::optional<double> stability) {
    const analysis::Personas& personas = *result.personas;
    const schema::ActionRule& rule = personas.rules->actions[action.action];
    const std::size_t rows = result.profiles->clusters[cluster].size;
    const analysis::ActionStanding standing = analysis::action_standing(rows, stability);
    const bool refused = standing == analysis::ActionStanding::too_few ||
                         standing == analysis::ActionStanding::shaky;
    return {{"cluster", cluster},
            {"persona", personas.groups[cluster].name},
            {"key", rule.key},
            {"field", schema::kActionFieldNames[static_cast<std::size_t>(rule.field)]},
            {"priority", schema::kGradeNames[static_cast<std::size_t>(rule.priority)]},
            {"effort", schema::kGradeNames[static_cast<std::size_t>(rule.effort)]},
            {"standing", kStandingNames[static_cast<std::size_t>(standing)]},
            {"why", plot::standing_words(rows, stability)},
            {"n", rows},
            {"text", refused ? Json() : Json(plot::filled_text(personas, rule.text, cluster))},
            {"trigger", conditions_json(action.conditions)}};
}

} // namespace

std::vector<double> stability_of(std::span<const StudyOutcome> studies) {
    for (const StudyOutcome& outcome : studies)
        if (const auto* stability = std::get_if<analysis::Stability>(&outcome.value))
            return stability->jaccard;
    return {};
}

void add_personas(Json& object, const engine::Result& result,
                  std::span<const StudyOutcome> studies) {
    if (result.personas == nullptr)
        return;
    const std::vector<double> stability = stability_of(studies);
    Json groups = Json::array(), actions = Json::array();
    for (std::size_t cluster = 0; cluster < result.personas->groups.size(); ++cluster) {
        groups.push_back(group_json(result, cluster));
        const std::optional<double> own =
            cluster < stability.size() ? std::optional(stability[cluster]) : std::nullopt;
        for (const analysis::TriggeredAction& action : result.personas->groups[cluster].actions)
            actions.push_back(action_json(result, cluster, action, own));
    }
    object["personas"] = std::move(groups);
    object["recommendations"] = std::move(actions);
}

void add_published(Json& object, const engine::Result& result) {
    const engine::Preset* preset = engine::preset_of(result.settings);
    if (preset == nullptr)
        return;
    Json groups = Json::array();
    for (const plot::PublishedLine& line : plot::published_lines(*preset, result)) {
        Json numbers = Json::array();
        for (const plot::PublishedNumber& number : line.numbers)
            numbers.push_back({{"of", number.of},
                               {"there", number_or_null(number.there)},
                               {"here", number_or_null(number.here)}});
        groups.push_back({{"name", line.name},
                          {"cluster", line.cluster < 0 ? Json() : Json(line.cluster)},
                          {"numbers", std::move(numbers)}});
    }
    object["published"] = {{"preset", preset->name},
                           {"groups", std::move(groups)},
                           {"differences", preset->differences}};
}

} // namespace cohortscope::report

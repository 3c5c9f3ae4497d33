#include "analysis/personas/personas.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.h"

namespace cohortscope::analysis {

namespace {

using schema::Fact;

double unit_of(Fact fact) {
    constexpr double kDeviations = 0.5, kShare = 0.1;
    switch (fact) {
    case Fact::difference:
        return kDeviations;
    case Fact::share:
    case Fact::top_share:
    case Fact::rate:
    case Fact::size:
        return kShare;
    default:
        return 1.0;
    }
}

CheckedCondition checked(const schema::RuleCondition& condition, const FactValue& fact,
                         double threshold) {
    CheckedCondition made{&condition, threshold, fact, false, -1.0};
    if (!fact.known())
        return made;
    const double beyond = condition.at_least ? fact.value - threshold : threshold - fact.value;
    const double x = beyond / std::max(std::abs(threshold), unit_of(condition.subject.fact));
    made.holds = beyond >= 0.0;
    made.margin = x / (1.0 + std::abs(x));
    return made;
}

// The conditions of rules, one group at a time.
class Judging {
  public:
    Judging(const Personas& personas, const ThresholdOf& threshold_of)
        : personas_(personas), threshold_of_(threshold_of) {}

    std::vector<CheckedCondition> checked_all(const std::string& key,
                                              const std::vector<schema::RuleCondition>& conditions,
                                              std::size_t group) const {
        std::vector<CheckedCondition> all;
        for (std::size_t i = 0; i < conditions.size(); ++i)
            all.push_back(checked(conditions[i],
                                  personas_.facts_of(conditions[i].subject).clusters[group],
                                  threshold_of_(key, i, conditions[i].threshold)));
        return all;
    }

    PersonaFit fit(std::size_t persona, std::size_t group) const {
        const schema::PersonaRule& rule = personas_.rules->personas[persona];
        PersonaFit made;
        made.persona = persona;
        made.conditions = checked_all(rule.key, rule.conditions, group);
        double margins = 0.0;
        for (const CheckedCondition& condition : made.conditions) {
            made.held += condition.holds ? 1 : 0;
            margins += condition.margin;
        }
        made.score = (1.0 + margins / static_cast<double>(made.conditions.size())) / 2.0;
        return made;
    }

    std::vector<TriggeredAction> actions(const std::string& persona, std::size_t group) const {
        std::vector<TriggeredAction> triggered;
        for (std::size_t i = 0; i < personas_.rules->actions.size(); ++i) {
            const schema::ActionRule& rule = personas_.rules->actions[i];
            if (std::ranges::find(rule.personas, persona) == rule.personas.end())
                continue;
            TriggeredAction action{i, checked_all(rule.key, rule.conditions, group)};
            if (std::ranges::all_of(action.conditions, &CheckedCondition::holds))
                triggered.push_back(std::move(action));
        }
        return triggered;
    }

  private:
    const Personas& personas_;
    const ThresholdOf& threshold_of_;
};

struct Pair {
    double score = 0.0;
    std::size_t group = 0, persona = 0;
};

// Every pair whose conditions all hold, best first.
std::vector<Pair> candidates(const std::vector<GroupPersona>& groups) {
    std::vector<Pair> pairs;
    for (std::size_t group = 0; group < groups.size(); ++group)
        for (const PersonaFit& fit : groups[group].fits)
            if (fit.holds())
                pairs.push_back({fit.score, group, fit.persona});
    std::ranges::stable_sort(pairs, [](const Pair& a, const Pair& b) {
        if (a.score != b.score)
            return a.score > b.score;
        return a.group != b.group ? a.group < b.group : a.persona < b.persona;
    });
    return pairs;
}

void assign(Personas& made) {
    std::set<std::size_t> taken;
    for (const Pair& pair : candidates(made.groups)) {
        GroupPersona& group = made.groups[pair.group];
        if (group.persona >= 0 || taken.contains(pair.persona))
            continue;
        group.persona = static_cast<int>(pair.persona);
        if (!made.rules->personas[pair.persona].several)
            taken.insert(pair.persona);
    }
}

// By the groups' numbers, not by how well they fit.
void name_groups(Personas& made, const std::vector<std::string>& measured) {
    std::set<std::string> borne;
    for (std::size_t group = 0; group < made.groups.size(); ++group)
        if (made.groups[group].persona < 0)
            borne.insert(measured[group]);
    for (GroupPersona& group : made.groups) {
        if (group.persona < 0)
            continue;
        const std::string& name =
            made.rules->personas[static_cast<std::size_t>(group.persona)].name;
        group.name = name;
        for (int number = 2; !borne.insert(group.name).second; ++number)
            group.name = name + " " + std::to_string(number);
    }
}

} // namespace

const PersonaFit* GroupPersona::next_best() const {
    const auto found = std::ranges::find_if(
        fits, [&](const PersonaFit& fit) { return static_cast<int>(fit.persona) != persona; });
    return found == fits.end() ? nullptr : &*found;
}

const PersonaFit* GroupPersona::fit_of(int persona_index) const {
    const auto found = std::ranges::find_if(fits, [&](const PersonaFit& fit) {
        return static_cast<int>(fit.persona) == persona_index;
    });
    return found == fits.end() ? nullptr : &*found;
}

const SubjectFacts& Personas::facts_of(const schema::Subject& subject) const {
    const auto found = facts->find(subject);
    ENSURE(found != facts->end());
    return found->second;
}

Personas find_personas(std::shared_ptr<const schema::Rules> rules,
                       std::shared_ptr<const FactTable> facts, const ThresholdOf& threshold_of,
                       const std::vector<std::string>& measured) {
    Personas made;
    made.rules = std::move(rules);
    made.facts = std::move(facts);
    made.groups.resize(measured.size());
    const Judging judging(made, threshold_of);
    for (std::size_t group = 0; group < made.groups.size(); ++group) {
        std::vector<PersonaFit>& fits = made.groups[group].fits;
        for (std::size_t persona = 0; persona < made.rules->personas.size(); ++persona)
            fits.push_back(judging.fit(persona, group));
        std::ranges::stable_sort(fits, [](const PersonaFit& a, const PersonaFit& b) {
            const std::size_t left = a.held * b.conditions.size(),
                              right = b.held * a.conditions.size(); // shares that hold
            return left != right ? left > right : a.score > b.score;
        });
    }
    assign(made);
    name_groups(made, measured);
    for (std::size_t group = 0; group < made.groups.size(); ++group)
        if (GroupPersona& each = made.groups[group]; each.persona >= 0)
            each.actions = judging.actions(
                made.rules->personas[static_cast<std::size_t>(each.persona)].key, group);
    return made;
}

ActionStanding action_standing(std::size_t rows, std::optional<double> stability) {
    if (rows < kLeastRows)
        return ActionStanding::too_few;
    if (!stability)
        return ActionStanding::provisional;
    return *stability < kLeastStability ? ActionStanding::shaky : ActionStanding::given;
}

} // namespace cohortscope::analysis

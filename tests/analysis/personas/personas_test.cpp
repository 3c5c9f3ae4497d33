// Personas: each rule has a group that just meets it and one that barely does not, and each choice
// between them is by hand.
#include "analysis/personas/personas.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "schema/schema.h"

using namespace cohortscope;
using namespace cohortscope::analysis;

namespace {

using Rules = std::shared_ptr<const schema::Rules>;

double as_in_file(const std::string&, std::size_t, double of_file) { return of_file; }

// Facts written down instead of measured: every subject has a value in each of k groups.
class Written {
  public:
    Written(Rules rules, std::size_t k) : rules_(std::move(rules)), k_(k) {
        const auto add = [&](const schema::Subject& subject) {
            facts_[subject].clusters.assign(k_, FactValue{});
            for (FactValue& fact : facts_[subject].clusters) {
                fact.value = 0.0;
                fact.n = 100;
            }
        };
        for (const schema::PersonaRule& persona : rules_->personas) {
            for (const schema::RuleCondition& condition : persona.conditions)
                add(condition.subject);
            for (const schema::Subject& subject : persona.description.subjects)
                add(subject);
        }
        for (const schema::ActionRule& action : rules_->actions) {
            for (const schema::RuleCondition& condition : action.conditions)
                add(condition.subject);
            for (const schema::Subject& subject : action.text.subjects)
                add(subject);
        }
    }

    FactValue& fact(const schema::Subject& subject, std::size_t group) {
        return facts_.at(subject).clusters[group];
    }

    // Each subject of the conditions lies on a threshold of its own.
    void meet(const std::vector<schema::RuleCondition>& conditions, std::size_t group) {
        for (const schema::RuleCondition& condition : conditions)
            fact(condition.subject, group).value = condition.threshold;
    }

    Personas found() const {
        std::vector<std::string> measured;
        for (std::size_t group = 0; group < k_; ++group)
            measured.push_back("measured " + std::to_string(group));
        return find_personas(rules_, std::make_shared<const FactTable>(facts_), as_in_file,
                             measured);
    }

  private:
    Rules rules_;
    std::size_t k_;
    FactTable facts_;
};

Rules rules_of(const schema::Schema& schema) {
    return std::make_shared<const schema::Rules>(schema.rules);
}

bool holds_of(const Personas& personas, std::size_t persona, std::size_t group) {
    return personas.groups[group].fit_of(static_cast<int>(persona))->holds();
}

// The next value on the wrong side of the threshold.
double barely_not(const schema::RuleCondition& condition) {
    return std::nextafter(condition.threshold, condition.at_least ? -INFINITY : INFINITY);
}

schema::RuleCondition at_least(const std::string& of, double threshold) {
    return {{schema::Fact::difference, {of}, ""}, true, threshold, "more " + of, ""};
}

} // namespace

TEST_CASE("every persona has a group that just meets it, and one that barely does not for each of "
          "its conditions") {
    for (const auto& known : schema::known_schemas()) {
        const Rules rules = rules_of(*known);
        for (std::size_t p = 0; p < rules->personas.size(); ++p) {
            const schema::PersonaRule& persona = rules->personas[p];
            CAPTURE(known->name);
            CAPTURE(persona.key);
            Written written(rules, 1);
            written.meet(persona.conditions, 0);
            CHECK(holds_of(written.found(), p, 0));
            for (const schema::RuleCondition& condition : persona.conditions) {
                Written lacking(rules, 1);
                lacking.meet(persona.conditions, 0);
                lacking.fact(condition.subject, 0).value = barely_not(condition);
                CHECK_FALSE(holds_of(lacking.found(), p, 0));
            }
        }
    }
}

TEST_CASE("every recommendation has a group that just triggers it, and one that barely does not") {
    for (const auto& known : schema::known_schemas()) {
        const Rules rules = rules_of(*known);
        for (std::size_t a = 0; a < rules->actions.size(); ++a) {
            const schema::ActionRule& action = rules->actions[a];
            CAPTURE(action.key);
            schema::Rules one = *rules; // its persona alone, which holds whatever the numbers are
            const std::string key = action.personas.front();
            std::erase_if(one.personas, [&](const auto& persona) { return persona.key != key; });
            one.personas.front().conditions = {
                {{schema::Fact::size, {}, ""}, true, -1.0, "any size", ""}};
            const auto triggered = [&](Written& written) {
                const std::vector<TriggeredAction> list = written.found().groups[0].actions;
                return std::ranges::find(list, a, &TriggeredAction::action) != list.end();
            };
            const Rules only = std::make_shared<const schema::Rules>(one);
            Written written(only, 1);
            written.meet(action.conditions, 0);
            CHECK(triggered(written));
            for (const schema::RuleCondition& condition : action.conditions) {
                Written lacking(only, 1);
                lacking.meet(action.conditions, 0);
                lacking.fact(condition.subject, 0).value = barely_not(condition);
                CHECK_FALSE(triggered(lacking));
            }
        }
    }
}

TEST_CASE("what cannot be checked does not hold, and says so") {
    const Rules rules = rules_of(schema::built_in());
    const schema::PersonaRule& persona = rules->personas.front();
    Written written(rules, 2);
    written.meet(persona.conditions, 0);
    FactValue& fact = written.fact(persona.conditions.front().subject, 0);
    fact = FactValue{};
    fact.lack = "the table has no column";
    const Personas found = written.found();
    const PersonaFit& fit = *found.groups[0].fit_of(0);
    CHECK_FALSE(fit.holds());
    CHECK_FALSE(fit.conditions.front().holds);
    CHECK(fit.conditions.front().fact.lack == "the table has no column");
    CHECK(fit.conditions.front().margin == -1.0);
    CHECK(found.groups[0].persona != 0);
}

TEST_CASE(
    "score and choice by hand: the best pair first, a persona once unless it may be several") {
    auto rules = std::make_shared<schema::Rules>();
    rules->name = "by hand";
    rules->personas = {{"a", "alphas", {}, {at_least("x", 1.0)}, false},
                       {"b", "betas", {}, {at_least("x", 0.5)}, false}};
    const schema::Subject x{schema::Fact::difference, {"x"}, ""};
    Written written(rules, 3);
    written.fact(x, 0).value = 2.0; // alphas: distance 1 in units of 1, margin 1/2; betas: 3, 3/4
    written.fact(x, 1).value = 3.0; // 2, 2/3; 5, 5/6
    written.fact(x, 2).value = 1.0; // 0, 0; 1, 1/2
    const Personas found = written.found();
    CHECK(found.groups[0].fit_of(0)->score == doctest::Approx(0.75));
    CHECK(found.groups[0].fit_of(1)->score == doctest::Approx(0.875));
    CHECK(found.groups[1].fit_of(1)->score == doctest::Approx(1.0 - 1.0 / 12));
    // Group 1 and betas are the best pair; of what is left group 0 and alphas.
    CHECK(found.groups[1].name == "betas");
    CHECK(found.groups[0].name == "alphas");
    CHECK(found.groups[2].persona == -1);
    CHECK(found.groups[2].name == "");
    CHECK(found.groups[0].next_best()->persona == 1);

    rules->personas[1].several = true;
    const Personas several = written.found();
    CHECK(several.groups[0].name == "betas");
    CHECK(several.groups[1].name == "betas 2");
    CHECK(several.groups[2].name == "betas 3");
}

TEST_CASE("a persona's name that a measured name has already gets a number") {
    auto rules = std::make_shared<schema::Rules>();
    rules->personas = {{"a", "measured 1", {}, {at_least("x", 1.0)}, false}};
    Written written(rules, 2);
    written.fact({schema::Fact::difference, {"x"}, ""}, 0).value = 1.0;
    CHECK(written.found().groups[0].name == "measured 1 2");
}

TEST_CASE("a recommendation stands by rows and stability") {
    CHECK(action_standing(29, 1.0) == ActionStanding::too_few);
    CHECK(action_standing(30, 1.0) == ActionStanding::given);
    CHECK(action_standing(30, std::nullopt) == ActionStanding::provisional);
    CHECK(action_standing(30, 0.6) == ActionStanding::given);
    CHECK(action_standing(30, 0.59) == ActionStanding::shaky);
    CHECK(action_standing(1, std::nullopt) == ActionStanding::too_few);
}

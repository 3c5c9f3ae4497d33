// Which persona each group is, by the rules: what holds, how well it fits, and what is lacking.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/personas/fact.h"

namespace cohortscope::analysis {

// Recommendations need at least so many rows, and so much stability.
inline constexpr std::size_t kLeastRows = 30;
inline constexpr double kLeastStability = 0.6; // mean Jaccard; see stability/stability.h

// A condition of a rule in one group.
struct CheckedCondition {
    const schema::RuleCondition* condition = nullptr;
    double threshold = 0.0; // as it is set now
    FactValue fact;
    bool holds = false; // never where the fact is not known
    // How far the fact lies on the right side of its threshold, in (−1, 1): x / (1 + |x|) of the
    // distance x in units of max(|threshold|, u), where u is 0.5 of differences, 0.1 of shares and
    // 1 of all others. −1 where the fact is not known.
    double margin = -1.0;
};

// A persona of the rules beside one group.
struct PersonaFit {
    std::size_t persona = 0; // in Rules::personas
    std::vector<CheckedCondition> conditions;
    std::size_t held = 0; // conditions that hold
    double score = 0.0;   // (1 + mean margin) / 2, 0 to 1
    bool holds() const { return held == conditions.size(); }
};

// A recommendation whose conditions all hold.
struct TriggeredAction {
    std::size_t action = 0; // in Rules::actions
    std::vector<CheckedCondition> conditions;
};

struct GroupPersona {
    int persona = -1; // in Rules::personas, −1: the measured name stays
    std::string name; // as shown; empty without one
    // All personas: by the share of their conditions that hold, then by score; equal ones in the
    // order of the rules.
    std::vector<PersonaFit> fits;
    std::vector<TriggeredAction> actions; // in the order of the rules; of a group with a persona

    // The best persona that is not its own; null where the rules have no other.
    const PersonaFit* next_best() const;
    const PersonaFit* fit_of(int persona_index) const; // null for −1
};

struct Personas {
    std::shared_ptr<const schema::Rules> rules; // never null
    std::shared_ptr<const FactTable> facts;     // likewise
    std::vector<GroupPersona> groups;           // k

    const SubjectFacts& facts_of(const schema::Subject& subject) const;
};

// The threshold of condition `at` of the rule `key`, as it is set now.
using ThresholdOf = std::function<double(const std::string& key, std::size_t at, double threshold)>;

// Of the pairs of a group and a persona whose conditions all hold, that of the highest score comes
// first (equal ones: the lower group, then the earlier rule), and so on: a persona that names a
// group names no other unless its rule says so; then the further ones are numbered. Names that
// another group bears already, of `measured` (k), get a number, too.
Personas find_personas(std::shared_ptr<const schema::Rules> rules,
                       std::shared_ptr<const FactTable> facts, const ThresholdOf& threshold_of,
                       const std::vector<std::string>& measured);

// Whether a recommendation for a group is given.
enum class ActionStanding {
    given,
    provisional, // stability is not checked yet
    too_few,     // fewer than kLeastRows rows
    shaky,       // its stability is below kLeastStability
};
ActionStanding action_standing(std::size_t rows, std::optional<double> stability);

} // namespace cohortscope::analysis

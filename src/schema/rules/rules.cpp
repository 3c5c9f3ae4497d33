#include "schema/rules/rules.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "base/asset.h"
#include "schema/rules/rules_json.h"

namespace cohortscope::schema {

namespace {

constexpr double kMostDeviations = 4.0;
constexpr double kMostTimes = 10.0;
constexpr double kMostGroups = 15.0;

ThresholdRange range_of(Fact fact, double threshold) {
    switch (fact) {
    case Fact::difference:
        return {-kMostDeviations, kMostDeviations, 0.05, false};
    case Fact::rank:
        return {1.0, kMostGroups, 1.0, true};
    case Fact::ratio:
    case Fact::lift:
    case Fact::rate_ratio:
        return {0.0, kMostTimes, 0.05, false};
    case Fact::share:
    case Fact::top_share:
    case Fact::size:
        return {0.0, 1.0, 0.01, false};
    case Fact::rate:
        if (threshold >= 0.0 && threshold <= 1.0)
            return {0.0, 1.0, 0.01, false};
        break;
    case Fact::mean:
    case Fact::median:
        break;
    }
    // A power of ten around three times the threshold, so that its steps are round.
    const double reach = std::pow(10.0, std::ceil(std::log10(std::max(std::abs(threshold), 0.1))));
    return {threshold < 0.0 ? -reach * 2.0 : 0.0, reach * 2.0, reach / 200.0, false};
}

} // namespace

const PersonaRule* Rules::find(std::string_view key) const {
    const auto found = std::ranges::find(personas, key, &PersonaRule::key);
    return found == personas.end() ? nullptr : &*found;
}

std::string threshold_key(std::string_view rule, std::size_t condition) {
    return "rule." + std::string(rule) + "." + std::to_string(condition + 1);
}

ThresholdRange threshold_range(const RuleCondition& condition) {
    ThresholdRange range = range_of(condition.subject.fact, condition.threshold);
    range.low = std::min(range.low, condition.threshold);
    range.high = std::max(range.high, condition.threshold);
    return range;
}

const Rules& known_rules(std::string_view name) {
    // Never destroyed: a load that was left behind may read it while the program ends.
    static auto& known = *new std::map<std::string, Rules, std::less<>>();
    static auto& mutex = *new std::mutex();
    const std::lock_guard lock(mutex);
    const auto found = known.find(name);
    if (found != known.end())
        return found->second;
    const std::string file = "rules/" + std::string(name) + ".json";
    const std::string_view json = base::find_asset(file);
    return known.emplace(std::string(name), json.empty() ? Rules() : rules_from_json(json, file))
        .first->second;
}

} // namespace cohortscope::schema

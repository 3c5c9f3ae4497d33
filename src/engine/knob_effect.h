// Which knobs cannot change the groups at the present settings, and why.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/settings.h"
#include "schema/bind.h"

namespace cohortscope::engine {

// What a knob needs to reach the groups: one of these features with a weight above 0. Empty: it
// acts on K-Means. Nothing: it reaches them by the rows or in any case.
std::optional<std::vector<std::string>> features_behind(std::string_view key,
                                                        const Settings& settings);

// Why a knob has no effect on the groups; numbers, names and profiles may still follow it.
struct Idle {
    std::vector<std::string> muted; // features to give a weight; else the method is Ward
};
std::optional<Idle> idle_knob(std::string_view key, const Settings& settings);

// The settings under which it acts again: weights back to 1, or K-Means.
void wake_knob(const Idle& idle, Settings& settings);

// What a knob or a weight ("weight.FEATURE") works on and no row of the table has, as people call
// it (the column's label); empty where there is nothing amiss. O(1), but for a look along a helper
// that is empty.
std::string lacking_for(std::string_view key, const Settings& settings, const schema::Bound& bound);

} // namespace cohortscope::engine

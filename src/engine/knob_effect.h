// Which knobs cannot change the groups at the present settings, and why.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "engine/settings.h"

namespace cohortscope::engine {

// What a knob needs to reach the groups: one of these features with a weight above 0.
struct KnobPath {
    std::string_view key;
    std::vector<std::string_view> features; // empty: it acts on K-Means
};
std::span<const KnobPath> knob_paths();

// Why a knob has no effect on the groups; numbers, names and profiles may still follow it.
struct Idle {
    std::vector<std::string_view> muted; // features to give a weight; else the method is Ward
};
std::optional<Idle> idle_knob(std::string_view key, const Settings& settings);

// The settings under which it acts again: weights back to 1, or K-Means.
void wake_knob(const Idle& idle, Settings& settings);

// What a knob or a weight ("weight.ctc_update_count") works on and no row of the table has, as
// people call it ("e-mail", "company"); empty where there is nothing amiss. O(1), but for
// a look along a column of update years that is empty.
std::string_view lacking_for(std::string_view key, const Settings& settings,
                             const data::Table& table);

} // namespace cohortscope::engine

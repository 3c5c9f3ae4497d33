// What differs between two settings, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/settings.h"

namespace cohortscope::engine {

// One knob, weight, method or schema. Either text may be empty: then that side has nothing to tell.
struct SettingChange {
    std::string words;       // "k 3 → 8", "same school muted"
    std::string before, now; // "k 3" and "k 8"; "" and "same school muted"
};

// What people look for first comes first: schema, method, k, weights, then the other knobs in the
// order of the pipeline. Of another schema's knobs and features only those that both have are
// compared: the schema says the rest. O(fields).
std::vector<SettingChange> changed_settings(const Settings& before, const Settings& after);

// The words alone: "k 3 → 8", "same school muted", "rare school 5 → 50".
std::vector<std::string> settings_difference(const Settings& before, const Settings& after);

// A knob's short name inside a sentence: "k", "rare school", "low percentile".
std::string knob_words(const Field& field);

// A choice of a knob as people read it: "K-Means", "min–max", "on".
std::string choice_words(std::string_view choice);

} // namespace cohortscope::engine

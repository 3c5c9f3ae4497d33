// Recipes of published analyses: what they did as settings, and what came out there, to be put
// beside what comes out here.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace cohortscope::engine {

struct PublishedGroup {
    std::string name;
    std::string persona;             // the name of the persona that it is called by; empty: none
    std::optional<std::size_t> rows; // one of the two
    std::optional<double> share;     // of all rows, 0 to 1
    std::map<std::string, double> means; // by name of a feature, or of the measure
};

struct Preset {
    std::string name;  // "p1": for --preset
    std::string label; // for people
    Settings settings; // of its schema
    std::optional<std::size_t> rows;
    std::optional<double> inertia;
    std::vector<PublishedGroup> groups;
    std::vector<std::string> differences; // sentences: why the numbers are not the same
};

// Those that come with the program, assets/presets/*.json, by name; made once.
std::span<const Preset> presets();

// Throws base::Error naming those that there are.
const Preset& preset_named(std::string_view name);

// The preset with these settings; null where they are no preset's. Components shown, seed and
// restarts may differ.
const Preset* preset_of(const Settings& settings);

// Which group of the result each published one is likest to, −1 where there are fewer: that of its
// persona, where a group bears it, else the matching with the least sum of squared differences of
// the means published, in deviations of all rows (of the measure in factors of e). Where none is
// published, in their order.
std::vector<int> matched_groups(const Preset& preset, const Result& result);

// The mean of a feature or of the measure in a group; nothing where there is no such column.
std::optional<double> mean_in(const Result& result, int cluster, const std::string& column);

} // namespace cohortscope::engine

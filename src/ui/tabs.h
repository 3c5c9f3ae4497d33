// The tabs of the right panel, and the studies that each shows.
#pragma once

#include <span>

#include "engine/study.h"

namespace cohortscope::ui {

inline constexpr engine::Study kOfElbow[] = {engine::Study::elbow};
inline constexpr engine::Study kOfSilhouette[] = {engine::Study::scores, engine::Study::hopkins,
                                                  engine::Study::silhouette};
inline constexpr engine::Study kOfWard[] = {engine::Study::ward, engine::Study::compare};
inline constexpr engine::Study kOfCompare[] = {engine::Study::compare};
inline constexpr engine::Study kOfStability[] = {engine::Study::stability};
inline constexpr engine::Study kOfSensitivity[] = {engine::Study::sensitivity};

struct Tab {
    const char* name; // for --tab and Workbench::set_tab
    const char* label;
    std::span<const engine::Study> studies = {}; // the quick ones first
    engine::Study main = engine::Study::elbow;   // what the tab's picture belongs to
};

inline constexpr Tab kTabs[] = {
    {"profile", "Profile"},
    {"elbow", "Elbow", kOfElbow, engine::Study::elbow},
    {"silhouette", "Silhouette", kOfSilhouette, engine::Study::silhouette},
    {"ward", "Ward", kOfWard, engine::Study::ward},
    {"compare", "Compare", kOfCompare, engine::Study::compare},
    {"stability", "Stability", kOfStability, engine::Study::stability},
    {"sensitivity", "Sensitivity", kOfSensitivity, engine::Study::sensitivity},
};
inline std::span<const Tab> all_tabs() { return kTabs; }

// Null for a name that is none.
const Tab* find_tab(std::string_view name);

} // namespace cohortscope::ui

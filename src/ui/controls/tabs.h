// The tabs of the right panel, and the studies that each shows.
#pragma once

#include <span>

#include "engine/study.h"
#include "plot/terms.h"

namespace cohortscope::ui {

inline constexpr engine::Study kOfElbow[] = {engine::Study::elbow};
inline constexpr engine::Study kOfExplain[] = {engine::Study::explain};
inline constexpr engine::Study kOfSilhouette[] = {engine::Study::scores, engine::Study::hopkins,
                                                  engine::Study::silhouette};
inline constexpr engine::Study kOfWard[] = {engine::Study::ward, engine::Study::compare};
inline constexpr engine::Study kOfCompare[] = {engine::Study::compare};
inline constexpr engine::Study kOfStability[] = {engine::Study::stability};
inline constexpr engine::Study kOfSensitivity[] = {engine::Study::sensitivity};
inline constexpr engine::Study kOfPeers[] = {engine::Study::peers};

inline constexpr const char* kRowsTab = "rows";
inline constexpr const char* kWhyTab = "why";
inline constexpr const char* kChangedTab = "changed";
inline constexpr const char* kSelectedTab = "selected";
inline constexpr const char* kPersonasTab = "personas";

struct Tab {
    const char* name; // for --tab and Workbench::set_tab
    const char* label;
    const char* shows;                           // in a sentence without its full stop
    plot::Term term;                             // that a newcomer has to know there
    std::span<const engine::Study> studies = {}; // the quick ones first
    engine::Study main = engine::Study::elbow;   // what the tab's picture belongs to
};

inline constexpr Tab kTabs[] = {
    {"profile", "Profile", "What each group is like: the mean of every feature, against all rows",
     plot::Term::deviation},
    {"elbow", "Elbow", "How much closer together the groups get with every further group",
     plot::Term::inertia, kOfElbow, engine::Study::elbow},
    {"explain", "Explain",
     "The groups as rules: which thresholds tell the rows of one from another",
     plot::Term::explaining_tree, kOfExplain, engine::Study::explain},
    {kChangedTab, "Changed", "What changed group since a pinned result, where it went, and why",
     plot::Term::adjusted_rand},
    {kPersonasTab, "Personas", "Who the groups are, by which numbers, and what to do for them",
     plot::Term::persona},
    {kSelectedTab, "Selected", "What sets the selected rows apart from the rest",
     plot::Term::contrast},
    {"silhouette", "Silhouette", "How well each row fits its group", plot::Term::silhouette,
     kOfSilhouette, engine::Study::silhouette},
    {"ward", "Ward", "How small groups merge into larger ones, as a tree", plot::Term::ward,
     kOfWard, engine::Study::ward},
    {"compare", "Compare", "Which rows K-Means and Ward's method put together",
     plot::Term::adjusted_rand, kOfCompare, engine::Study::compare},
    {"stability", "Stability", "Which groups come back when the rows are drawn again",
     plot::Term::stability, kOfStability, engine::Study::stability},
    {"sensitivity", "Sensitivity", "How far the groups change when a setting is nudged",
     plot::Term::sensitivity, kOfSensitivity, engine::Study::sensitivity},
    {"peers", "Peers", "Who has more or less than those alike, and what those alike have",
     plot::Term::peers, kOfPeers, engine::Study::peers},
    {kRowsTab, "Rows", "Every row, as the file has it and as the groups use it", plot::Term::rows},
    {kWhyTab, "Why here", "Why a row is in its group, and what would move it to another",
     plot::Term::pull},
};
inline std::span<const Tab> all_tabs() { return kTabs; }

// Null for a name that is none.
const Tab* find_tab(std::string_view name);

} // namespace cohortscope::ui

// An explaining tree in words: its thresholds in the columns' own units, its leaves as rules.
#pragma once

#include <string>

#include "analysis/explain/explanation.h"
#include "engine/result.h"
#include "engine/study.h"

namespace cohortscope::plot {

// One question of the tree and its two answers.
struct SplitWords {
    std::string below, above; // "experience ≤ 13 years", "experience > 13 years"
    double threshold =
        0.0; // the shortest decimal, in the unit that the words are in: what rows are
             // compared with. Of a logarithm in that of the column it is taken of.
};

// `feature` and `bin` as TreeNode has them.
SplitWords split_words(const engine::Explained& explained, std::size_t feature, std::size_t bin);

// "experience > 13 years and pay a year ≤ ₹11,50,000"; "every row" where the tree is one leaf.
std::string leaf_conditions(const engine::Explained& explained, int leaves, int node);

// The whole tree, to copy: a line of what it is, then a rule a leaf, "If …, then 5 seniors (20,031
// rows, 98.1 % of them are)."
std::string rules_text(const engine::Result& result, const engine::Explained& explained,
                       int leaves);

// "8 rules tell 96.9 % of the rows their group; spread within groups 1.02 times".
std::string explained_words(const analysis::Explanation& explanation, int leaves);

} // namespace cohortscope::plot

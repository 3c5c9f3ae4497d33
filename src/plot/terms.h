// The terms of statistics in plain English: one table from which labels and tooltips are made.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace cohortscope::plot {

// In the order of the table in terms.cpp.
enum class Term {
    rows,
    clusters,
    preview,
    final_result,
    better_optimum,
    method,
    iterations,
    inertia,
    explained_variance,
    duration,
    component,
    loading,
    deviation,
    share_of_distance,
    knee,
    explaining_tree,
    silhouette,
    negative_silhouette,
    calinski_harabasz,
    davies_bouldin,
    hopkins,
    jaccard,
    stability,
    stable,
    moderate,
    shaky,
    adjusted_rand,
    mutual_information,
    ward,
    dendrogram,
    sensitivity,
    pull,
    contrast,
    persona,
    peers,
};
inline constexpr std::size_t kTerms = 35;

struct TermWords {
    Term term;
    std::string_view plain;      // "spread within groups"
    std::string_view statistics; // what a statistician calls it: "inertia"; empty: no other word
    std::string_view help;       // sentences for a tooltip: what it is, and how to read it
};

std::span<const TermWords> terms();
const TermWords& words_of(Term term);

// "spread within groups (inertia)"; the plain words alone where there is no other word.
std::string full_term(Term term);
// "inertia"; the plain words where there is no other: for where there is little room.
std::string short_term(Term term);
// The tooltip: "Spread within groups (inertia): the sum of …"
std::string term_help(Term term);

} // namespace cohortscope::plot

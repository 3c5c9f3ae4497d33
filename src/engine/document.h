// Everything that a user decided, as one immutable, comparable value.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/naming/given_names.h"
#include "data/table.h"
#include "engine/selection/named_set.h"
#include "engine/selection/row_set.h"
#include "engine/settings.h"
#include "engine/shown_final.h"
#include "engine/view_choices.h"

namespace cohortscope::engine {

// Copying one costs little: what is large is shared.
struct Document {
    std::shared_ptr<const data::Table> table; // null before the first one is read
    Settings settings;
    analysis::GivenNames names;                 // of clusters, given by hand
    std::shared_ptr<const RowSet> selection;    // null: nothing is selected
    std::string selection_origin;               // where it came from, in words
    std::vector<NamedSet> sets;                 // A, B, …
    std::shared_ptr<const ShownFinal> baseline; // null: none is pinned
    ViewChoices view;

    // Tables and baselines by pointer, sets of rows by content.
    bool operator==(const Document& other) const;
};

// What tells two documents apart, in words for a list of steps: "number of clusters 5 → 6",
// "selected 1,204 rows", "opened a.csv". Empty where they are equal.
std::string words_between(const Document& before, const Document& after);

} // namespace cohortscope::engine

// Why rows changed group: what each column did to their distances from the old and the new group.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/flow_counts.h"

namespace cohortscope::engine {

// What became of the names of most movers: the lump of the rare took them in, let them go, or has
// had them all along.
enum class Rarity { none, became, ceased, stays };

// The parts of one feature (the levels of a category together), as means over the movers, in
// squared units of the scaled, weighted space. Positive: towards the new group.
struct MovedColumn {
    std::shared_ptr<const schema::FeatureSpec> feature;
    double counting = 0.0; // the feature counts for more or less: weight, scaler, encoding;
    // all of it where it counts in one result alone
    double value = 0.0;  // the rows' own values are others: filled, clipped or lumped otherwise
    double groups = 0.0; // the two groups lie elsewhere
    double gain_before = 0.0, gain_now = 0.0;   // weight ÷ spread; 0: it counts for nothing
    double value_before = 0.0, value_now = 0.0; // the movers' means in the feature's own unit; of a
                                                // category of several levels 0
    Rarity rarity = Rarity::none;
    std::shared_ptr<const schema::ColumnSpec>
        names; // of a rarity: the column whose names are meant

    double total() const { return counting + value + groups; }
};

// A row's margin is its squared distance from the old group's centre less that from the new one's:
// below 0 it belongs to the old group, above 0 to the new one. docs/DEFINITIONS.md, What changed.
struct WhyMoved {
    std::size_t movers = 0; // rows of the flow that both results use
    // The groups whose margin is meant: where the new group did not exist before, or the old one is
    // gone, there is no change of a margin to tell of, only the margin now (all of it in `groups`).
    bool is_change = false;
    double margin_before = 0.0, margin_now = 0.0; // means over the movers
    std::vector<MovedColumn> columns; // now's features in their order, then those only before had
    std::vector<std::string> words; // at most two, see why_words: "no weight is on school size any
                                    // more", "their school became rare"
};

// Of rows that stayed, or that one result does not use, without columns; words say what is known.
// O(n + movers · d).
WhyMoved why_moved(const Result& before, const Result& after, int from, int to);

} // namespace cohortscope::engine

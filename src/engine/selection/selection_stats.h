// What the selected rows are like against the rest: by cluster, and of all rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/profile/profile.h"
#include "analysis/profile/profile_quartiles.h"
#include "engine/selection/row_set.h"
#include "features/feature.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::engine {

// Shares are 0 to 1. Means and quartiles of no rows are NaN.
struct SelectedShare {
    std::size_t rows = 0;            // of the cluster, or all that the result uses
    std::size_t selected = 0;        // of those
    double share = 0.0;              // selected / rows; 0 without rows
    double share_of_selection = 0.0; // selected / all that are selected and used; 0 without any
    std::vector<std::uint32_t> bins; // selected rows by bin: the edges of ClusterProfile::histogram
    std::size_t at_lowest = 0;       // selected rows with the least and the greatest measure of
    std::size_t at_highest = 0;      // all rows, as ClusterProfile counts them
    analysis::Quartiles measure;     // of the selected rows
    analysis::Quartiles rest_measure; // of the others
};

struct TwoMeans {
    double selected = 0.0;
    double rest = 0.0;
};

struct SelectedName {
    std::string name;
    std::size_t selected = 0; // selected rows that bear it
    std::size_t rows = 0;     // all that do
    double share_of_selection = 0.0;
    double share_of_all = 0.0;
};

struct SelectionStats {
    base::Fingerprint selection;         // of the set
    std::size_t selected = 0;            // rows of the set,
    std::size_t unused = 0;              // and those of them that cleaning dropped
    SelectedShare all;                   // of all rows used
    std::vector<SelectedShare> clusters; // k
    analysis::MeasureAxis measure_axis;  // of the bins
    TwoMeans measure_mean;
    std::vector<TwoMeans> feature_means; // d, each in the feature's own unit
    // By slot of names; by selected rows descending, then byte order; kTopNames at most, all with
    // selected rows.
    std::vector<std::vector<SelectedName>> top_names;
    TwoMeans outcome_mean;            // of the rows that have an outcome
    std::size_t outcome_selected = 0; // selected rows that have one
    std::size_t outcome_rest = 0;
};

// What they are made of: parts of one result.
struct SelectionSource {
    const features::PreparedRows& rows;
    const features::FeatureSet& features;
    const analysis::MeasureBins& bins;
    const analysis::Clustering& clustering;
};

// Pure: equal inputs, equal bits on any number of threads. O(n · (d + slots of names)), one pass.
// `set` may be of any rows of the table, the empty one included.
SelectionStats selection_stats(const SelectionSource& from, const RowSet& set);

} // namespace cohortscope::engine

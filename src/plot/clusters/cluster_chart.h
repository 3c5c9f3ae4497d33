// The clusters' chart: a row a cluster with its name, its share and how one column lies in it, on
// one pinned axis.
#pragma once

#include "engine/ghost.h"
#include "plot/clusters/cluster_charts.h"

namespace cohortscope::plot {

// The room of the whole chart, whether a column is left for a judgement of each cluster, and which
// column of the table stands at the right.
struct ClusterRoom {
    float width = 0, height = 0; // pixels at scale 1
    bool judged = false;
    // What the last column shows: null, and it is the measure.
    const analysis::ColumnSpread* spread = nullptr;
    std::string chosen = {}; // its name, where a list that the panel draws says it; else empty
    bool waiting = false;    // for the spread: nothing is drawn where it will be
    const engine::Ghost* ghost = nullptr; // a pinned result's groups behind those of the same
                                          // colour; null: none
    float corner = 0;                     // pixels at the heads' right end that are kept free
};

inline constexpr float kLeastClusterRow = 34; // at text scale 1

// Where parts of a row lie that the panel draws itself: in the scene of the rows.
struct ClusterRowPlace {
    Box row, name;
    float name_end = 0;     // right end of the name's last line
    float judged_right = 0; // of the judgement; 0 where there is no room for it
    Box bar = {};           // of the share, as far as it is filled
    Box ridge = {};         // from the ends of the axis, the top of a peak down to the baseline
    Box spread = {};        // of the column's spread, whatever is shown; the bar of shares
};

// What the ridges' axis measures from end to end; no column where there is none.
struct RidgeAxis {
    std::string column; // of the table
    std::shared_ptr<const schema::ColumnSpec> spec;
    double low = 0, high = 0; // log10 of the measure where logarithmic
    bool logarithmic = false;
    bool bars = false;              // one a whole number, not smoothed
    int first_bin = 0, end_bin = 0; // those shown of analysis::MeasureAxis

    // The measure at a share of the way, 0 to 1, to three digits, as people state them.
    double value_at(double share) const;
};

// Three scenes of the same width: heads and axis stay while the rows scroll. The rows are as high
// as the room allows, at least kLeastClusterRow and high enough for their names, which get room
// before anything else; rows and judgements go where there is little.
struct ClusterChart {
    Scene head, rows, foot;
    std::vector<ClusterRowPlace> places; // k
    Box chooser;                         // in the head: where the list goes
    RidgeAxis axis;
    double means_low = 0, means_high = 0; // ends of the axis of an outcome's means
};

// A number: one ridge a cluster on one shared axis, logarithmic or linear, with median and
// quartiles; of few whole numbers a bar each. Names: one bar a cluster, in shares of its rows. An
// outcome: rate or mean with its 95 % interval beside that of all rows.
//
// A ridge's height is the share of its cluster's rows per bin, each ridge to a scale of
// its own, smoothed lightly for the eye (binomial kernel 1 4 6 4 1 over its bins, of 1/24 decade
// where logarithmic, counts reflected at the ends): people report round numbers, which leaves
// spikes and gaps. Medians and quartiles are exact. Rows that clipping moved to an end of the axis
// are no part of the ridge: they stand beside it as a hatched bar. Marks tell what share, ridge and
// bars mean.
ClusterChart cluster_chart(const engine::Result& result, const ClusterRoom& room,
                           const ChartOptions& options, const TextMeasure& measure);

} // namespace cohortscope::plot

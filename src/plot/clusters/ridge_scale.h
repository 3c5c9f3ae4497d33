// The axis that all clusters' distributions of a number share, and what stands at its ends.
#pragma once

#include <algorithm>
#include <cmath>

#include "plot/axis.h"
#include "plot/clusters/cluster_chart_parts.h"

namespace cohortscope::plot {

inline constexpr float kEndBar = 6;    // width of a bar of rows at an end, pixels at scale 1
inline constexpr float kEndBarGap = 2; // between such a bar and the ridge

// Half-open, of the bins of the axis.
struct BinRange {
    int first = 0, end = 0;
};

// Rows of a cluster that stand at the ends of the axis, not in its ridge.
struct EndRows {
    std::size_t low = 0, high = 0;
};

// The shared axis in the ridges' column. Where rows stand at the ends, those are left to their
// bars.
struct NumberScale {
    const analysis::MeasureAxis& axis;
    BinRange shown;
    float left = 0, right = 0;

    double low() const { return axis.low + axis.step * shown.first; }
    double high() const { return axis.low + axis.step * shown.end; }
    // The measure at a place of the axis.
    double value_at(double place) const { return axis.logarithmic ? std::pow(10.0, place) : place; }
    float x_of(double place) const {
        const double share = (place - low()) / (high() - low());
        return left + static_cast<float>(std::clamp(share, 0.0, 1.0)) * (right - left);
    }
    float x_of_value(double value) const {
        return x_of(axis.logarithmic ? std::log10(std::max(value, 1e-9)) : value);
    }
    float x_of_bin(int bin) const { return x_of(axis.low + axis.step * (bin + 0.5)); }
    float bin_width() const { return (right - left) / static_cast<float>(shown.end - shown.first); }
};

// All of these are of a chart that shows a number.
bool clips(const ClusterParts& c);
const analysis::NumberSpread& spread_of(const ClusterParts& c, int cluster);

// The bins that are drawn. A number that nobody cleaned reaches far for a handful of rows: then
// those beyond 0.5 % of all rows at either end are left to their bars.
BinRange shown_bins(const ClusterParts& c);

// Those that clipping moved there, and those that are not drawn.
EndRows clipped_rows(const ClusterParts& c, int cluster);
EndRows end_rows(const ClusterParts& c, int cluster);

NumberScale number_scale(const ClusterParts& c);
std::vector<Tick> number_ticks(const ClusterParts& c);

} // namespace cohortscope::plot

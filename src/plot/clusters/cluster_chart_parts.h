// What the parts of the clusters' chart share: the columns and the ridges' axis.
#pragma once

#include "plot/clusters/cluster_chart.h"
#include "plot/labels.h"

namespace cohortscope::plot {

// The columns of the rows, from left to right; pixels.
struct ClusterColumns {
    float number_right = 0, swatch = 0;
    float name = 0, name_right = 0;
    float share = 0, share_right = 0; // the share's text ends at the right, its bar fills all
    float rows_right = 0;             // 0 where left out, as the next
    float judged_right = 0;
    Box ridge; // its left and right alone
    float median_right = 0;
};

struct ClusterParts {
    const engine::Result& result;
    const ChartOptions& options;
    const TextMeasure& measure;
    ClusterRoom room;
    ClusterColumns columns;
    std::vector<float> row_tops = {}; // k + 1

    const Tokens& colours() const { return tokens(options.theme); }
    const schema::ColumnSpec& spec() const { return *result.profiles->measure; }
    std::string amount(double value) const { return short_measure(spec(), value); }
    float scaled(float pixels) const { return pixels * options.text_scale; }
    float line() const { return scaled(kSmallSize) * kLineHeight; }
    int k() const { return result.clustering->k; }
    const analysis::ClusterProfile& profile(int cluster) const {
        return result.profiles->clusters[static_cast<std::size_t>(cluster)];
    }
    int colour(int cluster) const {
        return result.identity.colour[static_cast<std::size_t>(cluster)];
    }
    Colour hue(int cluster) const { return cluster_colour(colour(cluster), options.theme); }
    Colour dimmed(Colour ink, int cluster) const {
        return options.focus < 0 || options.focus == cluster ? ink
                                                             : mix(ink, colours().panel, 0.7f);
    }
    Text small(Point at, std::string text, Colour ink) const {
        return {at, std::move(text), ink, scaled(kSmallSize)};
    }
    float width_of(const std::string& text) const {
        return measure.width(text, scaled(kSmallSize), Face::regular);
    }
};

// Rows that clipping moved to the ends of the axis; 0 where nothing was clipped.
struct ClippedRows {
    std::size_t low = 0, high = 0;
};
ClippedRows clipped_rows(const engine::Result& result, int cluster);

// What was done to the measure at the ends: "1,904 + 1,727 rows clipped to ₹30,000 … ₹1.5 Cr";
// empty if nothing was.
std::string outlier_note(const engine::Result& result);

// Lines of the axis behind the ridges, over the whole height of the scene.
void add_ridge_grid(const ClusterParts& c, Scene& scene);

// One cluster's ridge with its bars of clipped rows, between the top and the baseline.
void add_ridge(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline);

// The labels of the axis, from the top of the scene down; returns their bottom.
float add_ridge_axis(const ClusterParts& c, Scene& scene);

} // namespace cohortscope::plot

// What the parts of the clusters' chart share: the columns and the ridges' axis.
#pragma once

#include <utility>

#include "analysis/spread/column_spread.h"
#include "plot/clusters/cluster_chart.h"
#include "plot/clusters/cluster_ghosts.h"
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

// The measure as a column like any other.
analysis::ColumnSpread measure_spread(const engine::Result& result);

struct ClusterParts {
    const engine::Result& result;
    const ChartOptions& options;
    const TextMeasure& measure;
    ClusterRoom room;
    const analysis::ColumnSpread& spread;
    ClusterColumns columns = {};
    std::vector<float> row_tops = {}; // k + 1

    const Tokens& colours() const { return tokens(options.theme); }
    const schema::ColumnSpec& spec() const { return *spread.spec; }
    // What is shown; null where it is something else.
    const analysis::Distribution* number() const {
        return std::get_if<analysis::Distribution>(&spread.what);
    }
    const analysis::NameShares* shares() const {
        return std::get_if<analysis::NameShares>(&spread.what);
    }
    const analysis::OutcomeMeans* means() const {
        return std::get_if<analysis::OutcomeMeans>(&spread.what);
    }
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
    Text right_aligned(float right, std::string text, Colour ink) const {
        Text made = small({right, 0}, std::move(text), ink);
        made.align_x = AlignX::right;
        return made;
    }
    float width_of(const std::string& text) const {
        return measure.width(text, scaled(kSmallSize), Face::regular);
    }
};

// The heads, and where the list that chooses a column goes.
void add_cluster_heads(const ClusterParts& c, Scene& head, Box& chooser);

// Of the numbers at the right, a median, a rate or a mean, with their heading; names have none.
std::string last_heading(const ClusterParts& c);
std::string last_words(const ClusterParts& c, int cluster);

// What was done to a number at its ends: "1,904 + 1,727 rows clipped to ₹30,000 … ₹1.5 Cr"; empty
// if nothing was.
std::string outlier_note(const ClusterParts& c);

// Lines of the axis behind the rows, over the whole height of the scene.
void add_ridge_grid(const ClusterParts& c, Scene& scene);
void add_share_grid(const ClusterParts& c, Scene& scene);
void add_mean_grid(const ClusterParts& c, Scene& scene);

// One cluster's ridge with its bars of clipped rows, its bar of shares, or its mean with the
// interval, between the top and the baseline.
void add_ridge(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline);
void add_shares(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline);
void add_mean(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline);

// The axis that the ridges share, and where a row's ridge lies on it; none where there are none.
RidgeAxis ridge_axis(const ClusterParts& c);
Box ridge_place(const ClusterParts& c, float top, float baseline);

// Where a row's bar of shares lies, between the top and the baseline.
Box share_place(const ClusterParts& c, float top, float baseline);
// The ends of the axis of means; both 0 where there are none.
std::pair<double, double> mean_ends(const ClusterParts& c);

// The labels of the axis, from the top of the scene down; returns their bottom. Shares name the
// parts that no bar has room to name.
float add_ridge_axis(const ClusterParts& c, Scene& scene);
float add_share_axis(const ClusterParts& c, Scene& scene);
float add_mean_axis(const ClusterParts& c, Scene& scene);

// "31 %", or a mean in the column's unit; "–" without rows.
std::string mean_in_words(const ClusterParts& c, const analysis::OutcomeMean& mean);

// Few whole numbers have a bar each.
bool has_bars(const ClusterParts& c);

} // namespace cohortscope::plot

// What the parts of the profile share: its rows and where they lie.
#pragma once

#include <string>
#include <vector>

#include "plot/clusters/cluster_charts.h"
#include "plot/clusters/profile_rows.h"

namespace cohortscope::plot {

struct Heatmap {
    const engine::Result& result;
    const ChartOptions& options;
    const TextMeasure& measure;
    Scene scene;
    std::vector<ProfileRow> rows;
    float labels = 0;    // width of the rows' labels
    float all_width = 0; // of the column of all rows; 0 where there is no room for it
    float cell_width = 0;
    float strength = 0;   // width of the bars at the rows' ends; 0 where there are none
    int columns = 0;      // clusters beside each other
    bool one_line = true; // label and unit beside each other
    bool named = true;    // names over the columns, not numbers alone
    float extra = 0;      // height of a row beyond what it needs

    const Tokens& colours() const { return tokens(options.theme); }
    float scaled(float pixels) const { return pixels * options.text_scale; }
    float margin() const { return scaled(1.5f * kStep); } // between labels and cells
    float line() const { return scaled(kSmallSize) * kLineHeight; }
    float row_height() const {
        return (one_line ? scaled(24) : 2 * line() + scaled(kStep)) + extra;
    }
    float left_of(int column) const {
        return labels + all_width + cell_width * static_cast<float>(column);
    }
    Text small(Point at, std::string text, Colour colour) const {
        return {at, std::move(text), colour, scaled(kSmallSize)};
    }
    // The right end of the cells, of the bands that are full.
    float cells_right() const { return left_of(columns); }
    float width_of(const std::string& text) const {
        return measure.width(text, scaled(kSmallSize), Face::regular);
    }
    bool dimmed(int cluster) const { return options.focus >= 0 && options.focus != cluster; }
};

// What stands behind the label of a row that is outside the distance.
inline std::string sign_of(const ProfileRow& row) {
    return row.outside ? std::string(" ") + kOutsideSign : std::string();
}

// A cluster's name over its column, more lines than kNameLines where it is too long.
inline constexpr std::size_t kNameLines = 3;
std::vector<std::string> name_lines(const Heatmap& c, int cluster);

// Widths, and how the rows are called: in as few bands as there can be. The scene's width is set.
void lay_out(Heatmap& c);

} // namespace cohortscope::plot

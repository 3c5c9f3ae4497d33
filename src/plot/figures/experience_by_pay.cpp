// The measure against the years that the schema has: how many rows lie where, and medians by bands.
#include <algorithm>
#include <cmath>
#include <optional>

#include "base/format.h"
#include "engine/shown_columns.h"
#include "features/feature_statistics.h"
#include "plot/axis.h"
#include "plot/draw.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/figures/number_grid.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr int kMostAcross = 60, kUpwards = 48; // bins
constexpr double kOutside = 0.1;               // percent of the rows left out at each end
constexpr int kBands = 8;                      // about so many
constexpr std::size_t kLeastRows = 20;         // of a band that has a median

// The first column of years, as it is shown: an age where it is one.
std::optional<engine::ShownColumn> years_of(const engine::Result& result) {
    const schema::Bound& bound = *result.prepared.bound;
    for (const engine::ShownColumn& column : engine::shown_columns(result.prepared))
        if (column.kind == engine::ShownKind::number &&
            bound.numbers[column.slot].spec->role == schema::Role::year)
            return column;
    return std::nullopt;
}

std::span<const double> values_of(const features::Column<double>& column) {
    return {column.data(), column.size()};
}

// Years are whole: a bin holds as many of them as any other.
GridAxis axis_of_years(std::span<const double> years) {
    const base::CountedValues counted = features::count_values(years);
    const double low = std::floor(counted.percentile(kOutside) + 0.5);
    const double high = std::floor(counted.percentile(100.0 - kOutside) + 0.5);
    const double step = std::max(1.0, std::ceil((high - low + 1.0) / kMostAcross));
    const int bins = static_cast<int>(std::ceil((high - low + 1.0) / step));
    return {low - 0.5, low - 0.5 + step * bins, bins, false};
}

GridAxis axis_of_measure(const engine::Result& result) {
    const analysis::MeasureAxis& axis = result.prepared.measure_bins->axis;
    const auto [least, most] = std::minmax_element(result.prepared.rows->measure.begin(),
                                                   result.prepared.rows->measure.end());
    GridAxis made{0.0, 1.0, kUpwards, axis.logarithmic};
    made.low = made.place_of(*least);
    made.high = made.place_of(*most);
    if (!(made.high > made.low)) {
        made.low -= 0.5;
        made.high += 0.5;
    }
    return made;
}

std::vector<double> band_edges(const GridAxis& years) {
    std::vector<double> edges = {years.low};
    for (const Tick& tick : linear_ticks(years.low, years.high, kBands))
        if (tick.value - 0.5 > years.low && tick.value - 0.5 < years.high)
            edges.push_back(tick.value - 0.5);
    edges.push_back(years.high);
    return edges;
}

struct YearsAndMeasure {
    engine::ShownColumn years;
    NumberGrid grid;
    std::vector<NumberBand> bands; // those with rows enough
};

YearsAndMeasure counted_rows_of(const engine::Result& result) {
    YearsAndMeasure made{*years_of(result), {}, {}};
    const auto years = values_of(result.prepared.rows->numbers[made.years.slot].values);
    const auto measure = values_of(result.prepared.rows->measure);
    made.grid = count_grid(years, measure, axis_of_years(years), axis_of_measure(result));
    made.bands = bands_of(years, measure, band_edges(made.grid.x));
    std::erase_if(made.bands, [](const NumberBand& band) { return band.rows < kLeastRows; });
    return made;
}

struct YearsChart {
    Sketch s;
    const engine::Result& result;
    const YearsAndMeasure& rows;
    Box plot = {};

    const schema::ColumnSpec& measure() const { return *result.prepared.rows->measure_spec; }
    float x_of(double years) const {
        const GridAxis& x = rows.grid.x;
        return plot.left + static_cast<float>((years - x.low) / (x.high - x.low)) * plot.width();
    }
    float y_of_place(double place) const {
        const GridAxis& y = rows.grid.y;
        return plot.bottom - static_cast<float>((place - y.low) / (y.high - y.low)) * plot.height();
    }
    float y_of(double value) const { return y_of_place(rows.grid.y.place_of(value)); }
    // As high as the rows crowd, by a logarithm: 0 for none.
    double strength(std::uint32_t count) const {
        return count == 0 ? 0.0 : std::log1p(count) / std::log1p(rows.grid.most);
    }
};

std::vector<Tick> measure_ticks(const YearsChart& c, float height) {
    const int target = std::clamp(static_cast<int>(height / c.s.scaled(56)), 2, 8);
    const GridAxis& y = c.rows.grid.y;
    return y.logarithmic ? log_ticks(c.measure(), y.low, y.high, target)
                         : linear_ticks(c.measure(), y.low, y.high, target);
}

void add_cells(YearsChart& c) {
    const NumberGrid& grid = c.rows.grid;
    for (int across = 0; across < grid.x.bins; ++across)
        for (int upwards = 0; upwards < grid.y.bins; ++upwards) {
            const std::uint32_t count = grid.at(across, upwards);
            if (count == 0)
                continue;
            // On whole pixels, so that no seam shows between two of them.
            c.s.add(Rectangle{{std::round(c.x_of(grid.x.edge(across))),
                               std::round(c.y_of_place(grid.y.edge(upwards + 1))),
                               std::round(c.x_of(grid.x.edge(across + 1))),
                               std::round(c.y_of_place(grid.y.edge(upwards)))},
                              share_colour(c.strength(count), c.s.options.theme),
                              0});
        }
}

void add_axes(YearsChart& c, const std::vector<Tick>& ticks) {
    const Tokens& colours = c.s.colours();
    for (const Tick& tick : ticks) {
        if (tick.label.empty())
            continue;
        const float y = c.y_of(tick.value);
        c.s.add_line({c.plot.left, y}, {c.plot.right, y}, colours.faint);
        if (y - c.s.line() / 2 >= 0)
            c.s.add(c.s.small({c.plot.left - c.s.scaled(1.5f * kStep), y}, tick.label,
                              colours.muted, AlignX::right, AlignY::middle));
    }
    const GridAxis& x = c.rows.grid.x;
    const int target = std::clamp(static_cast<int>(c.plot.width() / c.s.scaled(56)), 2, 12);
    float last_right = 0;
    for (const Tick& tick : linear_ticks(x.low, x.high, target)) {
        Text label = c.s.small({c.x_of(tick.value), c.plot.bottom + c.s.scaled(kStep)}, tick.label,
                               colours.muted, AlignX::centre);
        const Box box = text_box(label, c.s.measure);
        if (box.left < last_right + c.s.scaled(kStep) || box.right > c.s.scene.width)
            continue;
        last_right = box.right;
        c.s.add_line({label.at.x, c.plot.bottom}, {label.at.x, label.at.y}, colours.muted);
        c.s.add(label);
    }
    c.s.add_line({c.plot.left, c.plot.bottom}, {c.plot.right, c.plot.bottom}, colours.muted);
}

// A level line over each band at its median, and the number where it has room.
void add_medians(YearsChart& c) {
    const Tokens& colours = c.s.colours();
    std::vector<Box> taken;
    for (const NumberBand& band : c.rows.bands) {
        const float left = c.x_of(band.low), right = c.x_of(band.high), y = c.y_of(band.median);
        const std::string value = short_measure(c.measure(), band.median);
        c.s.add_line({left + 1, y}, {right - 1, y}, colours.text, c.s.scaled(2));
        c.s.scene.marks.push_back(
            {{left, c.plot.top, right, c.plot.bottom},
             -1,
             c.rows.years.spec->label + " " + base::shortest(std::ceil(band.low)) + " to " +
                 base::shortest(std::floor(band.high)) + ": median " + value + ", half of " +
                 row_count(band.rows) + " from " + short_measure(c.measure(), band.q1) + " to " +
                 short_measure(c.measure(), band.q3)});
        Text label = c.s.small({(left + right) / 2, y - c.s.scaled(2)}, value, colours.text,
                               AlignX::centre, AlignY::bottom);
        label.halo = with_alpha(colours.panel, 0.85f);
        const Box box = text_box(label, c.s.measure);
        const bool free =
            std::ranges::none_of(taken, [&](const Box& other) { return other.overlaps(box); });
        if (!free || box.left < c.plot.left || box.right > c.plot.right || box.top < c.plot.top)
            continue;
        taken.push_back(box);
        c.s.add(label);
    }
}

std::string heading_of(const YearsChart& c) { return full_label(c.measure()); }

Picture make(const FigureInput& input, const FigureFrame& frame) {
    const ChartOptions options = options_of(frame);
    const YearsAndMeasure rows = counted_rows_of(input.result);
    YearsChart c{{options, frame.measure}, input.result, rows};
    c.s.scene.width = frame.width;
    const float line = c.s.line();
    const float top = c.s.add_paragraph({0, 0}, frame.width, 2, heading_of(c), c.s.colours().text) +
                      c.s.scaled(kStep);
    const float below = 5 * line + c.s.scaled(5 * kStep);
    const float height = std::max(frame.height - top - below, c.s.scaled(120));
    const std::vector<Tick> ticks = measure_ticks(c, height);
    float labels = 0;
    for (const Tick& tick : ticks)
        labels = std::max(labels, c.s.width_of(tick.label));
    c.plot = {std::ceil(labels) + c.s.scaled(1.5f * kStep), top, frame.width, top + height};
    add_axes(c, ticks);
    add_cells(c);
    add_medians(c);
    float y = c.plot.bottom + line + c.s.scaled(2 * kStep);
    Text title = c.s.small({c.plot.right, y}, "", c.s.colours().text, AlignX::right);
    title.text = fitted(full_label(*rows.years.spec), c.plot.width(), title, c.s.measure);
    c.s.add(title);
    y += line + c.s.scaled(kStep);
    std::string meaning =
        "rows, by a logarithm; lines: medians by band · " + row_count(input.result.rows());
    if (rows.grid.outside > 0)
        meaning += ", " + base::grouped(static_cast<long long>(rows.grid.outside)) +
                   " of them beyond the axes";
    c.s.scene.height = add_ramp(c.s, {0, y}, frame.width,
                                {"1", base::grouped(rows.grid.most), meaning}, [&](double share) {
                                    const double least = c.strength(1);
                                    return share_colour(least + share * (1.0 - least), frame.theme);
                                });
    return {std::move(c.s.scene)};
}

std::string words(const FigureInput& input) {
    const YearsAndMeasure rows = counted_rows_of(input.result);
    const schema::ColumnSpec& measure = *input.result.prepared.rows->measure_spec;
    std::string words = "Median " + measure.label + " by " + rows.years.spec->label + ", " +
                        row_count(input.result.rows()) + ": ";
    for (std::size_t i = 0; i < rows.bands.size(); ++i) {
        const NumberBand& band = rows.bands[i];
        words += (i == 0 ? "" : "; ") + base::shortest(std::ceil(band.low)) + " to " +
                 base::shortest(std::floor(band.high)) + " " + rows.years.spec->unit +
                 (rows.years.spec->unit.empty() ? "" : " ") + short_measure(measure, band.median);
    }
    return words + (rows.bands.empty() ? "too few rows in every band." : ".");
}

bool has_years(const FigureInput& input) {
    const features::PreparedRows& rows = *input.result.prepared.rows;
    return rows.has_measure && rows.rows.size() > 0 && input.result.prepared.measure_bins &&
           years_of(input.result).has_value();
}

} // namespace

Figure experience_by_pay_figure() {
    return {"experience_by_pay", "The measure by years", {}, has_years, make, words};
}

} // namespace cohortscope::plot

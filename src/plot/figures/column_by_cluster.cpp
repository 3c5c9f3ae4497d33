// How one column lies in each cluster: the measure, or any other column of the table.
#include <algorithm>
#include <cmath>

#include "engine/shown_columns.h"
#include "plot/clusters/cluster_chart.h"
#include "plot/clusters/cluster_chart_parts.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kMostRow = 96; // at text scale 1: taller ridges say no more

Picture made(const engine::Result& result, const analysis::ColumnSpread* spread,
             const FigureFrame& frame) {
    ClusterRoom room;
    room.width = frame.width;
    const auto k = static_cast<float>(std::max(result.clustering->k, 1));
    room.height = std::min(frame.height, (k + 1.5f) * kMostRow * frame.text_scale);
    room.spread = spread;
    ChartOptions options = options_of(frame);
    options.room = 0;
    ClusterChart chart = cluster_chart(result, room, options, frame.measure);
    Picture picture{std::move(chart.head)};
    append_below(picture.scene, std::move(chart.rows), 0);
    append_below(picture.scene, std::move(chart.foot), 0);
    return picture;
}

// Overloads by what the column is: what is said of a cluster.
struct Said {
    const schema::ColumnSpec& spec;
    int cluster;

    std::string operator()(const analysis::Distribution& number) const {
        const analysis::NumberSpread& here = number.clusters[static_cast<std::size_t>(cluster)];
        return here.rows == 0
                   ? "no rows"
                   : short_measure(spec, here.median) + " (" + short_measure(spec, here.q1) +
                         " to " + short_measure(spec, here.q3) + ")";
    }
    std::string operator()(const analysis::NameShares& shares) const {
        const auto& rows = shares.clusters[static_cast<std::size_t>(cluster)];
        std::size_t all = 0;
        for (const std::size_t count : rows)
            all += count;
        const auto named = rows.begin() + static_cast<std::ptrdiff_t>(shares.names.size());
        const auto most = std::max_element(rows.begin(), named);
        if (all == 0 || most == named)
            return "no rows";
        return shares.names[static_cast<std::size_t>(most - rows.begin())] + " " +
               percent(static_cast<double>(*most) / static_cast<double>(all), 0);
    }
    std::string operator()(const analysis::OutcomeMeans& means) const {
        const analysis::OutcomeMean& mean = means.clusters[static_cast<std::size_t>(cluster)];
        if (mean.rows == 0)
            return "unknown";
        const auto number = [&](double value) {
            return means.rate ? percent(value) : short_measure(spec, value);
        };
        return number(mean.mean) +
               (std::isfinite(mean.interval.low) && std::isfinite(mean.interval.high)
                    ? " (95 % interval " + number(mean.interval.low) + " to " +
                          number(mean.interval.high) + ")"
                    : std::string());
    }
};

// Overloads likewise: what the numbers are.
struct Meaning {
    const schema::ColumnSpec& spec;

    std::string operator()(const analysis::Distribution&) const {
        return "Median and quartiles of " + spec.label;
    }
    std::string operator()(const analysis::NameShares&) const {
        return "The most frequent of the " + plural_of(spec);
    }
    std::string operator()(const analysis::OutcomeMeans& means) const {
        return means.rate ? "Share with " + spec.label : "Mean of " + spec.label;
    }
};

std::string words_of_spread(const engine::Result& result, const analysis::ColumnSpread& spread) {
    return std::visit(Meaning{*spread.spec}, spread.what) + ", " + rows_in_groups(result) + ": " +
           by_cluster(result,
                      [&](int cluster) {
                          return std::visit(Said{*spread.spec, cluster}, spread.what);
                      }) +
           ".";
}

std::shared_ptr<const analysis::ColumnSpread> chosen_spread(const FigureInput& input) {
    return engine::ColumnSpreads().of(input.result, input.column);
}

Picture make_measure(const FigureInput& input, const FigureFrame& frame) {
    return made(input.result, nullptr, frame);
}

std::string measure_words(const FigureInput& input) {
    return words_of_spread(input.result, measure_spread(input.result));
}

Picture make_column(const FigureInput& input, const FigureFrame& frame) {
    return made(input.result, chosen_spread(input).get(), frame);
}

std::string column_words(const FigureInput& input) {
    const auto spread = chosen_spread(input);
    return words_of_spread(input.result, spread ? *spread : measure_spread(input.result));
}

bool has_measure(const FigureInput& input) { return input.result.prepared.rows->has_measure; }

bool has_column(const FigureInput& input) {
    const auto columns = engine::shown_columns(input.result.prepared);
    return std::ranges::find(columns, input.column, &engine::ShownColumn::name) != columns.end();
}

} // namespace

Figure measure_by_cluster_figure() {
    return {"measure_by_cluster", "The measure in each cluster", {}, has_measure, make_measure,
            measure_words};
}

Figure column_by_cluster_figure() {
    return {"column_by_cluster", "One column in each cluster", {}, has_column, make_column,
            column_words};
}

} // namespace cohortscope::plot

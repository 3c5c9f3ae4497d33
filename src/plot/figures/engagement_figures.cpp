// The figures of an engagement analysis: by the part that the schema gives each column.
#include <algorithm>
#include <array>

#include "engine/shown_columns.h"
#include "plot/figures/column_panels.h"
#include "plot/figures/column_range.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// What the schema says of a column under the key "figures.part".
enum class ColumnPart { engagement, performance, demographic, behaviour };
constexpr std::array<std::string_view, 4> kPartNames = {"engagement", "performance", "demographic",
                                                        "behaviour"};

bool is_of(const schema::ColumnSpec& column, ColumnPart part) {
    return schema_words(column, "figures.part", "") == kPartNames[static_cast<std::size_t>(part)];
}

// Those of the table that can be shown.
std::vector<std::string> columns_of(const engine::Result& result, ColumnPart part) {
    std::vector<std::string> columns;
    for (const engine::ShownColumn& column : engine::shown_columns(result.prepared))
        if (const auto* spec = result.settings.schema->find(column.name);
            spec != nullptr && is_of(*spec, part))
            columns.push_back(column.name);
    return columns;
}

template <ColumnPart part> bool has_part(const FigureInput& input) {
    return !columns_of(input.result, part).empty();
}

template <ColumnPart part> Picture make_part(const FigureInput& input, const FigureFrame& frame) {
    return {column_panels(input.result, columns_of(input.result, part), frame)};
}

template <ColumnPart part> std::string part_words(const FigureInput& input) {
    std::string words = "Of " + rows_in_groups(input.result) + ": ";
    bool first = true;
    for (const auto& spread : spreads_of(input.result, columns_of(input.result, part))) {
        words += (first ? "" : "; ") + range_in_words(input.result, spread);
        first = false;
    }
    return words + ".";
}

template <ColumnPart part> Figure figure_of(std::string_view name, std::string_view title) {
    return {name, title, {}, has_part<part>, make_part<part>, part_words<part>};
}

// A schema that knows of engagement has all of these.
bool is_engagement(const engine::Result& result) {
    return std::ranges::any_of(result.settings.schema->columns, [](const auto& column) {
        return is_of(column, ColumnPart::engagement);
    });
}

// The figure as an engagement analysis calls it.
Figure also_called(Figure figure, std::string_view name, std::string_view title,
                   bool (*applies)(const FigureInput&)) {
    figure.same_as = figure.name;
    figure.name = name;
    figure.title = title;
    figure.applies = applies;
    return figure;
}

template <Figure (*figure)()> bool applies_there(const FigureInput& input) {
    static const Figure original = figure();
    return is_engagement(input.result) && (original.applies == nullptr || original.applies(input));
}

} // namespace

std::vector<Figure> engagement_figures() {
    return {
        also_called(elbow_figure(), "elbow_method", "Elbow method: how many groups",
                    applies_there<elbow_figure>),
        also_called(silhouette_figure(), "silhouette_analysis",
                    "Silhouette analysis: how well the groups are kept apart",
                    applies_there<silhouette_figure>),
        also_called(cluster_sizes_figure(), "cluster_distribution", "Rows in each group",
                    applies_there<cluster_sizes_figure>),
        figure_of<ColumnPart::engagement>("engagement_by_cluster", "Engagement in each group"),
        figure_of<ColumnPart::performance>("performance_by_cluster", "Performance in each group"),
        figure_of<ColumnPart::demographic>("demographic_patterns", "Who is in each group"),
        figure_of<ColumnPart::behaviour>("behavioral_patterns", "How each group learns"),
        also_called(profile_heatmap_figure(), "cluster_heatmap",
                    "Every measure in each group, against all rows",
                    applies_there<profile_heatmap_figure>),
    };
}

} // namespace cohortscope::plot

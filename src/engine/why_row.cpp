#include "engine/why_row.h"

#include <algorithm>

#include "analysis/why/row_silhouette.h"
#include "analysis/why/standing.h"
#include "base/error.h"
#include "engine/why_row_parts.h"
#include "features/encode.h"

namespace cohortscope::engine {

namespace {

using features::MatrixColumn;

template <class Slots>
std::optional<std::size_t> slot_of(const Slots& slots, const schema::ColumnSpec& spec) {
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
        if (slots[slot].spec->name == spec.name)
            return slot;
    return std::nullopt;
}

RowPlaces places_of(const Result& result, std::uint32_t position) {
    const std::vector<std::uint32_t>& kept = result.prepared.bounds->kept;
    return {position, kept.empty() ? position : kept[position],
            result.prepared.rows->rows[position]};
}

// The columns of the schema that the table has, in its order, without their features.
std::vector<ColumnSource> known_columns(const Result& result) {
    const schema::Bound& bound = *result.prepared.bound;
    const std::vector<schema::TableColumn> cells =
        schema::match_columns(*bound.schema, *bound.table);
    std::vector<ColumnSource> sources;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        ColumnSource source;
        source.spec = {bound.schema, &bound.schema->columns[i]};
        source.cells = cells[i];
        source.number = slot_of(bound.numbers, *source.spec);
        source.names = slot_of(bound.names, *source.spec);
        const schema::Role role = source.spec->role;
        source.is_measure = role == schema::Role::measure && bound.measure.has_value();
        source.is_id = role == schema::Role::id && bound.id.has_value();
        source.is_outcome = role == schema::Role::outcome && bound.outcome.has_value();
        if (source.number || source.names || source.is_measure || source.is_id || source.is_outcome)
            sources.push_back(std::move(source));
    }
    return sources;
}

// Of a column that became a feature by its weight alone.
ColumnSource extra_column(const Result& result, const schema::FeatureSpec& feature) {
    auto spec = std::make_shared<schema::ColumnSpec>();
    spec->name = feature.from;
    spec->label = feature.label;
    ColumnSource source;
    source.spec = spec;
    source.extra = result.prepared.table->find_numeric(feature.from);
    source.cells.numeric = source.extra;
    return source;
}

// Those in the distance in the order of their features, then the others. A column that the table
// lacks, and an id that makes no feature, are left out.
std::vector<ColumnSource> columns_of(const Result& result) {
    std::vector<ColumnSource> known = known_columns(result);
    std::vector<ColumnSource> ordered;
    const auto& features = result.prepared.features->columns;
    const auto named = [](std::vector<ColumnSource>& list, const std::string& name) {
        return std::ranges::find_if(
            list, [&](const ColumnSource& source) { return source.spec->name == name; });
    };
    for (std::size_t i = 0; i < features.size(); ++i) {
        const schema::FeatureSpec& spec = *features[i]->spec;
        auto place = named(ordered, spec.from);
        if (place == ordered.end()) {
            const auto found = named(known, spec.from);
            ordered.push_back(found != known.end() ? *found : extra_column(result, spec));
            if (found != known.end())
                known.erase(found);
            place = ordered.end() - 1;
        }
        place->features.push_back(i);
        place->is_ordinal = place->is_ordinal || (spec.encoding == schema::Encoding::ordinal &&
                                                  place->number.has_value());
    }
    for (ColumnSource& source : known)
        if (source.cells.there() && !source.is_id)
            ordered.push_back(std::move(source));
    return ordered;
}

WhyFeature feature_at(const WhyInput& input, const analysis::Standing& standing, std::size_t i) {
    const MatrixColumn& column = *input.result.prepared.matrix->columns[i];
    WhyFeature made;
    made.feature = input.result.prepared.features->columns[i];
    made.encoded = made.feature->values[input.row.prepared];
    made.weight = column.weight;
    if (column.weight != 0.0)
        made.scaled = input.coordinates[i] / column.weight;
    else if (column.scaling.spread != 0.0)
        made.scaled = (made.encoded - column.scaling.centre) / column.scaling.spread;
    made.to_own = standing.to_own[i];
    made.to_other = standing.other < 0 ? 0.0 : standing.to_other[i];
    return made;
}

WhyColumn column_of(const WhyInput& input, const analysis::Standing& standing,
                    const ColumnSource& source) {
    WhyColumn column;
    column.spec = source.spec;
    column.is_hidden = source.is_id;
    column.is_in_file = source.cells.there();
    add_cell(input, source, column);
    for (const std::size_t i : source.features) {
        column.features.push_back(feature_at(input, standing, i));
        column.to_own += column.features.back().to_own;
        column.to_other += column.features.back().to_other;
    }
    if (standing.own_squared > 0.0)
        column.share_of_own = column.to_own / standing.own_squared;
    if (standing.other_squared > 0.0)
        column.share_of_other = column.to_other / standing.other_squared;
    column.change = change_of(input, source, column);
    return column;
}

std::vector<double> coordinates_of(const Result& result, std::size_t position) {
    const auto& features = result.prepared.features->columns;
    std::vector<double> row;
    for (std::size_t i = 0; i < features.size(); ++i)
        row.push_back(
            features::scaled_value(*features[i], *result.prepared.matrix->columns[i], position));
    return row;
}

// A row that another centre is nearer to than its own, or that is alone in its group, cannot be
// moved across a boundary; nor one of Ward's.
Unmoved why_none_moves(const Result& result, const analysis::Standing& standing) {
    if (result.settings.method == Method::ward)
        return Unmoved::ward;
    if (standing.other < 0)
        return Unmoved::only_group;
    return standing.own_is_nearest ? Unmoved::moves : Unmoved::nearer_elsewhere;
}

} // namespace

WhyRow why_row(const Result& result, std::uint32_t position) {
    ENSURE(position < result.rows());
    WhyInput input{result, places_of(result, position), coordinates_of(result, position),
                   result.clustering->labels[position]};
    const analysis::Standing standing =
        analysis::standing_of(input.coordinates, *result.clustering, input.own);
    input.unmoved = why_none_moves(result, standing);
    WhyRow row;
    row.position = position;
    row.file_row = static_cast<std::uint32_t>(input.row.file) + 1;
    row.noun = result.prepared.bound->schema->noun;
    row.cluster = input.own;
    row.other = standing.other;
    row.colours = result.identity.colour;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster)
        row.names.push_back(result.name(cluster));
    row.own_squared = standing.own_squared;
    row.other_squared = standing.other_squared;
    row.unmoved = input.unmoved;
    for (const ColumnSource& source : columns_of(result))
        row.columns.push_back(column_of(input, standing, source));
    return row;
}

std::optional<std::uint32_t> position_of(const Result& result, std::uint32_t file_row) {
    const features::Column<std::uint32_t>& rows = result.prepared.rows->rows;
    const auto* const found = std::lower_bound(rows.begin(), rows.end(), file_row - 1);
    if (file_row == 0 || found == rows.end() || *found != file_row - 1)
        return std::nullopt;
    return static_cast<std::uint32_t>(found - rows.begin());
}

double silhouette_of(const Result& result, std::uint32_t position, base::Progress& progress) {
    return analysis::silhouette_of_row(*result.prepared.matrix,
                                       {result.clustering->labels, result.clustering->k}, position,
                                       progress);
}

} // namespace cohortscope::engine

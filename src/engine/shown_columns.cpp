#include "engine/shown_columns.h"

#include <algorithm>
#include <cmath>

#include "engine/rules.h"

namespace cohortscope::engine {

namespace {

using schema::ColumnSpec;

// A year of which an age is made is shown as the age, in the words of its feature.
std::shared_ptr<const ColumnSpec> number_in_words(const schema::Bound& bound, std::size_t slot) {
    const std::shared_ptr<const ColumnSpec>& spec = bound.numbers[slot].spec;
    const auto age = std::ranges::find_if(bound.features, [&](const schema::BoundFeature& feature) {
        return feature.source == schema::Source::number && feature.slot == slot &&
               feature.spec->encoding == schema::Encoding::age;
    });
    if (age == bound.features.end())
        return spec;
    auto words = std::make_shared<ColumnSpec>(*spec);
    words->role = schema::Role::number;
    words->encoding = schema::Encoding::number;
    words->label = age->spec->label;
    words->plural.clear();
    words->unit = age->spec->unit;
    words->decimals = age->spec->decimals;
    return words;
}

bool is_age(const schema::Bound& bound, const ShownColumn& column) {
    return column.spec != bound.numbers[column.slot].spec;
}

analysis::NumberBounds bounds_of(const Result& result, const ShownColumn& column) {
    const Prepared& prepared = result.prepared;
    const features::FilledNumber& filled = *prepared.numbers[column.slot];
    const ColumnSpec& spec = *prepared.bound->numbers[column.slot].spec;
    const schema::OutlierMode mode = outliers_of(result.settings, spec).mode;
    if (!is_age(*prepared.bound, column))
        return {mode, filled.low, filled.high, filled.below, filled.above};
    // The latest year is the least age.
    const double year = prepared.rows->numbers[column.slot].reference_year;
    return {mode, year - filled.high, year - filled.low, filled.above, filled.below};
}

} // namespace

std::vector<ShownColumn> shown_columns(const Prepared& prepared) {
    const schema::Bound& bound = *prepared.bound;
    const features::PreparedRows& rows = *prepared.rows;
    std::vector<ShownColumn> columns;
    columns.push_back({ShownKind::measure, 0, rows.measure_spec->name, rows.measure_spec});
    for (std::size_t slot = 0; slot < rows.numbers.size(); ++slot) {
        const ColumnSpec& spec = *bound.numbers[slot].spec;
        if (spec.role == schema::Role::category || spec.name == rows.measure_spec->name)
            continue; // categories with levels are shown by their names
        columns.push_back({ShownKind::number, slot, spec.name, number_in_words(bound, slot)});
    }
    for (std::size_t slot = 0; slot < rows.names.size(); ++slot)
        columns.push_back(
            {ShownKind::names, slot, rows.names[slot].spec->name, rows.names[slot].spec});
    if (rows.outcome_spec != nullptr && rows.outcome.size() > 0)
        columns.push_back({ShownKind::outcome, 0, rows.outcome_spec->name, rows.outcome_spec});
    return columns;
}

analysis::Distribution ColumnSpreads::distribution(const Result& result,
                                                   const ShownColumn& column) {
    const features::Column<double>& values = result.prepared.rows->numbers[column.slot].values;
    const bool logarithmic = column.spec->encoding == schema::Encoding::logarithm;
    const base::Fingerprint key =
        base::Hasher().add(values.fingerprint()).add(std::uint64_t(logarithmic)).finish();
    std::shared_ptr<const analysis::OrderedNumber> ordered = numbers_.find(key);
    if (!ordered)
        ordered = numbers_.store(key, std::make_shared<const analysis::OrderedNumber>(
                                          analysis::order_number(values, logarithmic)));
    analysis::Distribution made = analysis::distribution_of(values, *ordered, *result.clustering);
    made.bounds = bounds_of(result, column);
    return made;
}

std::shared_ptr<const analysis::ColumnSpread> ColumnSpreads::of(const Result& result,
                                                                std::string_view column) {
    const std::vector<ShownColumn> columns = shown_columns(result.prepared);
    const auto found = std::ranges::find(columns, column, &ShownColumn::name);
    if (found == columns.end() || found->kind == ShownKind::measure)
        return nullptr;
    auto spread = std::make_shared<analysis::ColumnSpread>();
    spread->column = found->name;
    spread->spec = found->spec;
    if (found->kind == ShownKind::number)
        spread->what = distribution(result, *found);
    else if (found->kind == ShownKind::names)
        spread->what =
            analysis::shares_of(result.prepared.rows->names[found->slot], *result.clustering);
    else
        spread->what = analysis::means_of(result.prepared.rows->outcome, *result.clustering);
    return spread;
}

} // namespace cohortscope::engine

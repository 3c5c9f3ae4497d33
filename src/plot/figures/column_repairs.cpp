#include "plot/figures/column_repairs.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "engine/rules.h"
#include "plot/fill_words.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using schema::ColumnSpec;

std::string count_of(std::size_t cells) { return base::grouped(static_cast<long long>(cells)); }

void add(ColumnRepairs& column, Repair repair, std::size_t cells, const std::string& words) {
    if (cells > 0)
        column.parts.push_back({repair, cells, count_of(cells) + " " + words});
}

std::string label_in(const schema::Schema& schema, const std::string& name) {
    const ColumnSpec* column = schema.find(name);
    return column != nullptr ? column->label : name;
}

// What takes the place of a number that is not there.
std::string filled_with(const engine::Result& result, const ColumnSpec& column,
                        const features::NumberRule& rule) {
    if (rule.fill == schema::NumberFill::drop)
        return "their rows dropped";
    return number_fill_words(rule.fill, label_in(*result.settings.schema, column.fill.group),
                             short_measure(column, rule.constant));
}

std::string taken_for(const ColumnSpec& column, const features::NamesRule& rule,
                      const features::FilledNames& filled) {
    switch (rule.fill) {
    case schema::NameFill::level:
        return "counted as “" + column.missing_name + "”";
    case schema::NameFill::mode:
        return kFilledWithMode;
    case schema::NameFill::votes:
        return "filled by votes" +
               (filled.other > 0
                    ? ", " + count_of(filled.other) + " of them as “" + column.missing_name + "”"
                    : std::string());
    case schema::NameFill::drop:
        break;
    }
    return "their rows dropped";
}

std::string bounded(schema::OutlierMode mode, const ColumnSpec& column, double low, double high) {
    return std::string(mode == schema::OutlierMode::drop ? "outliers dropped outside "
                                                         : "outliers clipped to ") +
           short_measure(column, low) + " … " + short_measure(column, high);
}

void add_outliers(ColumnRepairs& made, const engine::Result& result, const ColumnSpec& column,
                  std::size_t cells, double low, double high) {
    if (std::isfinite(low) && std::isfinite(high))
        add(made, Repair::outliers, cells,
            bounded(engine::outliers_of(result.settings, column).mode, column, low, high));
}

ColumnRepairs of_measure(const engine::Result& result) {
    const engine::Prepared& prepared = result.prepared;
    const ColumnSpec& column = *prepared.rows->measure_spec;
    ColumnRepairs made{column.name, column.label, {}};
    add(made, Repair::missing, prepared.cleaned->counts.rows_without_measure,
        "missing, their rows dropped");
    const features::MeasureBounds& bounds = *prepared.bounds;
    add_outliers(made, result, column, bounds.below + bounds.above, bounds.low, bounds.high);
    return made;
}

ColumnRepairs of_number(const engine::Result& result, std::size_t slot) {
    const ColumnSpec& column = *result.prepared.bound->numbers[slot].spec;
    const features::FilledNumber& filled = *result.prepared.numbers[slot];
    const features::NumberRule rule =
        engine::number_rule(result.settings, *result.prepared.bound, slot);
    const std::string with = filled_with(result, column, rule);
    ColumnRepairs made{column.name, column.label, {}};
    add(made, Repair::missing, filled.missing, "missing, " + with);
    add(made, Repair::invalid, filled.invalid, "out of range, " + with);
    add_outliers(made, result, column, filled.below + filled.above, filled.low, filled.high);
    return made;
}

void add_rare(ColumnRepairs& made, const features::NamesSlot& slot) {
    const ColumnSpec& column = *slot.spec;
    add(made, Repair::rare, slot.rare_rows,
        "rows of " + counted(slot.rare_names, "rare " + column.label, "rare " + plural_of(column)) +
            ", together as “" + column.rare_name + "”");
}

ColumnRepairs of_names(const engine::Result& result, std::size_t slot) {
    const features::NamesSlot& names = result.prepared.rows->names[slot];
    const features::FilledNames& filled = *result.prepared.names[slot];
    const features::NamesRule rule =
        engine::names_rule(result.settings, *result.prepared.bound, slot);
    ColumnRepairs made{names.spec->name, names.spec->label, {}};
    add(made, Repair::missing, filled.missing, "missing, " + taken_for(*names.spec, rule, filled));
    add_rare(made, names);
    return made;
}

ColumnRepairs of_outcome(const engine::Result& result) {
    const features::PreparedRows& rows = *result.prepared.rows;
    ColumnRepairs made{rows.outcome_spec->name, rows.outcome_spec->label, {}};
    const auto missing =
        std::ranges::count_if(rows.outcome, [](double value) { return std::isnan(value); });
    add(made, Repair::missing, static_cast<std::size_t>(missing), "missing, left out of its rates");
    return made;
}

} // namespace

std::string_view name_of(Repair repair) {
    switch (repair) {
    case Repair::missing:
        return "missing";
    case Repair::invalid:
        return "out of range";
    case Repair::outliers:
        return "outliers";
    case Repair::rare:
        return "rare names";
    }
    return {};
}

std::size_t ColumnRepairs::cells() const {
    std::size_t all = 0;
    for (const RepairedCells& part : parts)
        all += part.cells;
    return all;
}

std::string ColumnRepairs::words() const {
    std::string all;
    for (const RepairedCells& part : parts)
        all += (all.empty() ? "" : "; ") + part.words;
    return all;
}

std::vector<ColumnRepairs> repairs_of(const engine::Result& result) {
    const features::PreparedRows& rows = *result.prepared.rows;
    std::vector<ColumnRepairs> columns;
    if (rows.has_measure)
        columns.push_back(of_measure(result));
    for (std::size_t slot = 0; slot < rows.numbers.size(); ++slot)
        columns.push_back(of_number(result, slot));
    for (std::size_t slot = 0; slot < rows.names.size(); ++slot)
        if (std::ranges::find(columns, rows.names[slot].spec->name, &ColumnRepairs::column) ==
            columns.end())
            columns.push_back(of_names(result, slot));
    if (rows.outcome_spec != nullptr && rows.outcome.size() > 0)
        columns.push_back(of_outcome(result));
    return columns;
}

std::size_t repaired_rows(const engine::Result& result) {
    const features::CleanCounts& counts = result.prepared.cleaned->counts;
    return counts.rows_read - std::min(counts.rows_read, counts.duplicates);
}

} // namespace cohortscope::plot

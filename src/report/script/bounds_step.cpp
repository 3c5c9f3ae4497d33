// S7: outliers of the measure and of numbers.
#include "engine/rules.h"
#include "report/script/python_text.h"
#include "report/script/script.h"

namespace cohortscope::report {

namespace {

using plot::EffectPart;
using schema::OutlierMode;

struct Bounded {
    std::string name; // in the script
    const schema::ColumnSpec* spec = nullptr;
    schema::OutlierSpec outliers;
    bool measure = false;
};

std::vector<Bounded> bounded_columns(const Script& script) {
    std::vector<Bounded> columns;
    const auto add = [&](Bounded column) {
        if (column.outliers.mode != OutlierMode::none)
            columns.push_back(std::move(column));
    };
    if (script.plan.bounds_measure) {
        const schema::ColumnSpec& spec = *script.bound.measure->spec;
        add({spec.name, &spec, engine::outliers_of(script.result.settings, spec), true});
    }
    for (const std::size_t slot : script.plan.numbers)
        add({number_named(script.bound, slot), script.bound.numbers[slot].spec.get(),
             engine::number_rule(script.result.settings, script.bound, slot).outliers, false});
    return columns;
}

void write_bound(Script& script, const Bounded& column) {
    const std::string cells = cells_named(column.name);
    const std::string name = column.spec->name;
    const bool drops = column.outliers.mode == OutlierMode::drop;
    const std::string low = python_number(column.outliers.low);
    const std::string high = python_number(column.outliers.high);
    script.comment("Outliers of " + words_for(*column.spec) + ": " +
                   (drops ? "rows outside the percentiles " : "values outside the percentiles ") +
                   low + " and " + high + (drops ? " go." : " are moved to these."));
    script.line("low, high = np.percentile(" + cells + ", [" + low + ", " + high + "])");
    script.count(column.measure ? EffectPart::low_outliers : EffectPart::numbers, name, "bounds",
                 "[low, high]");
    script.line("outside = [int((" + cells + " < low).sum()), int((" + cells + " > high).sum())]");
    script.count(column.measure ? EffectPart::high_outliers : EffectPart::numbers, name,
                 column.measure ? "outliers"
                 : drops        ? "dropped"
                                : "clipped",
                 "outside");
    script.line(drops ? "inside &= " + cells + ".between(low, high)"
                      : cells + " = " + cells + ".clip(low, high)");
}

} // namespace

void write_bounds(Script& script) {
    const std::vector<Bounded> columns = bounded_columns(script);
    bool drops = false;
    for (const Bounded& column : columns)
        drops = drops || column.outliers.mode == OutlierMode::drop;
    if (drops)
        script.line("\ninside = pd.Series(True, rows.index)");
    for (const Bounded& column : columns)
        write_bound(script, column);
    if (drops)
        script.line("rows = rows[inside].copy()");
}

} // namespace cohortscope::report

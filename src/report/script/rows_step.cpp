// S1 to S4: text, duplicates, rows without the measure, rows of an id, incomplete rows.
#include <algorithm>
#include <cmath>

#include "engine/rules.h"
#include "plot/labels.h"
#include "report/script/python_text.h"
#include "report/script/script.h"

namespace cohortscope::report {

namespace {

using plot::EffectPart;

// The categories whose names S1 cleans.
std::vector<const schema::ColumnSpec*> columns_of_text(const Script& script) {
    std::vector<const schema::ColumnSpec*> columns;
    for (const schema::BoundNames& names : script.bound.names)
        if (names.spec->levels.empty() && script.plan.reads(names.spec->name))
            columns.push_back(names.spec.get());
    return columns;
}

bool reads_all_text(const Script& script) {
    return std::ranges::all_of(script.bound.names, [&](const schema::BoundNames& names) {
        return script.plan.reads(names.spec->name);
    });
}

void write_text(Script& script) {
    const std::vector<const schema::ColumnSpec*> columns = columns_of_text(script);
    const bool duplicates = script.plan.finds_duplicates;
    if (!script.result.settings.clean.text || columns.empty()) {
        if (duplicates)
            script.line("\ncompared = rows");
        return;
    }
    std::vector<std::string> names;
    for (const schema::ColumnSpec* column : columns)
        names.push_back(python_literal(column->name));
    const bool counts =
        reads_all_text(script) && script.is_counted(EffectPart::names, "", "emptied");
    script.needs("clean_text");
    script.imports("import re");
    script.imports("import unicodedata");
    script.comment(
        "Clean text: of names only letters, digits and single spaces stay, case folded.");
    if (duplicates)
        script.line("compared = rows.copy()  # a name that cleaning empties counts as it was read");
    if (counts)
        script.line("emptied = 0");
    std::string loop = python_list("for column in ", '[', names, ']');
    loop.insert(loop.size() - 1, ":");
    script.code(loop);
    script.line(
        "    cleaned = {name: clean_text(name) for name in rows[column].dropna().unique()}");
    script.line("    cleaned = rows[column].map(cleaned)");
    if (counts)
        script.line("    emptied += int((cleaned.isna() & rows[column].notna()).sum())");
    if (duplicates)
        script.line("    compared[column] = cleaned.fillna(rows[column])");
    script.line("    rows[column] = cleaned");
    if (counts)
        script.count(EffectPart::names, "", "emptied", "emptied");
}

void write_duplicates(Script& script) {
    if (!script.plan.finds_duplicates)
        return;
    const bool alike = script.result.settings.clean.duplicates == features::Duplicates::alike;
    if (alike) {
        script.comment("Duplicates: a row equal to an earlier one in every column goes.");
        script.line("again = compared.duplicated()");
    } else {
        const schema::ColumnSpec& id = *script.bound.id->spec;
        script.comment("Duplicates: a row equal to an earlier one in every column goes, if its " +
                       words_for(id) + " is known.");
        script.line("alike = compared.duplicated()");
        script.line("again = alike & " + cells_named(id.name) + ".notna()");
    }
    script.count(EffectPart::rows, "", "duplicates", "int(again.sum())");
    if (!alike)
        script.count(EffectPart::rows, "", "look_alikes", "int((alike & ~again).sum())");
    script.line("rows = rows[~again].copy()");
}

void write_measured(Script& script) {
    if (!script.bound.measure)
        return;
    const schema::ColumnSpec& measure = *script.bound.measure->spec;
    const std::string cells = cells_named(measure.name);
    const bool above_0 = measure.encoding == schema::Encoding::logarithm;
    script.comment("Rows without " + words_for(measure) + (above_0 ? " above 0 go." : " go."));
    script.line("measured = " + cells + (above_0 ? " > 0" : ".notna()"));
    script.count(EffectPart::rows, measure.name, "rows_without", "int((~measured).sum())");
    script.line("rows = rows[measured].copy()");
}

void write_ids(Script& script) {
    if (!script.bound.id)
        return;
    const schema::ColumnSpec& id = *script.bound.id->spec;
    const std::string cells = cells_named(id.name);
    if (script.plan.counts_ids) {
        script.comment("How many rows have the same " + words_for(id) + "; 1 where it is missing.");
        script.line("rows_of_id = rows.groupby(" + python_literal(id.name) + ")[" +
                    python_literal(id.name) + "].transform(\"size\").fillna(1.0)");
    }
    if (!script.plan.keeps_one_per_id)
        return;
    const bool last = script.result.settings.clean.person_rows == features::PersonRows::last;
    const std::string which = last ? "last" : "first";
    script.comment("Of the rows of one " + words_for(id) + " the " + which + " stays.");
    script.line("stays = ~rows.duplicated(" + python_literal(id.name) + ", keep=\"" + which +
                "\") | " + cells + ".isna()");
    script.count(EffectPart::rows, id.name, "rows_of_same", "int((~stays).sum())");
    script.line("rows = rows[stays].copy()");
}

void write_complete(Script& script) {
    std::vector<std::string> wanted;
    std::string words;
    const auto add = [&](const schema::ColumnSpec& column, std::string condition) {
        wanted.push_back(std::move(condition));
        words += (words.empty() ? "" : ", ") + words_for(column);
    };
    for (const features::Required& column :
         engine::required_columns(script.result.settings, script.bound)) {
        if (column.names) {
            const schema::ColumnSpec& spec = *script.bound.names[column.slot].spec;
            add(spec, cells_named(spec.name) + ".notna()");
            continue;
        }
        add(*script.bound.numbers[column.slot].spec,
            cells_named(number_named(script.bound, column.slot)) + ".between(" +
                python_number(column.lowest) + ", " + python_number(column.highest) + ")");
    }
    if (wanted.empty())
        return;
    script.comment("Rows without a valid " + words + " go.");
    script.line("complete = " + wanted.front());
    for (std::size_t i = 1; i < wanted.size(); ++i)
        script.line("complete &= " + wanted[i]);
    script.count(EffectPart::rows, "", "rows_incomplete", "int((~complete).sum())");
    script.line("rows = rows[complete].copy()");
}

} // namespace

void write_row_steps(Script& script) {
    write_text(script);
    write_duplicates(script);
    write_measured(script);
    write_ids(script);
    write_complete(script);
}

} // namespace cohortscope::report

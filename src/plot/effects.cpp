#include "plot/effects.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "engine/rules.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using enum EffectPart;
using schema::ColumnSpec;

constexpr std::string_view kUntold = "none";

std::string number(std::size_t count) { return base::grouped(static_cast<long long>(count)); }

std::string phrase_if_any(std::size_t count, const std::string& words) {
    return count > 0 ? number(count) + " " + words : std::string();
}

std::string with_article(const std::string& noun) {
    constexpr std::string_view kVowels = "aeiou";
    const bool vowel = !noun.empty() && kVowels.find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + noun;
}

// Words as a part of a field's name: "study hours" → "study_hours".
std::string as_field(std::string words) {
    std::ranges::replace(words, ' ', '_');
    return words;
}

// The list as it grows.
struct List {
    std::vector<Effect> effects;

    void add(Effect effect) {
        if (effect.key != kUntold)
            effects.push_back(std::move(effect));
    }
    // Of a column: its key is the schema's, else the one given.
    void add(const ColumnSpec& column, std::string key, Effect effect) {
        effect.column = column.name;
        effect.key = schema_words(column, "json." + effect.what, std::move(key));
        add(std::move(effect));
    }
};

void add_cleaning(List& list, const features::CleanCounts& counts, const ColumnSpec* id) {
    const std::string alike = id != nullptr ? "look-alikes without " + id->label : "look-alikes";
    list.add({names, "", "emptied", "emptied", counts.emptied, "names that cleaning emptied", false,
              phrase_if_any(counts.emptied, "names without a letter or digit are missing")});
    list.add({rows, "", "duplicates", "duplicates", counts.duplicates, "duplicate rows dropped",
              true, number(counts.duplicates) + " duplicates dropped"});
    list.add({rows, "", "look_alikes", "look_alikes", counts.look_alikes, alike + ", kept", false,
              phrase_if_any(counts.look_alikes, alike + " kept")});
}

void add_dropped(List& list, const engine::Prepared& prepared) {
    const features::CleanCounts& counts = prepared.cleaned->counts;
    if (prepared.rows->has_measure) {
        const ColumnSpec& measure = *prepared.rows->measure_spec;
        list.add(measure, "rows_without_" + measure.name,
                 {rows, "", "rows_without", "", counts.rows_without_measure,
                  "rows without " + measure.label + " dropped", true});
    }
    if (counts.rows_incomplete > 0)
        list.add({rows, "", "rows_incomplete", "rows_incomplete", counts.rows_incomplete,
                  "incomplete rows dropped", false,
                  phrase_if_any(counts.rows_incomplete, "incomplete rows dropped")});
    if (!prepared.bound->id)
        return;
    const ColumnSpec& id = *prepared.bound->id->spec;
    const std::string words =
        schema_words(id, "words.further_rows", "further rows of the same " + id.label);
    list.add(id, "rows_of_same_" + id.name,
             {rows, "", "rows_of_same", "", counts.rows_of_same_id, "", false,
              phrase_if_any(counts.rows_of_same_id, words)});
}

std::string moved_rows(std::size_t rows, const char* how, const ColumnSpec& column, double bound) {
    return row_count(rows) + how + short_measure(column, bound);
}

void add_bounds(List& list, const ColumnSpec& column, const features::FilledNumber& filled,
                schema::OutlierMode mode) {
    if (!std::isfinite(filled.low) || !std::isfinite(filled.high))
        return;
    const bool drops = mode == schema::OutlierMode::drop;
    list.add(
        column, column.name + "_clip",
        {numbers, "", "bounds", "", std::vector<double>{filled.low, filled.high}, "", false,
         moved_rows(filled.below, drops ? " dropped below " : " raised to ", column, filled.low)});
    list.add(column, column.name + (drops ? "_dropped_rows" : "_clipped_rows"),
             {numbers, "", drops ? "dropped" : "clipped", "",
              std::vector<std::size_t>{filled.below, filled.above}, "", false,
              moved_rows(filled.above, drops ? " dropped above " : " lowered to ", column,
                         filled.high)});
    list.add(
        {numbers, column.name, "", "", filled.below + filled.above,
         column.label + (drops ? " outliers dropped, low and high" : " outliers, low and high")});
}

void add_numbers(List& list, const engine::Result& result) {
    const engine::Prepared& prepared = result.prepared;
    for (std::size_t slot = 0; slot < prepared.numbers.size(); ++slot) {
        const ColumnSpec& column = *prepared.rows->numbers[slot].spec;
        const features::FilledNumber& filled = *prepared.numbers[slot];
        const std::string& plural = plural_of(column);
        list.add(column, column.name + "_invalid",
                 {numbers, "", "invalid", "", filled.invalid, "", false,
                  plural + ": " + number(filled.invalid) + " invalid"});
        list.add(column, column.name + "_missing",
                 {numbers, "", "missing", "", filled.missing, "", false,
                  number(filled.missing) + " missing"});
        list.add({numbers, column.name, "", "", filled.invalid + filled.missing,
                  plural + " invalid or missing", column.role == schema::Role::year});
        add_bounds(list, column, filled, engine::outliers_of(result.settings, column).mode);
    }
}

// ln(1 + x) is not defined for all that is below 0.
void add_negative(List& list, const engine::Result& result) {
    const schema::Schema& schema = *result.settings.schema;
    for (const auto& feature : result.prepared.features->columns) {
        const ColumnSpec* column = schema.find(feature->spec->from);
        if (column == nullptr || column->role != schema::Role::number ||
            feature->spec->encoding != schema::Encoding::logarithm)
            continue;
        list.add(*column, column->name + "_negative",
                 {numbers, "", "negative", "", feature->negative,
                  "negative " + plural_of(*column) + " taken as 0 in ln(1 + x)", false,
                  phrase_if_any(feature->negative, "negative taken as 0 in ln(1 + x)")});
    }
}

void add_checks(List& list, const engine::Prepared& prepared) {
    const schema::Bound& bound = *prepared.bound;
    const std::vector<std::size_t>& counts = prepared.cleaned->counts.checks;
    for (std::size_t i = 0; i < bound.checks.size() && i < counts.size(); ++i) {
        const schema::CheckSpec& check = *bound.checks[i].spec;
        const ColumnSpec* left = bound.schema->find(check.left);
        const std::string said =
            left != nullptr ? schema_words(*left, "words." + check.name, check.words) : check.words;
        list.add({checks, "", check.name, check.name, counts[i], check.words, false,
                  counts[i] > 0 ? row_count(counts[i]) + " " + said : ""});
    }
}

// How many names each round of votes gave.
void add_votes(List& list, const engine::Prepared& prepared, const ColumnSpec& column,
               const features::FilledNames& filled) {
    const std::string key = column.name + "_imputed.";
    const std::string id = prepared.bound->id ? prepared.bound->id->spec->name : "id";
    const std::string& group = column.fill.group;
    const auto add = [&](const char* what, const std::string& otherwise, std::size_t count) {
        list.add(column, key + otherwise, {filled_names, "", what, "", count});
    };
    add("by_id", "same_" + id, filled.by_id);
    add("by_group_and_number", "same_" + group + "_and_" + column.fill.vote_number,
        filled.by_group_and_number);
    add("by_group", "same_" + group, filled.by_group);
    add("other", "other", filled.other);
}

void add_filled_names(List& list, const engine::Prepared& prepared) {
    for (std::size_t slot = 0; slot < prepared.names.size(); ++slot) {
        const ColumnSpec& column = *prepared.rows->names[slot].spec;
        if (column.encoding == schema::Encoding::ordinal) // told of its places
            continue;
        const features::FilledNames& filled = *prepared.names[slot];
        const bool votes = column.fill.name == schema::NameFill::votes;
        list.add(column, column.name + "_missing",
                 {filled_names, "", "missing", "", filled.missing,
                  plural_of(column) + (votes ? " filled in" : " missing"), votes,
                  votes ? row_count(filled.missing) + " got " + with_article(column.label)
                        : phrase_if_any(filled.missing, plural_of(column) + " missing")});
        if (votes)
            add_votes(list, prepared, column, filled);
    }
}

void add_outliers(List& list, const engine::Result& result) {
    if (!result.prepared.rows->has_measure)
        return;
    const ColumnSpec& measure = *result.prepared.rows->measure_spec;
    const features::MeasureBounds& bounds = *result.prepared.bounds;
    const schema::OutlierMode mode = measure_outliers(result);
    const auto phrase = [&](std::size_t count, const char* clipped, const char* dropped,
                            double bound) {
        return mode == schema::OutlierMode::none
                   ? std::string()
                   : moved_rows(count, mode == schema::OutlierMode::clip ? clipped : dropped,
                                measure, bound);
    };
    list.add(measure, measure.name + "_clip",
             {low_outliers, "", "bounds", "", std::vector<double>{bounds.low, bounds.high}, "",
              false, phrase(bounds.below, " raised to ", " dropped below ", bounds.low)});
    list.add(measure, measure.name + "_clipped_rows",
             {high_outliers, "", "outliers", "",
              std::vector<std::size_t>{bounds.below, bounds.above}, "", false,
              phrase(bounds.above, " lowered to ", " dropped above ", bounds.high)});
    list.add({high_outliers, measure.name, "", "", bounds.below + bounds.above,
              measure.label + " outliers, low and high", true});
}

// Lines and the number of names only where the schema lumps.
void add_rare(List& list, const features::NamesSlot& slot) {
    const ColumnSpec& column = *slot.spec;
    const std::string& plural = plural_of(column);
    const bool lumps = column.rare_below > 1;
    const auto line = [&](const std::string& words) { return lumps ? words : std::string(); };
    if (lumps)
        list.add(column, as_field(plural), {rare, "", "names", "", slot.names, plural, true});
    list.add(
        column, "rare_" + as_field(plural),
        {rare, "", "rare_names", "", slot.rare_names, line("rare " + plural + " lumped"), true});
    list.add(column, "rare_" + as_field(column.label) + "_rows",
             {rare, "", "rare_rows", "", slot.rare_rows, line("rows of rare " + plural), true});
}

} // namespace

std::string_view name_of(EffectPart part) {
    switch (part) {
    case names:
        return "names";
    case rows:
        return "rows";
    case numbers:
        return "numbers";
    case checks:
        return "checks";
    case filled_names:
        return "filled names";
    case low_outliers:
    case high_outliers:
        return "outliers";
    case rare:
        return "rare names";
    }
    return {};
}

std::vector<Effect> effects_of(const engine::Result& result) {
    const engine::Prepared& prepared = result.prepared;
    const auto& id = prepared.bound->id;
    List list;
    add_cleaning(list, prepared.cleaned->counts, id ? id->spec.get() : nullptr);
    add_dropped(list, prepared);
    add_numbers(list, result);
    add_negative(list, result);
    add_checks(list, prepared);
    add_filled_names(list, prepared);
    add_outliers(list, result);
    for (const features::NamesSlot& slot : prepared.rows->names)
        add_rare(list, slot);
    return list.effects;
}

std::string sentence_of(const std::vector<Effect>& effects, EffectPart part,
                        std::string_view column) {
    std::string sentence;
    for (const Effect& effect : effects)
        if (effect.part == part && (column.empty() || effect.column == column) &&
            !effect.phrase.empty())
            sentence += (sentence.empty() ? "" : ", ") + effect.phrase;
    return sentence;
}

schema::OutlierMode measure_outliers(const engine::Result& result) {
    const features::PreparedRows& rows = *result.prepared.rows;
    return rows.has_measure ? engine::outliers_of(result.settings, *rows.measure_spec).mode
                            : schema::OutlierMode::none;
}

const features::NamesSlot* lumped_names(const engine::Result& result) {
    const schema::Schema& schema = *result.settings.schema;
    for (const features::NamesSlot& slot : result.prepared.rows->names) {
        const bool shared = std::ranges::any_of(schema.features, [&](const auto& feature) {
            return feature.from == slot.spec->name &&
                   feature.encoding == schema::Encoding::frequency;
        });
        if (shared && slot.spec->rare_below > 1)
            return &slot;
    }
    return nullptr;
}

} // namespace cohortscope::plot

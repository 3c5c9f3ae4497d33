// S5: missing and invalid numbers.
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/rules.h"
#include "plot/labels.h"
#include "report/script/python_text.h"
#include "report/script/script.h"

namespace cohortscope::report {

namespace {

using plot::EffectPart;
using schema::NumberFill;

// Where a fill has no group or no neighbours to ask, it is the median.
NumberFill fill_of(const schema::Bound& bound, const features::NumberRule& rule) {
    const bool no_group = rule.group == features::kNoSlot || !has_names(bound, rule.group);
    const bool no_near = rule.nearest.empty();
    if ((rule.fill == NumberFill::group && no_group) ||
        (rule.fill == NumberFill::nearest && no_near))
        return NumberFill::median;
    return rule.fill;
}

// Of a column: whether a value is valid; empty where all are.
std::string validity(const std::string& cells, double lowest, double highest) {
    if (std::isinf(lowest) && std::isinf(highest))
        return {};
    if (std::isinf(highest))
        return cells + " >= " + python_number(lowest);
    if (std::isinf(lowest))
        return cells + " <= " + python_number(highest);
    return cells + ".between(" + python_number(lowest) + ", " + python_number(highest) + ")";
}

std::string words_of_fill(NumberFill fill, const features::NumberRule& rule) {
    switch (fill) {
    case NumberFill::median:
        return "take the median";
    case NumberFill::mean:
        return "take the mean";
    case NumberFill::mode:
        return "take the most frequent value";
    case NumberFill::group:
        return "take the median of their group";
    case NumberFill::nearest:
        return "take the mean of the 5 nearest rows";
    case NumberFill::constant:
        return "become " + python_number(rule.constant);
    case NumberFill::drop:
        break;
    }
    return "are none: their rows went";
}

std::string words_of_range(const features::NumberRule& rule) {
    const bool low = std::isfinite(rule.lowest);
    const bool high = std::isfinite(rule.highest);
    if (!low && !high)
        return ": missing ones ";
    return ": what lies " + (low ? "below " + python_number(rule.lowest) : std::string()) +
           (low && high ? " or " : "") + (high ? "above " + python_number(rule.highest) : "") +
           " is missing, too; missing ones ";
}

std::string coordinate(const schema::Bound& bound, const features::NearestColumn& near) {
    if (!near.is_number)
        return cells_named(bound.helpers[near.slot].spec->name);
    const std::string cells = cells_named(number_named(bound, near.slot), "as_read");
    const std::string valid = validity(cells, near.lowest, near.highest);
    return valid.empty() ? cells : cells + ".where(" + valid + ")";
}

// The coordinates in which rows are near to each other.
std::string coordinates(const schema::Bound& bound, const features::NumberRule& rule) {
    std::string list = "[";
    if (bound.measure)
        list += "np.log1p(" + cells_named(bound.measure->spec->name) + "), ";
    for (const features::NearestColumn& near : rule.nearest)
        list += coordinate(bound, near) + (&near == &rule.nearest.back() ? "" : ", ");
    return list + "]";
}

// What fills the cells with one value; empty where that is not what the rule says.
std::string filled_with(NumberFill fill, const features::NumberRule& rule) {
    switch (fill) {
    case NumberFill::median:
        return "cells.fillna(cells.median())";
    case NumberFill::mean:
        return "cells.fillna(cells.mean())";
    case NumberFill::mode:
        return "cells.fillna(cells.mode().min())";
    case NumberFill::constant:
        return "cells.fillna(" + python_number(rule.constant) + ")";
    case NumberFill::group:
    case NumberFill::nearest:
        return "cells.fillna(near).fillna(cells.median())";
    case NumberFill::drop:
        break;
    }
    return "cells";
}

// What rows like them have.
void write_near(Script& script, NumberFill fill, const features::NumberRule& rule) {
    if (fill == NumberFill::group)
        script.line("near = cells.groupby(" +
                    cells_named(script.bound.names[rule.group].spec->name) +
                    ").transform(\"median\")");
    if (fill != NumberFill::nearest)
        return;
    script.needs("nearest_mean");
    script.line("near = nearest_mean(cells, " + coordinates(script.bound, rule) + ")");
}

// One column, or with `loop` one of several of the same rule.
void write_column(Script& script, std::size_t slot, bool loop) {
    const schema::Bound& bound = script.bound;
    const schema::ColumnSpec& spec = *bound.numbers[slot].spec;
    const features::NumberRule rule = engine::number_rule(script.result.settings, bound, slot);
    const std::string indent = loop ? "    " : "";
    const std::string target = loop ? "rows[column]" : cells_named(number_named(bound, slot));
    const std::string valid = validity("cells", rule.lowest, rule.highest);
    const auto count = [&](const char* what, const std::string& expression) {
        if (loop)
            script.line(indent + "counts[\"numbers\", column, \"" + what + "\"] = " + expression);
        else
            script.count(EffectPart::numbers, spec.name, what, expression);
    };
    script.line(indent + "cells = " + target);
    count("missing", "int(cells.isna().sum())");
    if (!valid.empty()) {
        script.line(indent + "valid = " + valid);
        count("invalid", "int((cells.notna() & ~valid).sum())");
        script.line(indent + "cells = cells.where(valid)");
    }
    const NumberFill fill = fill_of(bound, rule);
    write_near(script, fill, rule);
    script.line(indent + target + " = " + filled_with(fill, rule));
}

// Rules that one loop may follow are equal as text.
std::string loop_key(const Script& script, std::size_t slot) {
    const schema::Bound& bound = script.bound;
    const features::NumberRule rule = engine::number_rule(script.result.settings, bound, slot);
    const NumberFill fill = fill_of(bound, rule);
    const bool simple =
        fill == NumberFill::median || fill == NumberFill::mean || fill == NumberFill::mode;
    if (!script.keys_by_step() || !simple ||
        bound.numbers[slot].spec->role == schema::Role::category)
        return std::to_string(slot);
    return std::to_string(static_cast<int>(fill)) + " " + python_number(rule.lowest) + " " +
           python_number(rule.highest);
}

void write_slots(Script& script, const std::vector<std::size_t>& slots) {
    const schema::Bound& bound = script.bound;
    const features::NumberRule rule =
        engine::number_rule(script.result.settings, bound, slots.front());
    std::vector<std::string> names;
    std::string words;
    for (const std::size_t slot : slots) {
        const schema::ColumnSpec& spec = *bound.numbers[slot].spec;
        names.push_back(python_literal(spec.name));
        words += (words.empty() ? "" : ", ") + plot::plural_of(spec);
    }
    script.comment("Missing " + words + words_of_range(rule) +
                   words_of_fill(fill_of(bound, rule), rule) + ".");
    if (slots.size() == 1)
        return write_column(script, slots.front(), false);
    std::string loop = python_list("for column in ", '[', names, ']');
    loop.insert(loop.size() - 1, ":");
    script.code(loop);
    write_column(script, slots.front(), true);
    for (const std::size_t slot : slots) {
        const std::string& column = bound.numbers[slot].spec->name;
        script.expect_count(EffectPart::numbers, column, "missing");
        if (!std::isinf(rule.lowest) || !std::isinf(rule.highest))
            script.expect_count(EffectPart::numbers, column, "invalid");
    }
}

} // namespace

void write_number_fills(Script& script) {
    const schema::Bound& bound = script.bound;
    std::map<std::string, std::vector<std::size_t>> groups;
    bool as_read = false;
    for (const std::size_t slot : script.plan.numbers) {
        groups[loop_key(script, slot)].push_back(slot);
        const features::NumberRule rule = engine::number_rule(script.result.settings, bound, slot);
        as_read =
            as_read || (fill_of(bound, rule) == NumberFill::nearest &&
                        std::ranges::any_of(rule.nearest, &features::NearestColumn::is_number));
    }
    if (as_read)
        script.line("\nas_read = rows.copy()");
    for (const std::size_t slot : script.plan.numbers) {
        const std::vector<std::size_t>& slots = groups[loop_key(script, slot)];
        if (slots.front() == slot)
            write_slots(script, slots);
    }
}

} // namespace cohortscope::report

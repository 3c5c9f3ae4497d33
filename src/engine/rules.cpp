#include "engine/rules.h"

#include <cmath>

namespace cohortscope::engine {

namespace {

// The knob's value where somebody moved it, else the schema's.
double knob_of(const Settings& settings, const schema::ColumnSpec& column, Knob knob,
               double otherwise) {
    const auto moved = settings.columns.find(knob_key(column, knob));
    return moved != settings.columns.end() ? moved->second : otherwise;
}

template <class Slots> std::size_t slot_of(const Slots& slots, const std::string& column) {
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
        if (!column.empty() && slots[slot].spec->name == column)
            return slot;
    return features::kNoSlot;
}

// What the knob's choice means.
template <class Choice>
Choice chosen(const Settings& settings, const schema::ColumnSpec& column, Knob knob,
              const std::vector<Choice>& choices, Choice otherwise) {
    const double moved = knob_of(settings, column, knob, -1.0);
    return moved < 0.0 || moved >= static_cast<double>(choices.size())
               ? otherwise
               : choices[static_cast<std::size_t>(moved)];
}

struct Range {
    double lowest = 0.0;
    double highest = 0.0;
};
Range valid_range(const Settings& settings, const schema::ColumnSpec& column) {
    const double highest = knob_of(settings, column, Knob::highest, column.highest);
    return {knob_of(settings, column, Knob::lowest, column.lowest),
            column.role == schema::Role::year ? std::min<double>(highest, settings.reference_year)
                                              : highest};
}

// Of the places of levels. The knob of a category chooses among the fills of names: where a
// missing name takes the most frequent one, so does its place.
schema::NumberFill fill_of_places(const Settings& settings, const schema::ColumnSpec& column) {
    const schema::NameFill name =
        chosen(settings, column, Knob::missing, name_fills(column), column.fill.name);
    return name == schema::NameFill::mode ? schema::NumberFill::mode : column.fill.number;
}

// The columns that NumberFill::nearest reads, as far as the table has them: helpers or numbers.
std::vector<features::NearestColumn> nearest_columns(const Settings& settings,
                                                     const schema::Bound& bound,
                                                     const schema::ColumnSpec& column) {
    std::vector<features::NearestColumn> columns;
    for (const std::string& name : column.fill.nearest) {
        const std::size_t helper = slot_of(bound.helpers, name);
        const std::size_t number = slot_of(bound.numbers, name);
        if (helper != features::kNoSlot) {
            columns.push_back({helper, false, 0.0, 0.0});
        } else if (number != features::kNoSlot) {
            const Range valid = valid_range(settings, *bound.numbers[number].spec);
            columns.push_back({number, true, valid.lowest, valid.highest});
        }
    }
    return columns;
}

// A knob with an older name keeps the choices that it had.
bool keeps_older_knobs(const schema::ColumnSpec& column) { return column.keys.contains("missing"); }

} // namespace

std::vector<schema::NumberFill> number_fills(const schema::ColumnSpec& column) {
    using enum schema::NumberFill;
    std::vector<schema::NumberFill> fills = {median, mean};
    if (!column.fill.group.empty())
        fills.push_back(group);
    if (!column.fill.nearest.empty())
        fills.push_back(nearest);
    if (column.fill.number == constant)
        fills.push_back(constant);
    if (!keeps_older_knobs(column))
        fills.insert(fills.end(), {mode, drop});
    return fills;
}

std::vector<schema::NameFill> name_fills(const schema::ColumnSpec& column) {
    using enum schema::NameFill;
    std::vector<schema::NameFill> fills = {level};
    if (!column.fill.group.empty() || column.fill.vote_by_id)
        fills.insert(fills.begin(), votes);
    if (!keeps_older_knobs(column))
        fills.insert(fills.end(), {mode, drop});
    return fills;
}

std::vector<schema::OutlierMode> outlier_modes() {
    using enum schema::OutlierMode;
    return {clip, drop, none};
}

schema::OutlierSpec outliers_of(const Settings& settings, const schema::ColumnSpec& column) {
    const schema::OutlierSpec& own = column.outliers;
    return {chosen(settings, column, Knob::outliers, outlier_modes(), own.mode),
            knob_of(settings, column, Knob::low, own.low),
            knob_of(settings, column, Knob::high, own.high)};
}

features::NumberRule number_rule(const Settings& settings, const schema::Bound& bound,
                                 std::size_t slot) {
    const schema::ColumnSpec& column = *bound.numbers[slot].spec;
    features::NumberRule rule;
    const Range valid = valid_range(settings, column);
    rule.lowest = valid.lowest;
    rule.highest = valid.highest;
    if (column.role == schema::Role::year) {
        rule.age = column.encoding == schema::Encoding::age;
        rule.reference_year = settings.reference_year;
    }
    rule.fill =
        column.role == schema::Role::category
            ? fill_of_places(settings, column)
            : chosen(settings, column, Knob::missing, number_fills(column), column.fill.number);
    rule.constant = column.fill.constant;
    rule.group = slot_of(bound.names, column.fill.group);
    rule.nearest = nearest_columns(settings, bound, column);
    rule.outliers = outliers_of(settings, column);
    return rule;
}

features::NamesRule names_rule(const Settings& settings, const schema::Bound& bound,
                               std::size_t slot) {
    const schema::ColumnSpec& column = *bound.names[slot].spec;
    features::NamesRule rule;
    rule.fill = chosen(settings, column, Knob::missing, name_fills(column), column.fill.name);
    rule.vote_by_id = column.fill.vote_by_id;
    rule.group = slot_of(bound.names, column.fill.group);
    rule.vote_number = slot_of(bound.numbers, column.fill.vote_number);
    rule.rare_below =
        static_cast<int>(knob_of(settings, column, Knob::rare_below, column.rare_below));
    return rule;
}

std::vector<features::Required> required_columns(const Settings& settings,
                                                 const schema::Bound& bound) {
    std::vector<features::Required> required;
    for (std::size_t slot = 0; slot < bound.numbers.size(); ++slot) {
        const features::NumberRule rule = number_rule(settings, bound, slot);
        if (rule.fill == schema::NumberFill::drop)
            required.push_back({false, slot, rule.lowest, rule.highest});
    }
    for (std::size_t slot = 0; slot < bound.names.size(); ++slot)
        if (names_rule(settings, bound, slot).fill == schema::NameFill::drop)
            required.push_back({true, slot});
    return required;
}

} // namespace cohortscope::engine

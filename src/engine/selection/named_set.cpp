#include "engine/selection/named_set.h"

#include <algorithm>
#include <cmath>

#include "analysis/naming/number_words.h"
#include "base/format.h"
#include "base/printable.h"
#include "base/whole.h"

namespace cohortscope::engine {

namespace {

constexpr std::size_t kMostLetters = 60; // of a name in an origin

// A, B … Z, AA, AB …, as spreadsheets count columns.
std::string letters(std::size_t number) {
    std::string text;
    for (std::size_t left = number + 1; left > 0; left = (left - 1) / 26)
        text.insert(text.begin(), static_cast<char>('A' + (left - 1) % 26));
    return text;
}

std::string shown(std::string_view text) {
    return base::shortened(base::printable(text), kMostLetters);
}

// How people call and read the values of a column or a feature.
struct Reading {
    std::string label;
    std::string unit; // behind the number
    bool in_lakh = false;
    double factor = 1.0; // value × factor is what people read

    std::string number(double value) const {
        const double read = value * factor;
        if (in_lakh)
            return base::indian_money(read);
        return read == std::floor(read) ? base::whole(read) : analysis::plain_number(read);
    }
};

Reading reading_of(const schema::ColumnSpec& column) {
    if (column.currency == "INR")
        return {column.label, "", true};
    return {column.label, column.currency.empty() ? column.unit : column.currency};
}

Reading reading_of(const schema::Schema& schema, std::string_view name) {
    if (const schema::ColumnSpec* column = schema.find(name))
        return reading_of(*column);
    for (const schema::FeatureSpec& feature : schema.features)
        if (feature.name == name)
            return {feature.label, feature.unit_in_front ? "" : feature.unit, false,
                    feature.factor};
    return {schema::plain_label(name), ""};
}

struct OriginOf {
    const schema::Schema& schema;
    std::string_view group;

    std::string operator()(const Lasso&) const { return "lasso on the map"; }
    std::string operator()(const Rectangle&) const { return "rectangle on the map"; }
    std::string operator()(const NumberRange& range) const {
        const Reading reading = reading_of(schema, range.column);
        const auto [low, high] = std::minmax(range.low, range.high);
        const std::string label = shown(reading.label);
        if (std::isinf(low) && std::isinf(high) && low < high)
            return label + ": any";
        const std::string numbers = low == high       ? reading.number(low)
                                    : std::isinf(low) ? "at most " + reading.number(high)
                                    : std::isinf(high)
                                        ? "at least " + reading.number(low)
                                        : reading.number(low) + " – " + reading.number(high);
        return label + " " + numbers + (reading.unit.empty() ? "" : " " + shown(reading.unit));
    }
    std::string operator()(const Name& name) const {
        return shown(reading_of(schema, name.column).label) + ": " + shown(name.name);
    }
    std::string operator()(const OtherNames& others) const {
        const std::string label = shown(reading_of(schema, others.column).label);
        if (others.than.size() == 1)
            return label + ": not " + shown(others.than.front());
        return label + ": none of the " + std::to_string(others.than.size()) + " most frequent";
    }
    std::string operator()(const Group&) const {
        return group.empty() ? "one group" : "the group " + shown(group);
    }
    std::string operator()(const Outcome& outcome) const {
        const auto is_outcome = [](const schema::ColumnSpec& column) {
            return column.role == schema::Role::outcome;
        };
        const auto found = std::ranges::find_if(schema.columns, is_outcome);
        if (found == schema.columns.end())
            return "outcome";
        const std::string label = shown(found->label);
        if (!outcome.value)
            return label + " not known";
        const bool named =
            found->levels.size() == 2 && (*outcome.value == 0.0 || *outcome.value == 1.0);
        return label + ": " +
               (named ? shown(found->levels[*outcome.value == 1.0 ? 1 : 0])
                      : reading_of(*found).number(*outcome.value));
    }
    std::string operator()(const FlowRows& flow) const { return flow.origin; }
    std::string operator()(const Labelled& labelled) const {
        return labelled.origin.empty() ? "rows of a study" : labelled.origin;
    }
    std::string operator()(const Rows& rows) const {
        if (!rows.origin.empty())
            return rows.origin;
        const std::size_t count = rows.ascending.size();
        return base::grouped(static_cast<long long>(count)) + (count == 1 ? " row" : " rows");
    }
};

} // namespace

bool operator==(const NamedSet& a, const NamedSet& b) {
    const bool same_rows = a.rows == b.rows || (a.rows && b.rows && *a.rows == *b.rows);
    return same_rows && a.name == b.name && a.origin == b.origin;
}

std::string next_set_name(std::span<const NamedSet> sets) {
    for (std::size_t number = 0;; ++number) {
        const std::string name = letters(number);
        if (std::ranges::none_of(sets, [&](const NamedSet& set) { return set.name == name; }))
            return name;
    }
}

std::string origin_text(const Shape& shape, const schema::Schema& schema, std::string_view group) {
    const std::string text = std::visit(OriginOf{schema, group}, shape.what);
    if (!shape.colour || std::holds_alternative<Group>(shape.what))
        return text;
    return text + (group.empty() ? ", of one group" : ", of the group " + shown(group));
}

} // namespace cohortscope::engine

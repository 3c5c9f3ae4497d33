#include "schema/hints.h"

#include <algorithm>

#include "base/format.h"

namespace cohortscope::schema {

namespace {

bool is_wanted(const Schema& schema, const ColumnSpec& column) {
    const bool derived = std::ranges::any_of(
        schema.derived, [&](const DerivedSpec& made) { return made.name == column.name; });
    return !derived && column.role != Role::ignored && column.role != Role::outcome;
}

data::NumberMeaning meaning_of(const ColumnSpec& column) {
    // A helper without decimals counts years, as far as it is compared with one.
    const bool year =
        column.role == Role::year || (column.role == Role::helper && column.decimals == 0);
    return year                      ? data::NumberMeaning::year
           : column.currency.empty() ? data::NumberMeaning::plain
                                     : data::NumberMeaning::amount;
}

data::ColumnSpec hint_of(const ColumnSpec& column) {
    const bool text = column.role == Role::id || column.role == Role::category;
    data::ColumnSpec hint;
    hint.name = base::lower(column.name);
    hint.kind = text ? data::ColumnKind::text : data::ColumnKind::numeric;
    hint.meaning = meaning_of(column);
    hint.optional = column.optional;
    hint.without = column.without;
    hint.other_names = column.other_names;
    if (column.role == Role::id)
        hint.others = "other people";
    return hint;
}

} // namespace

data::TableHints hints_of(const Schema& schema) {
    data::TableHints hints;
    hints.name = schema.name;
    for (const ColumnSpec& column : schema.columns)
        if (is_wanted(schema, column))
            hints.columns.push_back(hint_of(column));
    for (const FeatureSpec& feature : schema.features)
        if (schema.find(feature.name) == nullptr)
            hints.computed_names.push_back(feature.name);
    return hints;
}

} // namespace cohortscope::schema

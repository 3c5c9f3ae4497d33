#include <algorithm>

#include "schema/guess.h"
#include "schema/match.h"

namespace cohortscope::schema {

namespace {

bool holds_names(Role role) { return role == Role::category || role == Role::id; }

// Numbers can be names; names are numbers only as an outcome.
bool suits(const ColumnSpec& spec, const TableColumn& column) {
    return column.numeric != nullptr || holds_names(spec.role) || spec.role == Role::outcome ||
           spec.role == Role::ignored || column.text->dictionary.size() == 0;
}

bool is_derived(const Schema& schema, const ColumnSpec& spec) {
    return std::ranges::find(schema.derived, spec.name, &DerivedSpec::name) != schema.derived.end();
}

// Columns of the schema that the table has; 0 where one that must be there is not, or is of the
// wrong kind.
std::size_t matching(const Schema& schema, const data::Table& table) {
    const auto columns = match_columns(schema, table);
    std::size_t count = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const ColumnSpec& spec = schema.columns[i];
        if (columns[i].there() && !suits(spec, columns[i]))
            return 0;
        if (columns[i].there())
            ++count;
        else if (!spec.optional && !is_derived(schema, spec))
            return 0;
    }
    return count;
}

} // namespace

std::shared_ptr<const Schema> best_schema(const data::Table& table) {
    std::shared_ptr<const Schema> best;
    std::size_t most = 0;
    for (const auto& schema : known_schemas())
        if (const std::size_t count = matching(*schema, table); count > most) {
            best = schema;
            most = count;
        }
    return best ? best : std::make_shared<const Schema>(guess(table));
}

} // namespace cohortscope::schema

#include "report/disclosure/chosen_columns.h"

#include <algorithm>

#include "base/error.h"

namespace cohortscope::report {

namespace {

using engine::RowColumn;

const RowColumn* find(const engine::RowColumns& columns, const std::string& name) {
    const std::string bare = schema::bare_name(name);
    for (const RowColumn& column : columns.columns)
        if (column.name == name)
            return &column;
    for (const RowColumn& column : columns.columns)
        if (schema::bare_name(column.name) == bare || schema::bare_name(column.label) == bare ||
            (column.spec != nullptr && column.spec->name == name))
            return &column;
    return nullptr;
}

bool is_id(const engine::RowColumns& columns, const std::string& name) {
    const std::string bare = schema::bare_name(name);
    return std::ranges::any_of(columns.bound->schema->columns,
                               [&](const schema::ColumnSpec& column) {
                                   return column.role == schema::Role::id &&
                                          (schema::bare_name(column.name) == bare ||
                                           schema::bare_name(column.label) == bare ||
                                           std::ranges::count(column.other_names, bare) > 0);
                               });
}

[[noreturn]] void fail(const engine::RowColumns& columns, const std::string& name) {
    if (is_id(columns, name))
        throw base::Error("'" + name + "' tells who a row is about; ids come with --with-ids only");
    std::string names;
    for (const RowColumn& column : columns.columns)
        names += (names.empty() ? "" : ", ") + column.name;
    throw base::Error("the table has no column '" + name + "'; it has " + names);
}

} // namespace

std::vector<const RowColumn*> chosen_columns(const engine::RowColumns& columns,
                                             const std::vector<std::string>& names) {
    std::vector<const RowColumn*> chosen;
    for (const std::string& name : names) {
        const RowColumn* column = find(columns, name);
        if (column == nullptr)
            fail(columns, name);
        if (std::ranges::count(chosen, column) == 0)
            chosen.push_back(column);
    }
    return chosen;
}

std::vector<const RowColumn*> all_columns(const engine::RowColumns& columns) {
    std::vector<const RowColumn*> all;
    for (const RowColumn& column : columns.columns)
        all.push_back(&column);
    return all;
}

} // namespace cohortscope::report

// Settings brought onto another table: what does not fit it is dropped, and said.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "data/table.h"
#include "engine/settings.h"
#include "schema/bind.h"

namespace cohortscope::engine {

struct FittedSettings {
    Settings settings;
    std::string dropped;              // one line; empty where everything fits
    std::vector<std::string> columns; // those whose weights were dropped
};

// Whether the table has the columns that the schema cannot do without. O(columns).
bool covers(const schema::Schema& schema, const data::Table& table);

// The present schema stays where the table has all its columns; else it becomes the best one for
// the table. Drops the weights of columns that the table does not have. Where that leaves fewer
// features than a component's number asks for, the components become the default ones.
FittedSettings fit_settings(const Settings& settings, std::shared_ptr<const data::Table> table);

// The same for a table that is bound to the schema of the settings. O(columns).
FittedSettings fit_settings(const Settings& settings, const schema::Bound& bound);

} // namespace cohortscope::engine

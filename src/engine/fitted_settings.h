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

// Whether fit_settings, below, leaves the schema as it is: where there is a `named` one, whether it
// is that or what a person has made of it in the window, of its name and with all of its columns;
// else whether it covers the table. O(columns).
bool keeps_schema(const schema::Schema& schema, const data::Table& table,
                  const schema::Schema* named);

// The same under a schema that was asked for: the one of the settings where it is kept, else
// `named` itself. Where `named` is null, as above. Throws base::Error for a table that it does
// not fit: it is never exchanged.
FittedSettings fit_settings(const Settings& settings, std::shared_ptr<const data::Table> table,
                            const std::shared_ptr<const schema::Schema>& named);

// The same for a table that is bound to the schema of the settings. O(columns).
FittedSettings fit_settings(const Settings& settings, const schema::Bound& bound);

} // namespace cohortscope::engine

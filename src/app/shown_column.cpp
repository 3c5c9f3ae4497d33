#include "app/shown_column.h"

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "base/whole.h"
#include "engine/shown_columns.h"

namespace cohortscope::app {

void expect_column(const engine::Result& result, const std::string& name,
                   const std::string& option) {
    std::vector<std::string> known;
    for (const engine::ShownColumn& column : engine::shown_columns(result.prepared))
        known.push_back(column.name);
    if (!name.empty() && std::ranges::find(known, name) == known.end())
        throw base::Error(option + ": there is no column '" + base::shortened(name, 40) +
                          "' of numbers, names or outcomes; expected one of " +
                          base::listed(known, 40));
}

} // namespace cohortscope::app

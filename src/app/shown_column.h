// A column that a command names to be shown beside the clusters.
#pragma once

#include <string>

#include "engine/result.h"

namespace cohortscope::app {

// Throws base::Error that begins with the option unless `name` is empty or such a column.
void expect_column(const engine::Result& result, const std::string& name,
                   const std::string& option);

} // namespace cohortscope::app

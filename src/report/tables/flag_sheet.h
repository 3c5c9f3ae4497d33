// Each row's measure against its peers', cluster by cluster.
#pragma once

#include <optional>

#include "report/tables/figures.h"

namespace cohortscope::report {

// Rows above, equal to and below their peers' mean, for each group of peers; none where the schema
// has no such groups or the table lacks a column of them.
std::optional<Sheet> flag_sheet(const engine::Result& result, const Figures& figures);

} // namespace cohortscope::report

// The tables of a report: as files, and as people read them on the page.
#pragma once

#include <span>
#include <vector>

#include "report/page/page.h"
#include "report/read_me.h"

namespace cohortscope::report {

// tables.xlsx and a CSV file each.
std::vector<ReportFile> table_files(std::span<const Sheet> sheets);

// Clusters count from 1 there; columns for files alone are left out.
PageTable table_for_page(Sheet sheet);

} // namespace cohortscope::report

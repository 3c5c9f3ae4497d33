// What is open as a report takes it along.
#pragma once

#include <string>
#include <vector>

#include "app/carried_session.h"
#include "engine/selection/named_set.h"
#include "report/report.h"

namespace cohortscope::app {

// The sets of the document, and what is selected as one called "selection", unless it is one of
// them or that name is taken.
std::vector<engine::NamedSet> sets_of(const engine::Document& document);

// Session and sets of a report of `request.result` in this folder. Where the result is not the
// document's it is the result's settings that count; of another table, nothing that hangs on rows.
void add_session(report::ReportRequest& request, OpenSession open, const std::string& folder);

} // namespace cohortscope::app

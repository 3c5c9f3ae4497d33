// A report of what the window shows, made on another thread.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "app/carried_session.h"
#include "app/step_progress.h"
#include "engine/study.h"
#include "engine/ward_trees.h"
#include "ui/reporting.h"

namespace cohortscope::app {

// What it is made from.
struct WindowReport {
    ui::ReportWish wish;
    OpenSession open;             // all of it goes into session.json
    engine::StudiesState studies; // what is known already of the result
    std::shared_ptr<engine::WardTrees> trees;
    std::shared_ptr<const engine::Result> baseline = {}; // of the result; null: none is pinned
};

// Of a final result: a folder beside its table, and what its rows give away. O(rows).
ui::ReportFacts report_facts(const std::shared_ptr<const engine::Result>& result);

// Computes the studies that are missing and writes the folder, all of it or nothing. Returns a line
// for people. Throws base::Error, base::Cancelled.
std::string make_window_report(const WindowReport& report, StepProgress& progress);

} // namespace cohortscope::app

// A report of one result: every file of its folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/progress.h"
#include "engine/result.h"
#include "report/folder.h"
#include "report/row_export.h"
#include "report/studies.h"

namespace cohortscope::report {

// What was open, as JSON that a session's reader takes.
struct ReportSession {
    std::string json;            // for session.json; empty: the result's settings
    bool tells_of_rows = false;  // it does of single ones
    std::string in_figures = {}; // what each figure carries; empty: the result's settings
};

struct ReportRequest {
    std::shared_ptr<const engine::Result> result; // a final one
    std::vector<StudyOutcome> studies;            // of this result
    std::string date;                             // "27 November 2026"; empty: none is said
    // What of single rows leaves: by default no column of the table. Its sets are listed.
    RowOptions rows = {};
    std::string script = {}; // the program that repeats the analysis; empty: there is none
    bool has_rows = true;    // the table of single rows is made at all
    ReportSession session = {};
    std::shared_ptr<const engine::Result> baseline = {}; // compared with; null: none is pinned
};

// The files, README.txt among them. The same bytes for the same request on every machine. Unless
// `rows` asks for more, single rows are known by nothing but their place in the table. Throws
// base::Cancelled, and base::Error for columns that the table lacks.
std::vector<FolderFile> make_report(const ReportRequest& request, base::Progress& progress);

} // namespace cohortscope::report

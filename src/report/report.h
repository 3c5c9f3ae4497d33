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

struct ReportRequest {
    std::shared_ptr<const engine::Result> result; // a final one
    std::vector<StudyOutcome> studies;            // of this result
    std::string date;                             // "27 November 2026"; empty: none is said
    RowOptions rows = {};     // what of single rows leaves: by default no column of the table
    std::string script = {};  // the program that repeats the analysis; empty: there is none
    bool has_rows = true;     // the table of single rows is made at all
    std::string session = {}; // session.json, all that is open; empty: the result's settings
};

// The files, README.txt among them. The same bytes for the same request on every machine. Unless
// `rows` asks for more, single rows are known by nothing but their place in the table. Throws
// base::Cancelled, and base::Error for columns that the table lacks.
std::vector<FolderFile> make_report(const ReportRequest& request, base::Progress& progress);

} // namespace cohortscope::report

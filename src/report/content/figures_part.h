// The figures of a report: as files, as slides, and on the page.
#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "report/page/page.h"
#include "report/read_me.h"
#include "report/report.h"

namespace cohortscope::report {

struct FigureParts {
    std::vector<ReportFile> files;           // figures/NAME.svg, .pdf, .png, and slides.pdf
    std::vector<PageFigure> figures;         // on the page: of the result
    std::vector<PageFigure> studied_figures; // of its studies
};

// Every figure that the result and its studies have. `session` is carried inside the files. Throws
// base::Cancelled.
FigureParts make_figures(const ReportRequest& request, const std::string& session,
                         base::Progress& progress);

} // namespace cohortscope::report

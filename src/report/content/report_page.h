// The report's page, put together of its sections.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "report/page/page.h"
#include "report/read_me.h"
#include "report/report.h"

namespace cohortscope::report {

// What is made elsewhere and shown on the page.
struct PageParts {
    std::vector<PageFigure> figures;         // of the result
    std::vector<PageFigure> studied_figures; // of its studies
    std::vector<PageTable> tables;
};

// The lines below the title: the table, its rows, the date, the program.
std::vector<std::string> report_facts(const ReportRequest& request);

WebPage report_page(const ReportRequest& request, PageParts parts,
                    std::span<const ReportFile> files);

} // namespace cohortscope::report

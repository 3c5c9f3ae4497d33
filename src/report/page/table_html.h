// A table of a page as HTML.
#pragma once

#include <string>

#include "report/page/page.h"

namespace cohortscope::report {

// Numbers to the right with units at their heads or in the cells, a row's first cell as its head.
// Wide ones scroll in a box of their own.
std::string table_html(const WebPage& page, const PageTable& table);

} // namespace cohortscope::report

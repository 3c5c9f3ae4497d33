// A page as one HTML file that needs no other file and no network.
#pragma once

#include <string>

#include "report/page/page.h"

namespace cohortscope::report {

// Style and script stand in it (assets/page); nothing is fetched, which the page itself forbids. It
// reads without its script: that sorts tables and lights up clusters. Light and dark as the
// reader's system wishes, light on paper. Text is escaped (html_text.h).
std::string page_html(const WebPage& page);

} // namespace cohortscope::report

// The blocks of a page as HTML: paragraphs, cards, pictures, tables.
#pragma once

#include <set>
#include <string>

#include "report/page/page.h"

namespace cohortscope::report {

// Gives every anchor of a page once: "table-profiles", then "table-profiles-2".
class Anchors {
  public:
    std::string take(const std::string& kind, const std::string& name);

  private:
    std::set<std::string> taken_;
};

// A line of the table of contents.
struct ContentsEntry {
    std::string anchor, title;
};

// Appends what it makes of a section's blocks.
struct BlockWriter {
    const WebPage& page;
    Anchors& anchors;
    std::string& html;
    std::vector<ContentsEntry>& entries; // of pictures, tables and headings, as they come

    void operator()(const PageParagraph& paragraph) const;
    void operator()(const PageHeading& heading) const;
    void operator()(const PageList& list) const;
    void operator()(const std::vector<KeyNumber>& numbers) const;
    void operator()(const std::vector<PageCard>& cards) const;
    void operator()(const PageFigure& figure) const;
    void operator()(const PageTable& table) const;
    void operator()(const PageDefinitions& definitions) const;
};

// " data-cluster=…" for what stands for a cluster, or nothing.
std::string cluster_attribute(int cluster);

// The swatch of a cluster; its shape tells clusters of one hue apart.
std::string swatch_html(const WebPage& page, int cluster);

} // namespace cohortscope::report

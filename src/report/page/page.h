// The report's page as plain data: what it says, in which order, and nothing of how it looks.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "plot/scene.h"
#include "report/sheet.h"

namespace cohortscope::report {

// All text is plain: page_html escapes it.

struct PageLink {
    std::string path; // beside the page: "figures/elbow.svg"
    std::string words;
};

// A picture with what it says. Marks that stand for a cluster are lit with it; their tips show
// where they are pointed at.
struct PageFigure {
    std::string name; // lower case, digits and '_': its anchor is "figure-NAME"
    std::string title;
    std::string caption;
    std::string alt; // for who cannot see it
    std::string svg; // a whole file of SVG
    float width = 960, height = 540;
    std::vector<plot::Mark> marks = {};
    std::vector<PageLink> files = {};
};

struct PageTable {
    Sheet sheet;                    // its anchor is "table-NAME"
    std::vector<int> clusters = {}; // of each row, from 0, -1: of none; empty: of no row
    std::vector<PageLink> files = {};
};

struct KeyNumber {
    std::string value; // "205,785"
    std::string label; // "rows used"
    std::string note = {};
};

// What one cluster is like, for people.
struct PageCard {
    int cluster = 0;
    std::string headline; // size and share
    struct Part {
        std::string title;
        std::vector<std::string> lines;
    };
    std::vector<Part> parts;
};

struct PageDefinition {
    std::string term, text;
};

struct PageParagraph {
    std::string text;
};
struct PageHeading {
    std::string text;
};
struct PageList {
    std::vector<std::string> lines;
};
struct PageDefinitions {
    std::vector<PageDefinition> entries;
};
using PageBlock = std::variant<PageParagraph, PageHeading, PageList, std::vector<KeyNumber>,
                               std::vector<PageCard>, PageFigure, PageTable, PageDefinitions>;

struct PageSection {
    std::string name; // lower case, digits and '_': its anchor
    std::string title;
    std::vector<PageBlock> blocks;
};

struct PageCluster {
    std::string name;
    int colour = 0; // of the palette
};

struct WebPage {
    std::string title;
    std::vector<std::string> facts;    // below the title: file, rows, date, version
    std::vector<PageCluster> clusters; // which blocks mean by their places
    std::vector<PageSection> sections;
    std::string footer;
};

} // namespace cohortscope::report

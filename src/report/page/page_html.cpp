#include "report/page/page_html.h"

#include "base/asset.h"
#include "report/page/blocks_html.h"
#include "report/page/html_text.h"
#include "report/page/theme_css.h"

namespace cohortscope::report {

namespace {

// Nothing may be fetched, whatever stands in the page.
constexpr std::string_view kPolicy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'";

struct Contents {
    ContentsEntry section;
    std::vector<ContentsEntry> entries;
};

std::string head_html(const WebPage& page) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"" +
           std::string(kPolicy) +
           "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
           html_text(page.title) + "</title>\n<style>\n" + theme_css(page.clusters) +
           std::string(base::find_asset("page.css")) + "</style>\n</head>\n";
}

std::string link_html(const ContentsEntry& entry) {
    return "<a href=\"#" + entry.anchor + "\">" + html_text(entry.title) + "</a>";
}

std::string contents_html(const std::vector<Contents>& contents) {
    std::string html = "<nav aria-label=\"Contents\">\n<ol>\n";
    for (const Contents& section : contents) {
        html += "<li>" + link_html(section.section);
        if (!section.entries.empty()) {
            html += "\n<ol>\n";
            for (const ContentsEntry& entry : section.entries)
                html += "<li>" + link_html(entry) + "</li>\n";
            html += "</ol>\n";
        }
        html += "</li>\n";
    }
    return html + "</ol>\n</nav>\n";
}

std::string header_html(const WebPage& page) {
    std::string html = "<header>\n<h1>" + html_text(page.title) + "</h1>\n";
    if (!page.facts.empty()) {
        html += "<p class=\"facts\">";
        for (std::size_t i = 0; i < page.facts.size(); ++i)
            html += (i > 0 ? " <span aria-hidden=\"true\">·</span> <span>" : "<span>") +
                    html_text(page.facts[i]) + "</span>";
        html += "</p>\n";
    }
    return html + "</header>\n";
}

} // namespace

std::string page_html(const WebPage& page) {
    Anchors anchors;
    std::vector<Contents> contents;
    for (const PageSection& section : page.sections) // theirs are the plain ones
        contents.push_back({{anchors.take("", section.name), section.title}, {}});
    std::string body;
    for (std::size_t i = 0; i < page.sections.size(); ++i) {
        body += "<section id=\"" + contents[i].section.anchor + "\">\n<h2>" +
                html_text(page.sections[i].title) + "</h2>\n";
        const BlockWriter writer{page, anchors, body, contents[i].entries};
        for (const PageBlock& block : page.sections[i].blocks)
            std::visit(writer, block);
        body += "</section>\n";
    }
    return head_html(page) + "<body>\n" + header_html(page) + "<div class=\"page\">\n" +
           contents_html(contents) + "<main>\n" + body + "</main>\n</div>\n<footer>\n<p>" +
           html_text(page.footer) + "</p>\n</footer>\n<script>\n" +
           std::string(base::find_asset("page.js")) + "</script>\n</body>\n</html>\n";
}

} // namespace cohortscope::report

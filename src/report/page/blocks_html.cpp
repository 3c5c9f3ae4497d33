#include "report/page/blocks_html.h"

#include <cmath>

#include "base/format.h"
#include "plot/palette.h"
#include "report/page/html_text.h"
#include "report/page/table_html.h"

namespace cohortscope::report {

namespace {

std::string as_anchor(const std::string& name) {
    std::string anchor;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        anchor += plain ? c : '-';
    }
    return anchor;
}

const char* sign_of(plot::Marker marker) {
    switch (marker) {
    case plot::Marker::disc:
        return "●";
    case plot::Marker::square:
        return "■";
    case plot::Marker::triangle:
        return "▲";
    case plot::Marker::diamond:
        return "◆";
    }
    return "●";
}

std::string number_text(float value) { return base::shortest(std::round(value * 10.0) / 10.0); }

// Boxes over the picture that carry their tips and their clusters.
std::string marks_html(const PageFigure& figure) {
    std::string rectangles;
    for (const plot::Mark& mark : figure.marks) {
        if (mark.cluster < 0 && mark.tip.empty())
            continue;
        const plot::Box& box = mark.box;
        rectangles += "<rect x=\"" + number_text(box.left) + "\" y=\"" + number_text(box.top) +
                      "\" width=\"" + number_text(std::max(0.0f, box.width())) + "\" height=\"" +
                      number_text(std::max(0.0f, box.height())) + "\"" +
                      cluster_attribute(mark.cluster) + ">" +
                      (mark.tip.empty() ? "" : "<title>" + html_lines(mark.tip) + "</title>") +
                      "</rect>\n";
    }
    if (rectangles.empty())
        return {};
    return "<svg class=\"marks\" aria-hidden=\"true\" viewBox=\"0 0 " + number_text(figure.width) +
           " " + number_text(figure.height) + "\">\n" + rectangles + "</svg>\n";
}

} // namespace

std::string Anchors::take(const std::string& kind, const std::string& name) {
    const std::string wanted = as_anchor(kind.empty() ? name : kind + "-" + name);
    std::string anchor = wanted;
    for (int i = 2; !taken_.insert(anchor).second; ++i)
        anchor = wanted + "-" + std::to_string(i);
    return anchor;
}

std::string cluster_attribute(int cluster) {
    return cluster < 0 ? std::string() : " data-cluster=\"" + std::to_string(cluster) + "\"";
}

std::string swatch_html(const WebPage& page, int cluster) {
    const auto index = static_cast<std::size_t>(cluster);
    const int colour = index < page.clusters.size() ? page.clusters[index].colour : 0;
    return "<span class=\"swatch c" + std::to_string(cluster) + "\" aria-hidden=\"true\">" +
           sign_of(plot::cluster_marker(colour)) + "</span>";
}

std::string links_html(const std::vector<PageLink>& links) {
    if (links.empty())
        return {};
    std::string html = "<p class=\"files\">";
    for (std::size_t i = 0; i < links.size(); ++i)
        html += (i > 0 ? " · " : "") + ("<a href=\"" + path_address(links[i].path)) + "\">" +
                html_text(links[i].words) + "</a>";
    return html + "</p>\n";
}

void BlockWriter::operator()(const PageParagraph& paragraph) const {
    html += "<p>" + html_text(paragraph.text) + "</p>\n";
}

void BlockWriter::operator()(const PageHeading& heading) const {
    html += "<h3>" + html_text(heading.text) + "</h3>\n";
}

void BlockWriter::operator()(const PageList& list) const {
    if (list.lines.empty())
        return;
    html += "<ul>\n";
    for (const std::string& line : list.lines)
        html += "<li>" + html_text(line) + "</li>\n";
    html += "</ul>\n";
}

void BlockWriter::operator()(const std::vector<KeyNumber>& numbers) const {
    if (numbers.empty())
        return;
    html += "<ul class=\"numbers\">\n";
    for (const KeyNumber& number : numbers)
        html += "<li><strong>" + html_text(number.value) + "</strong> <span>" +
                html_text(number.label) + "</span>" +
                (number.note.empty() ? "" : " <small>" + html_text(number.note) + "</small>") +
                "</li>\n";
    html += "</ul>\n";
}

void BlockWriter::operator()(const std::vector<PageCard>& cards) const {
    html += "<div class=\"cards\">\n";
    for (const PageCard& card : cards) {
        const auto index = static_cast<std::size_t>(card.cluster);
        const std::string number = std::to_string(card.cluster + 1);
        html += "<article class=\"card c" + std::to_string(card.cluster) + "\" id=\"" +
                anchors.take("cluster", number) + "\"" + cluster_attribute(card.cluster) +
                ">\n<h3>" + swatch_html(page, card.cluster) + " " + number + " · " +
                html_text(index < page.clusters.size() ? page.clusters[index].name : "") +
                "</h3>\n<p class=\"headline\">" + html_text(card.headline) + "</p>\n";
        for (const PageCard::Part& part : card.parts) {
            if (part.lines.empty())
                continue;
            html += "<h4>" + html_text(part.title) + "</h4>\n";
            (*this)(PageList{part.lines});
        }
        html += "</article>\n";
    }
    html += "</div>\n";
}

void BlockWriter::operator()(const PageFigure& figure) const {
    const std::string anchor = anchors.take("figure", figure.name);
    entries.push_back({anchor, figure.title});
    html += "<figure id=\"" + anchor + "\">\n<h3>" + html_text(figure.title) +
            "</h3>\n<div class=\"picture\"><div class=\"stage\"><img src=\"" +
            svg_address(figure.svg) + "\" alt=\"" + html_text(figure.alt) + "\" width=\"" +
            std::to_string(std::lround(figure.width)) + "\" height=\"" +
            std::to_string(std::lround(figure.height)) + "\">\n" + marks_html(figure) +
            "</div></div>\n<figcaption>" + html_text(figure.caption) + "</figcaption>\n" +
            links_html(figure.files) + "</figure>\n";
}

void BlockWriter::operator()(const PageTable& table) const {
    const std::string anchor = anchors.take("table", table.sheet.name);
    entries.push_back({anchor, table.sheet.title});
    html += "<section class=\"table\" id=\"" + anchor + "\">\n<h3>" + html_text(table.sheet.title) +
            "</h3>\n" + table_html(page, table);
    for (const std::string& note : table.sheet.notes)
        html += "<p class=\"note\">" + html_text(note) + "</p>\n";
    html += links_html(table.files) + "</section>\n";
}

void BlockWriter::operator()(const PageDefinitions& definitions) const {
    if (definitions.entries.empty())
        return;
    html += "<dl>\n";
    for (const PageDefinition& entry : definitions.entries)
        html += "<dt id=\"" + anchors.take("term", entry.term) + "\">" + html_text(entry.term) +
                "</dt>\n<dd>" + html_text(entry.text) + "</dd>\n";
    html += "</dl>\n";
}

} // namespace cohortscope::report

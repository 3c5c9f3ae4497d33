#include "report/page/table_html.h"

#include "report/page/blocks_html.h"
#include "report/page/cell_words.h"
#include "report/page/html_text.h"

namespace cohortscope::report {

namespace {

// What fits a page of paper.
constexpr std::size_t kMostColumns = 12;
constexpr std::size_t kMostRows = 80;

std::string head_html(const SheetColumn& column) {
    const std::string unit = unit_at_head(column);
    return "<th scope=\"col\"" + std::string(is_number(column) ? " class=\"number\"" : "") + ">" +
           html_text(column.label.empty() ? column.name : column.label) +
           (unit.empty() ? "" : " <span class=\"unit\">" + html_text(unit) + "</span>") + "</th>\n";
}

std::string attributes_of(const Cell& cell, const SheetColumn& column) {
    std::string html;
    if (is_number(column))
        html += " class=\"number\"";
    if (const std::string order = cell_order(cell); !order.empty())
        html += " data-order=\"" + order + "\"";
    if (const std::string full = cell_in_full(cell, column); !full.empty())
        html += " title=\"" + html_text(full) + "\"";
    return html;
}

std::string row_html(const WebPage& page, const PageTable& table, std::size_t row) {
    const int cluster = row < table.clusters.size() ? table.clusters[row] : -1;
    std::string html = "<tr" + cluster_attribute(cluster) + ">";
    const std::vector<Cell>& cells = table.sheet.rows[row];
    for (std::size_t i = 0; i < cells.size() && i < table.sheet.columns.size(); ++i) {
        const SheetColumn& column = table.sheet.columns[i];
        const std::string tag = i == 0 ? "th" : "td";
        html += "<" + tag + (i == 0 ? " scope=\"row\"" : "") + attributes_of(cells[i], column) +
                ">" + (i == 0 && cluster >= 0 ? swatch_html(page, cluster) + " " : "") +
                html_text(cell_words(cells[i], column)) + "</" + tag + ">";
    }
    return html + "</tr>\n";
}

} // namespace

std::string table_html(const WebPage& page, const PageTable& table) {
    if (table.sheet.rows.empty())
        return "<p class=\"note\">No rows.</p>\n";
    const bool for_paper =
        table.sheet.columns.size() <= kMostColumns && table.sheet.rows.size() <= kMostRows;
    std::string html = for_paper
                           ? ""
                           : "<p class=\"on-paper\">Too large for paper; it is on the page and "
                             "in its file.</p>\n";
    html += "<div class=\"scroll" + std::string(for_paper ? "" : " on-screen") +
            "\" tabindex=\"0\" role=\"region\" aria-label=\"" + html_text(table.sheet.title) +
            "\">\n<table>\n<thead>\n<tr>\n";
    for (const SheetColumn& column : table.sheet.columns)
        html += head_html(column);
    html += "</tr>\n</thead>\n<tbody>\n";
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row)
        html += row_html(page, table, row);
    return html + "</tbody>\n</table>\n</div>\n";
}

} // namespace cohortscope::report

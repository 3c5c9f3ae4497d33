#include "report/page/page_html.h"

#include <doctest/doctest.h>

#include <limits>
#include <regex>
#include <set>

#include "plot/palette.h"
#include "report/page/cell_words.h"
#include "report/page/html_text.h"

using namespace cohortscope;
using report::CellKind;

namespace {

const std::string kHostile =
    "<script>alert(1)</script>, \"quoted\" & 'it'\x1b[31m\nnext\xe2\x80\xae";

report::WebPage page_of(std::vector<report::PageBlock> blocks) {
    report::WebPage page;
    page.title = kHostile;
    page.facts = {kHostile};
    page.clusters = {{kHostile, 0}, {"second", 1}};
    page.sections = {{"first", kHostile, std::move(blocks)}, {"first", "again", {}}};
    page.footer = kHostile;
    return page;
}

report::PageFigure figure_of(const std::string& name) {
    return {name,
            kHostile,
            kHostile,
            kHostile,
            "<svg id=\"one\"/>",
            100,
            50,
            {{{1, 2, 3, 4}, 1, kHostile}},
            {{"figures/a b\".svg", kHostile}}};
}

report::PageTable table_of() {
    report::PageTable table;
    table.sheet = {"table", kHostile, {kHostile}, {}, {}};
    table.sheet.columns = {{"name", kHostile, CellKind::text},
                           {"pay", "pay", CellKind::money, "₹"},
                           {"rows", "", CellKind::whole, kHostile}};
    table.sheet.rows = {{kHostile, 950000.0, 1204LL}, {"b", report::Suppressed{}, {}}};
    table.clusters = {0, -1};
    return table;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

std::string everything() {
    return report::page_html(page_of(
        {report::PageParagraph{kHostile}, report::PageHeading{kHostile},
         report::PageList{{kHostile}},
         std::vector<report::KeyNumber>{{kHostile, kHostile, kHostile}},
         std::vector<report::PageCard>{{0, kHostile, {{kHostile, {kHostile}}}}}, figure_of("one"),
         figure_of("one"), table_of(), report::PageDefinitions{{{kHostile, kHostile}}}}));
}

} // namespace

TEST_CASE("whatever text says, a page holds no tags, escapes or lines of it") {
    const std::string html = everything();
    CHECK(count(html, "<script>") == 1); // its own
    CHECK(html.find("alert(1)</script>") == std::string::npos);
    CHECK(html.find('\x1b') == std::string::npos);
    CHECK(html.find("\xe2\x80\xae") == std::string::npos);
    CHECK(html.find("\\x1B[31m\\nnext\\u202E") != std::string::npos);
    CHECK(report::html_text("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;");
}

TEST_CASE("a page refers to nothing outside of it, and every jump has its place") {
    const std::string html = everything();
    CHECK(html.find("http://") == std::string::npos);
    CHECK(html.find("https://") == std::string::npos);
    CHECK(html.find("default-src 'none'") != std::string::npos);
    std::set<std::string> ids;
    const std::regex id(" id=\"([^\"]*)\""), jump("href=\"#([^\"]*)\"");
    for (std::sregex_iterator at(html.begin(), html.end(), id), end; at != end; ++at)
        CHECK_MESSAGE(ids.insert((*at)[1]).second, (*at)[1]);
    CHECK(ids.contains("figure-one-2"));
    CHECK(ids.contains("first-2"));
    std::size_t jumps = 0;
    for (std::sregex_iterator at(html.begin(), html.end(), jump), end; at != end; ++at, ++jumps)
        CHECK_MESSAGE(ids.contains((*at)[1]), (*at)[1]);
    CHECK(jumps == 5); // two sections, two figures, one table
    CHECK(html.find("href=\"figures/a%20b%22.svg\"") != std::string::npos);
}

TEST_CASE("cells read as people write them and are sorted by what they are") {
    const auto words = [](report::Cell cell, report::SheetColumn column) {
        return report::cell_words(cell, column);
    };
    CHECK(words(205785LL, {"n", "", CellKind::whole}) == "205,785");
    CHECK(words(-5LL, {"n", "", CellKind::whole}) == "−5");
    CHECK(words(0.199, {"n", "", CellKind::share}) == "19.9 %");
    CHECK(words(1204.5, {"n", "", CellKind::real, "years", 2}) == "1,204.50");
    CHECK(words(-0.001, {"n", "", CellKind::real, "", 2}) == "0.00");
    CHECK(words(-12345.678, {"n", "", CellKind::real, "", 1}) == "−12,345.7");
    CHECK(words(1e30, {"n", "", CellKind::real, "", 1}) == "1.00e30");
    CHECK(words(999.96, {"n", "", CellKind::real, "", 1}) == "1,000.0");
    CHECK(words(950000.0, {"n", "", CellKind::money, "₹"}) == "₹9.5 L");
    CHECK(words(12000000LL, {"n", "", CellKind::money, "₹"}) == "₹1.2 Cr");
    CHECK(words(1200.0, {"n", "", CellKind::money, "EUR", 0}) == "1,200");
    CHECK(words({}, {"n", "", CellKind::real}) == "–");
    CHECK(words(std::numeric_limits<double>::quiet_NaN(), {"n", "", CellKind::real}) == "–");
    CHECK(words(report::Suppressed{}, {"n", "", CellKind::whole}) == "not given");
    CHECK(report::cell_in_full(12000000.0, {"n", "", CellKind::money, "₹"}) == "₹1,20,00,000");
    CHECK(report::cell_in_full(12000000.0, {"n", "", CellKind::money, "EUR"}).empty());
    CHECK(report::cell_order(0.25) == "0.25");
    CHECK(report::cell_order(report::Suppressed{}).empty());
    CHECK(report::cell_order(std::string("12")).empty());
    CHECK(report::unit_at_head({"n", "", CellKind::money, "₹"}).empty());
    CHECK(report::unit_at_head({"n", "", CellKind::real, "years"}) == "years");
}

TEST_CASE("a table's cells stand in its order, with what they are sorted by") {
    const std::string html = report::page_html(page_of({table_of()}));
    CHECK(html.find("data-order=\"950000\" title=\"₹9,50,000\">₹9.5 L</td>") != std::string::npos);
    CHECK(html.find("data-order=\"1204\">1,204</td>") != std::string::npos);
    CHECK(html.find("<td class=\"number\">not given</td>") != std::string::npos);
    CHECK(count(html, "<tr data-cluster=\"0\">") == 1);
    report::PageTable empty;
    empty.sheet = {"empty", "Empty", {}, {{"a", "a"}}, {}};
    CHECK(report::page_html(page_of({empty})).find("No rows.") != std::string::npos);
}

TEST_CASE("a page's text stands out from what is behind it, in both themes") {
    for (const plot::Theme theme : {plot::Theme::light, plot::Theme::dark}) {
        const plot::Tokens& tokens = plot::tokens(theme);
        for (const plot::Colour& behind : {tokens.window, tokens.panel, tokens.raised})
            for (const plot::Colour& text : {tokens.text, tokens.muted, tokens.accent}) {
                const bool links_only_on_window =
                    text == tokens.accent && !(behind == tokens.window);
                CHECK((links_only_on_window || plot::contrast_ratio(text, behind) >= 4.5));
            }
    }
}

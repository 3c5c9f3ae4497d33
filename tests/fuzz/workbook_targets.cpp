// Workbooks: a seed is the list of an archive's parts as text, so that changes reach what stands
// inside; now and then the archive itself is changed.
#include <stdexcept>

#include "base/error.h"
#include "data/read_table.h"
#include "data/sheet/workbook.h"
#include "fuzz/target.h"
#include "support/read_csv.h"
#include "support/workbooks.h"

namespace cohortscope::fuzz {

namespace {

constexpr char kPartEnd = '\x1d';
constexpr char kNameEnd = '\x1e';

void read(const std::string& bytes) {
    base::Progress progress;
    data::ReadOptions options;
    options.hints = tests::known_tables();
    data::parse_table({bytes.begin(), bytes.end()}, "fuzz", options, progress);
}

// The sheet's text, or that it is refused.
std::string outcome(const std::string& bytes, bool plain_rows) {
    base::Progress progress;
    try {
        return data::read_workbook(bytes,
                                   {.content = data::Content::xlsx,
                                    .source = "fuzz",
                                    .sheet = "",
                                    .is_wanted = nullptr,
                                    .limits = {1 << 22, 300, 1 << 24},
                                    .plain_rows = plain_rows},
                                   progress)
            .text.csv;
    } catch (const base::Error&) {
        return "refused"; // of several faults either may be met first
    }
}

void read_both_ways(const std::string& bytes) {
    if (data::recognise(bytes).content == data::Content::xlsx &&
        outcome(bytes, true) != outcome(bytes, false))
        throw std::runtime_error("plain rows differ");
    read(bytes);
}

std::string as_seed(const std::vector<tests::ZipEntry>& entries) {
    std::string seed;
    for (const tests::ZipEntry& entry : entries)
        seed += entry.name + kNameEnd + entry.bytes + kPartEnd;
    return seed;
}

std::string as_archive(const std::string& seed) {
    std::vector<tests::ZipEntry> entries;
    for (std::size_t at = 0; at < seed.size();) {
        const std::size_t end = std::min(seed.find(kPartEnd, at), seed.size());
        const std::string part = seed.substr(at, end - at);
        const std::size_t name = std::min(part.find(kNameEnd), part.size());
        entries.push_back({part.substr(0, std::min<std::size_t>(name, 1000)),
                           part.substr(std::min(name + 1, part.size()))});
        at = end + 1;
    }
    return tests::stored_zip(entries);
}

std::string cell(const std::string& text) {
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

std::string learner_rows() {
    std::string rows = "<row r=\"1\">";
    for (const char* name : {"company_hash", "email_hash", "orgyear", "ctc", "job_position",
                             "ctc_updated_year", "day", "late"})
        rows += cell(name);
    rows += "</row>";
    for (int i = 2; i < 8; ++i)
        rows += "<row r=\"" + std::to_string(i) + "\"><c t=\"s\"><v>0</v></c>" + cell("m") +
                "<c><v>2016</v></c><c r=\"D" + std::to_string(i) +
                "\"><f>1</f><v>500000.5</v></c>" +
                "<c t=\"e\"><v>#N/A</v></c><c><v>2019</v></c><c s=\"1\"><v>42430</v></c>" +
                "<c t=\"b\"><v>1</v></c></row>";
    return rows;
}

std::vector<tests::ZipEntry> learner_book() {
    return tests::xlsx_entries(
        {.sheets = {{"Cover", "<row>" + cell("x") + "</row>"}, {"Data", learner_rows()}},
         .strings = "<si><r><t>a</t></r><rPh><t>b</t></rPh></si>",
         .styles = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\"/></numFmts>"
                   "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs>"});
}

std::vector<tests::ZipEntry> ods_book() {
    std::string rows = "<table:table-row>";
    for (const char* name : {"company_hash", "email_hash", "orgyear", "ctc", "job_position",
                             "ctc_updated_year", "day", "late"})
        rows += std::string("<table:table-cell office:value-type=\"string\"><text:p>") + name +
                "</text:p></table:table-cell>";
    rows +=
        "</table:table-row><table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
        "office:value-type=\"string\">"
        "<text:p>a<text:s text:c=\"2\"/></text:p></table:table-cell><table:table-cell "
        "table:number-columns-repeated=\"1\"/>"
        "<table:table-cell office:value-type=\"float\" office:value=\"2016\"/>"
        "<table:table-cell office:value-type=\"float\" office:value=\"5e5\"/>"
        "<table:table-cell office:value-type=\"string\"><text:p>b</text:p></table:table-cell>"
        "<table:table-cell office:value-type=\"float\" office:value=\"2019\"/>"
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2016-03-01T00:00:00\"/>"
        "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>"
        "</table:table-row><table:table-row "
        "table:number-rows-repeated=\"1048572\"><table:table-cell/></table:table-row>";
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
            {"content.xml",
             "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" "
             "xmlns:text=\"x\"><office:body>"
             "<office:spreadsheet><table:table table:name=\"S\">" +
                 rows +
                 "</table:table></office:spreadsheet></office:body></office:document-content>"},
            {"META-INF/manifest.xml", "<m/>"}};
}

const std::vector<std::string> kTokens = {"<",
                                          ">",
                                          "/>",
                                          "\"",
                                          "&amp;",
                                          "&#0;",
                                          "&#65;",
                                          "&lt;",
                                          "&x;",
                                          "<!DOCTYPE a [<!ENTITY x \"y\">]>",
                                          "<!--",
                                          "-->",
                                          "<![CDATA[",
                                          "]]>",
                                          "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
                                          "<?xml version=\"1.0\" encoding=\"latin1\"?>",
                                          "<row>",
                                          "</row>",
                                          "<row r=\"0\">",
                                          "<row r=\"1048577\">",
                                          "<c>",
                                          "</c>",
                                          "<c r=\"XFD1048576\">",
                                          "<c r=\"A1\" t=\"s\"><v>99999</v></c>",
                                          "<v>",
                                          "</v>",
                                          "<f/>",
                                          "t=\"s\"",
                                          "<sheetData>",
                                          "</sheetData>",
                                          "table:number-rows-repeated=\"1000\"",
                                          "table:number-columns-repeated=\"16385\"",
                                          "table:number-columns-repeated=\"18446744073709551615\"",
                                          "<table:table>",
                                          "</table:table>",
                                          "<table:table-row>",
                                          "<office:annotation>",
                                          "</office:annotation>",
                                          "<table:table-cell/>",
                                          "_x000D_",
                                          "_xD800_",
                                          "\xff",
                                          "\xc3",
                                          std::string("\0", 1),
                                          std::string(1, kPartEnd),
                                          std::string(1, kNameEnd),
                                          "xl/workbook.xml",
                                          "../",
                                          "/",
                                          "\\"};

} // namespace

Target xlsx_target() {
    return {"xlsx", {as_seed(learner_book())}, kTokens, read_both_ways, as_archive};
}

Target ods_target() { return {"ods", {as_seed(ods_book())}, kTokens, read, as_archive}; }

} // namespace cohortscope::fuzz

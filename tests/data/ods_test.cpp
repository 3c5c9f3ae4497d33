// Sheets of .ods workbooks as comma-separated text.
#include <doctest/doctest.h>

#include "base/error.h"
#include "data/sheet/ods_cell.h"
#include "data/sheet/workbook.h"
#include "support/workbooks.h"

using namespace cohortscope;
using namespace cohortscope::tests;

namespace {

data::WorkbookTable read(const std::vector<Sheet>& sheets, const std::string& sheet = "") {
    base::Progress progress;
    const auto is_wanted = [](std::span<const std::string> cells) {
        return !cells.empty() && cells[0] == "name";
    };
    return data::read_workbook(
        ods(sheets), {data::Content::ods, "w.ods", sheet, is_wanted, {4'000'000, 300, 100'000'000}},
        progress);
}

std::string csv(const std::string& rows) { return read({{"S", rows}}).text.csv; }

std::string cell(const std::string& attributes, const std::string& shown = "") {
    return "<table:table-cell " + attributes + "><text:p>" + shown + "</text:p></table:table-cell>";
}
std::string text(const std::string& shown, const std::string& attributes = "") {
    return cell("office:value-type=\"string\" " + attributes, shown);
}
std::string row(const std::string& cells, const std::string& attributes = "") {
    return "<table:table-row " + attributes + ">" + cells + "</table:table-row>";
}

} // namespace

TEST_CASE("values come from the file, not from how they are shown") {
    CHECK(
        csv(row(
            cell("office:value-type=\"float\" office:value=\"0.30000000000000004\"", "0.3") +
            cell("office:value-type=\"percentage\" office:value=\"0.255\"", "26%") +
            cell("office:value-type=\"currency\" office:currency=\"INR\" office:value=\"1500000\"",
                 "₹15,00,000") +
            cell("office:value-type=\"date\" office:date-value=\"2016-03-01\"", "1.3.16") +
            cell("office:value-type=\"date\" office:date-value=\"2016-03-01T08:30:00\"", "8:30") +
            cell("office:value-type=\"date\" office:date-value=\"2016-03-01T00:00:00\"", "1.3.16") +
            cell("office:value-type=\"time\" office:time-value=\"PT08H30M05S\"", "8:30") +
            cell("office:value-type=\"boolean\" office:boolean-value=\"true\"", "WAHR") +
            cell("office:value-type=\"boolean\" office:boolean-value=\"false\"", "FALSCH") +
            cell("office:value-type=\"float\"", "7"))) ==
        "0.30000000000000004,0.255,1500000,2016-03-01,2016-03-01 "
        "08:30:00,2016-03-01,08:30:05,TRUE,FALSE,7\n");
    CHECK(data::clock_of_duration("PT36H00M00S") == "PT36H00M00S");
}

TEST_CASE("texts have paragraphs, blanks and links; comments are no part of them") {
    CHECK(csv(row("<table:table-cell "
                  "office:value-type=\"string\"><office:annotation><text:p>note</text:p>"
                  "</office:annotation><text:p>one<text:s text:c=\"2\"/>two</text:p><text:p>"
                  "<text:a>link</text:a>,<text:span>b</text:span></text:p></table:table-cell>" +
                  text("x", "office:string-value=\"kept\""))) == "\"one  two\nlink,b\",kept\n");
}

TEST_CASE("repeated cells and rows are written out, blank ones at the end are none") {
    const std::string blank = "<table:table-cell table:number-columns-repeated=\"16380\"/>";
    CHECK(csv(row(text("a", "table:number-columns-repeated=\"2\"") +
                  "<table:table-cell table:number-columns-repeated=\"3\"/>" + text("b") + blank) +
              row("<table:table-cell/>", "table:number-rows-repeated=\"2\"") +
              row(text("c") + blank, "table:number-rows-repeated=\"3\"") +
              row(blank, "table:number-rows-repeated=\"1048570\"")) ==
          "a,a,b\n\n\nc,,\nc,,\nc,,\n");
    CHECK(csv("<table:table-header-rows>" + row(text("h")) +
              "</table:table-header-rows><table:table-row-group>" +
              row(text("v") + "<table:covered-table-cell/>" + text("w")) +
              "</table:table-row-group>") == "h,\nv,w\n");
}

TEST_CASE("errors are missing and counted, and so are formulas without a value") {
    const data::WorkbookTable table =
        read({{"S", row(text("a") + text("b")) +
                        row("<table:table-cell table:formula=\"of:=NA()\" "
                            "office:value-type=\"string\" office:string-value=\"\" "
                            "calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>"
                            "<table:table-cell table:formula=\"of:=1\"/>")}});
    CHECK(table.text.csv == "a,b\n");
    CHECK(table.text.error_cells == 1);
    CHECK(table.text.unknown_values == 1);
    CHECK(data::cell_name(table.text.first_error) == "A2");
    CHECK(data::cell_name(table.text.first_unknown) == "B2");
}

TEST_CASE("one of several sheets is read, by name or by its header") {
    const std::vector<Sheet> sheets = {
        {"Cover", row(text("hello"))},
        {"Data", row(text("name") + text("pay")) + row(text("x") + text("1"))},
        {"More", row(text("name"))}};
    CHECK(read(sheets).sheet == "Data");
    CHECK(read(sheets).text.csv == "name,pay\nx,1\n");
    CHECK(read(sheets).notices.at(0).find("of 'Cover', 'Data' and 'More'") != std::string::npos);
    CHECK(read(sheets, "cover").text.csv == "hello\n");
    CHECK(read(sheets, "More").text.csv == "name\n");
    CHECK_THROWS_WITH_AS(read(sheets, "No"),
                         "w.ods: has no sheet 'No'; its sheets are 'Cover', 'Data' and 'More'",
                         base::Error);
}

TEST_CASE("repetitions beyond a sheet are refused, not written out") {
    CHECK_THROWS_WITH_AS(
        csv(row(text("x", "table:number-columns-repeated=\"99999999999999999999\""))),
        "w.ods: sheet 'S': row 1 has more cells than a sheet's 16,384 columns", base::Error);
    CHECK_THROWS_WITH_AS(csv(row(text("x"), "table:number-rows-repeated=\"4000000000\"")),
                         "w.ods: sheet 'S': has more rows than a sheet's 1,048,576", base::Error);
    const std::string wide =
        row(text(std::string(1000, 'x'), "table:number-columns-repeated=\"16384\""),
            "table:number-rows-repeated=\"1048576\"");
    CHECK_THROWS_AS(csv(wide), base::Error); // 17 TB
}

TEST_CASE("a workbook with a password is named so") {
    base::Progress progress;
    const std::string locked =
        stored_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                    {"content.xml", "\x01\x02"},
                    {"META-INF/manifest.xml", "<m:manifest xmlns:m='m'><m:file-entry>"
                                              "<m:encryption-data/></m:file-entry></m:manifest>"}});
    CHECK_THROWS_WITH_AS(
        data::read_workbook(locked, {data::Content::ods, "w.ods", "", nullptr, {}}, progress),
        "w.ods: is a workbook with a password; save it without one and open that", base::Error);
}

// Sheets of .xlsx workbooks as comma-separated text, in every form that programs write.
#include <doctest/doctest.h>

#include "base/error.h"
#include "data/sheet/workbook.h"
#include "data/sheet/xlsx_parts.h"
#include "data/sheet/xlsx_sheet.h"
#include "support/workbooks.h"

using namespace cohortscope;
using namespace cohortscope::tests;

namespace {

data::WorkbookTable read(const std::string& bytes, const std::string& sheet = "") {
    base::Progress progress;
    const auto is_wanted = [](std::span<const std::string> cells) {
        return cells.size() > 1 && cells[0] == "name" && cells[1] == "pay";
    };
    return data::read_workbook(bytes, {data::Content::xlsx, "w.xlsx", sheet, is_wanted, {}},
                               progress);
}

std::string csv(const std::string& bytes) { return read(bytes).text.csv; }
std::string csv_of_rows(const std::string& rows) { return csv(xlsx(rows)); }

// Of one sheet, with the short way for plain rows or through the parser alone.
std::string sheet_csv(const std::string& rows, bool plain_rows) {
    const std::string bytes = xlsx(rows);
    const data::Archive archive(bytes, "w.xlsx", {});
    data::SheetWriter writer(1 << 20, "w.xlsx: sheet 'S'");
    base::Progress progress;
    data::read_xlsx_sheet(archive.open("xl/worksheets/sheet1.xml"), {{}, {}, false, plain_rows},
                          writer, nullptr, progress);
    return writer.finish().csv;
}

std::string error_of(const std::string& bytes, const std::string& sheet = "") {
    try {
        read(bytes, sheet);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) {
    INFO(text);
    return text.find(part) != std::string::npos;
}

std::string text_cell(const std::string& text) {
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

} // namespace

TEST_CASE("numbers keep the digits that the file has") {
    CHECK(csv_of_rows("<row><c><v>0.30000000000000004</v></c><c t=\"n\"><v>1E+20</v></c>"
                      "<c><v> 12345678901234567890 </v></c><c><v>-7.50</v></c></row>") ==
          "0.30000000000000004,1E+20,12345678901234567890,-7.50\n");
}

TEST_CASE("shared, inline, rich and computed texts are read; how they are read aloud is not") {
    const std::string strings =
        "<si><t>plain</t></si><si><t xml:space=\"preserve\"> two  blanks </t></si>"
        "<si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>"
        "<si><t>東京</t><rPh sb=\"0\" "
        "eb=\"2\"><t>トウキョウ</t></rPh></si><si/><si><t>a_x000A_b</t></si>";
    const std::string rows =
        "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
        "<c t=\"s\"><v>3</v></c><c t=\"s\"><v>4</v></c><c t=\"s\"><v>5</v></c></row>"
        "<row><c t=\"str\"><f>A1&amp;\"x\"</f><v>computed, with comma</v></c>"
        "<c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>"
        "<c t=\"inlineStr\"><is><t>say \"hi\"</t></is></c><c t=\"s\"><v>0</v></c>"
        "<c/><c t=\"inlineStr\"><is><t>&lt;&amp;&#233;</t></is></c></row>";
    CHECK(csv(xlsx({.sheets = {{"S", rows}}, .strings = strings})) ==
          "plain, two  blanks ,rich text,東京,\"a\nb\"\n"
          "\"computed, with comma\",inline,\"say \"\"hi\"\"\",plain,<&é\n");
}

TEST_CASE("truth, errors and formulas have values; what has none is missing and counted") {
    const data::WorkbookTable table = read(xlsx(
        "<row r=\"1\"><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c><f>1+1</f><v>2</v></c></row>"
        "<row r=\"2\"><c t=\"e\"><v>#N/A</v></c><c t=\"e\"><v>#REF!</v></c><c><f>1+1</f></c></row>"
        "<row r=\"3\"><c><v>1</v></c><c "
        "t=\"str\"><f>\"\"</f><v></v></c><c><f>1+1</f><v/></c></row>"));
    CHECK(table.text.csv == "TRUE,FALSE,2\n\n1,,\n");
    CHECK(table.text.error_cells == 2);
    CHECK(table.text.unknown_values == 2);
    CHECK(table.notices.size() == 2);
    CHECK(
        has(table.notices[0],
            "2 cells of the sheet hold an error such as #N/A, taken as missing: the first is A2"));
    CHECK(has(table.notices[1], "2 formulas of the sheet have no value in the file"));
    CHECK(has(table.notices[1], "the first is C2"));
}

TEST_CASE("cells and rows stand where their names say, or behind the one before") {
    CHECK(csv_of_rows(
              "<row r=\"2\"><c r=\"C2\"><v>1</v></c><c><v>2</v></c></row>"
              "<row><c r=\"D3\"><v>3</v></c></row><row r=\"7\"><c r=\"c7\"><v>4</v></c></row>") ==
          "\n1,2\n,3\n\n\n\n4,\n");
    // Out of order in a row; a column in front and one between that show up late.
    CHECK(csv_of_rows("<row><c r=\"D1\"><v>4</v></c><c r=\"B1\"><v>2</v></c></row>"
                      "<row><c r=\"C2\"><v>3</v></c><c r=\"A2\"><v>1</v></c></row>"
                      "<row/><row><c r=\"D4\" t=\"inlineStr\"><is><t>a,\"\nb</t></is></c></row>"
                      "<row><c r=\"XFD5\"><v>9</v></c></row>") ==
          ",2,,4,\n1,,3,,\n\n,,,\"a,\"\"\nb\",\n,,,,9\n");
    CHECK(csv_of_rows("") == "");
    CHECK(csv_of_rows("<row><c s=\"1\"/><c t=\"inlineStr\"><is><t></t></is></c></row>") == "");
}

TEST_CASE("a place in the text is the cell it came from") {
    const data::SheetText sheet =
        read(xlsx("<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>a,\n\"b</t></is></c>"
                  "<c r=\"D3\"><v>1</v></c></row><row r=\"9\"><c r=\"D9\"><v>77</v></c></row>"))
            .text;
    CHECK(data::cell_name(data::place_in_sheet(sheet, sheet.csv.find("77"))) == "D9");
    CHECK(data::cell_name(data::place_in_sheet(sheet, sheet.csv.find("b"))) == "B3");
    CHECK(data::cell_name(data::place_in_sheet(sheet, sheet.csv.find("1"))) == "D3");
    CHECK(data::parse_cell_name("XFD1048576") == data::CellPlace{1'048'575, 16'383});
    for (const char* name : {"", "A", "1", "A0", "XFE1", "A1048577", "A1B", "$A$1", "ÄB1"})
        CHECK_FALSE(data::parse_cell_name(name));
}

TEST_CASE("dates are written as such, in both calendars") {
    const std::string styles =
        "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd;@\"/>"
        "<numFmt numFmtId=\"171\" formatCode=\"#,##0.00 &quot;days&quot;\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf "
        "numFmtId=\"14\"/>"
        "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"20\"/><xf "
        "numFmtId=\"46\"/></cellXfs>";
    const std::string rows =
        "<row><c s=\"0\"><v>42430</v></c><c s=\"1\"><v>42430</v></c><c s=\"2\"><v>42430.75</v></c>"
        "<c s=\"3\"><v>42430</v></c><c s=\"4\"><v>0.5</v></c><c s=\"5\"><v>1.5</v></c>"
        "<c s=\"99\"><v>5</v></c><c s=\"2\"><v>-5</v></c></row>"
        "<row><c t=\"d\" s=\"1\"><v>2016-03-01T00:00:00.000Z</v></c>"
        "<c t=\"d\"><v>2016-03-01T08:30:00</v></c><c s=\"1\" t=\"str\"><v>x</v></c></row>";
    CHECK(csv(xlsx({.sheets = {{"S", rows}}, .styles = styles})) ==
          "42430,2016-03-01,2016-03-01 18:00:00,42430,12:00:00,1.5,5,-5\n"
          "2016-03-01,2016-03-01 08:30:00,x,,,,,\n");
    CHECK(
        has(csv(xlsx({.sheets = {{"S", rows}}, .styles = styles, .workbook_pr = "date1904=\"1\""})),
            "42430,2020-03-02,2020-03-02 18:00:00"));
}

TEST_CASE("the calendar of 1900 has its leap day") {
    using data::NumberFormat;
    const auto date = [](double days, bool from_1904 = false) {
        return data::date_text(days, NumberFormat::date, from_1904).value_or("none");
    };
    CHECK(date(1) == "1900-01-01");
    CHECK(date(59) == "1900-02-28");
    CHECK(date(60) == "1900-02-29");
    CHECK(date(61) == "1900-03-01");
    CHECK(date(36526) == "2000-01-01");
    CHECK(date(2958465) == "9999-12-31");
    CHECK(date(2958466) == "none");
    CHECK(date(0, true) == "1904-01-01");
    CHECK(date(0) == "none");
    CHECK(date(41999.9999999) == "2014-12-27"); // rounds up to a midnight
    CHECK(date(-1) == "none");
    CHECK(date(1.0 / 0.0) == "none");
}

TEST_CASE("the code of a format says whether a number is a date") {
    using data::NumberFormat;
    for (const char* code : {"yyyy", "d/m/yy", "[$-409]d\\-mmm\\-yy;@", "dddd", "mmm",
                             "yyyy\"年\"m\"月\"", "[$-F800]dddd"})
        CHECK(data::format_of_code(code) == NumberFormat::date);
    for (const char* code : {"h:mm", "hh:mm:ss AM/PM", "mm:ss.0"})
        CHECK(data::format_of_code(code) == NumberFormat::time);
    for (const char* code :
         {"General", "0.00", "#,##0", "0.00E+00", "\"d\"0", "0\\d", "[Red]0", "[h]:mm:ss", "_d0",
          "@", "[$€-2] #,##0.00", "Standard", "0.0,,\"M\"", "# ?/?", "0 m", ""})
        CHECK(data::format_of_code(code) == NumberFormat::number);
}

TEST_CASE("prefixes, absolute names and parts in other places are followed") {
    std::vector<ZipEntry> entries = {
        {"/custom/_rels/book.xml.rels", "<p:Relationships xmlns:p='p'><p:Relationship Id='q' "
                                        "Type='http://purl.oclc.org/ooxml/x/worksheet' "
                                        "Target='/Custom/Deep/../one.xml'/></p:Relationships>"},
        {"custom\\book.xml",
         "<x:workbook xmlns:x='m' xmlns:rel='r'><x:sheets><x:sheet name='One' sheetId='9' "
         "rel:id='q'/></x:sheets></x:workbook>"},
        {"custom/deep/../one.xml",
         "<x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>v"
         "</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"},
        {"_rels/.rels", "<Relationships><Relationship Id='b' Type='x/officeDocument' "
                        "Target='custom/book.xml'/></Relationships>"},
        {"[Content_Types].xml", ""}};
    CHECK(csv(stored_zip(entries)) == "v\n");
    CHECK(data::resolved_part("xl/workbook.xml", "worksheets/a.xml") == "xl/worksheets/a.xml");
    CHECK(data::resolved_part("xl/workbook.xml", "/xl/a.xml") == "xl/a.xml");
    CHECK(data::resolved_part("xl/workbook.xml", "../a.xml") == "a.xml");
    CHECK(data::resolved_part("xl/b/workbook.xml", ".././../../a.xml") == "a.xml");
}

TEST_CASE(
    "without a wish, the first visible sheet with the header wanted is read, and it is said") {
    const std::string notes = "<row>" + text_cell("Notes") + "</row>";
    const std::string other = "<row>" + text_cell("x") + text_cell("y") + "</row><row>" +
                              text_cell("1") + text_cell("2") + "</row>";
    const std::string wanted = notes + "<row>" + text_cell("name") + text_cell("pay") + "</row>";
    const std::string all = xlsx({.sheets = {{"Cover", notes},
                                             {"Old", wanted, "state=\"hidden\""},
                                             {"Other", other},
                                             {"Data", wanted}}});
    const data::WorkbookTable found = read(all);
    CHECK(found.sheet == "Data");
    CHECK(found.notices.size() == 1);
    CHECK(has(found.notices[0], "read the sheet 'Data', the first with the columns wanted, of "
                                "'Cover', 'Old', 'Other' and 'Data'"));
    CHECK(read(all, "Old").sheet == "Old");
    CHECK(read(all, "old").sheet == "Old");
    CHECK(read(all, "Old").notices.empty());
    CHECK(error_of(all, "Nothing") ==
          "w.xlsx: has no sheet 'Nothing'; its sheets are 'Cover', 'Old', 'Other' and 'Data'");
    CHECK(read(xlsx({.sheets = {{"Cover", notes}, {"Other", other}}})).sheet == "Other");
    CHECK(read(xlsx({.sheets = {{"Cover", notes}, {"Last", notes}}})).sheet == "Cover");
    CHECK(read(xlsx({.sheets = {{"Cover", "<row"}, {"Data", wanted}}})).sheet == "Data");
    CHECK(error_of(xlsx(XlsxParts{})) == "w.xlsx: is a workbook without sheets; expected a table");
}

TEST_CASE("rows in plain form and the others give the same, wherever a piece ends") {
    const std::vector<std::string> rows = {
        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a &amp; "
        "b</t></is></c><c><v>1</v></c></row>",
        "<row r='3'><c r='A3'><v>2</v></c></row>",
        "\n  <row>\n <c><v>3</v></c> </row>",
        "<row/>",
        "<row><c t=\"inlineStr\"><is><t>é</t></is></c><c/></row>",
        "<row><c><f>A1&lt;2</f><v>4</v></c></row>",
        "<row><c t=\"str\"><f t=\"shared\"/><v>x&quot;</v></c><c><v/></c></row>",
        "<row><c t=\"inlineStr\"><is><t>&#65;</t></is></c></row>",
        "<row><c s=\"1\"/></row>"};
    const std::vector<std::string> odd = {
        "<!-- <row><c><v>9</v></c></row> -->",
        "<row><c t=\"inlineStr\"><is><t><![CDATA[</row>]]></t></is></c></row>",
        "<?p <row> ?><row><c><v>5</v></c></row>"};
    std::string plain;
    for (const std::string& row : rows)
        plain += row;
    CHECK(sheet_csv(plain, true) == "\na & b,1\n2,\n3,\n\né,\n4,\n\"x\"\"\",\nA,\n");
    CHECK(sheet_csv("</sheetData>" + plain + "<sheetData>", true) ==
          sheet_csv("</sheetData>" + plain + "<sheetData>", false));
    for (const std::string& other : {std::string(), odd[0] + odd[2] + odd[1]}) {
        const std::string all = plain + other + rows[2] + other + rows[5];
        // A piece is 128 kB: fillers of all sizes move its end over the rows.
        for (std::size_t filler = 130'000; filler < 131'300; filler += 11) {
            const std::string first = "<row><c><v>" + std::string(filler, '7') + "</v></c></row>";
            const std::string expected = sheet_csv(first + all, false);
            if (sheet_csv(first + all, true) != expected)
                FAIL_CHECK("differs with a filler of " << filler << " and " << other);
        }
    }
}

TEST_CASE("damaged and hostile sheets are refused with their place") {
    CHECK(has(error_of(xlsx("<row><c t=\"s\"><v>7</v></c></row>")),
              "w.xlsx: sheet 'S', cell A1: refers to text number 7 of 0"));
    CHECK(has(error_of(xlsx("<row><c r=\"17\"/></row>")),
              "sheet 'S', cell A1: \"17\" is no name of a cell"));
    CHECK(
        has(error_of(xlsx("<row r=\"3\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row>")),
            "row 2 comes after row 3"));
    CHECK(has(error_of(xlsx("<row><c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>")),
              "cell B1: stands there twice"));
    CHECK(has(error_of(xlsx("<row r=\"1048577\"><c><v>1</v></c></row>")), "more rows than"));
    CHECK(has(error_of(xlsx("<row><c></row>")), "the part xl/worksheets/sheet1.xml of the workbook "
                                                "is not well-formed XML (mismatched tag)"));
    std::vector<ZipEntry> entries = xlsx_entries({.sheets = {{"S", ""}}});
    entries[0].bytes = "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>";
    CHECK(has(error_of(stored_zip(entries)), "has a document type"));
    entries.erase(entries.begin());
    CHECK(has(error_of(stored_zip(entries)), "lacks the part xl/worksheets/sheet1.xml"));
    std::string damaged = xlsx("<row><c><v>123456</v></c></row>");
    damaged[damaged.find("123456")] = '9';
    CHECK(has(error_of(damaged), "is damaged"));
    CHECK(has(error_of("PK\x03\x04 rubbish"), "is a damaged workbook"));
}

TEST_CASE("a text that grows beyond its bound is refused") {
    const std::string where = "w.xlsx: sheet 'S'";
    data::SheetWriter sparse(1000, where);
    for (int row = 0; row < 300; ++row, sparse.end_row())
        sparse.add(0, "x");
    for (std::size_t column = 0; column < 5; ++column)
        sparse.add(column, "x");
    sparse.end_row();
    CHECK_THROWS_WITH_AS(
        sparse.finish(),
        "w.xlsx: sheet 'S': has cells in 5 columns and 301 rows, most of them empty; "
        "save its table as CSV",
        base::Error);
    const auto fill = [](data::SheetWriter& writer) {
        for (std::size_t row = 0; row < 1000; ++row, writer.end_row())
            writer.add(0, "x");
    };
    data::SheetWriter small(1000, where);
    CHECK_THROWS_AS(fill(small), base::Error);
    data::SheetWriter tiny(10, where);
    CHECK_THROWS_AS(tiny.add(0, "more than ten bytes"), base::Error);
    CHECK_THROWS_AS(tiny.add(16'384, "x"), base::Error);
}

TEST_CASE("reading a workbook stops when it is cancelled") {
    base::Progress progress;
    progress.cancel();
    CHECK_THROWS_AS(
        data::read_workbook(xlsx("<row/>"), {data::Content::xlsx, "w", "", nullptr, {}}, progress),
        base::Cancelled);
}

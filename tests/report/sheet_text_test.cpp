#include "report/tables/sheet_text.h"

#include <doctest/doctest.h>

#include <cmath>

#include "report/tables/safe_text.h"
#include "report/tables/sheet_xlsx.h"
#include "report/tables/xlsx_names.h"

using namespace cohortscope::report;

namespace {

Sheet sheet() {
    return {
        .name = "towns",
        .title = "Towns",
        .notes = {"Made by hand"},
        .columns = {{.name = "town", .label = "town"},
                    {.name = "rows", .label = "rows", .kind = CellKind::whole},
                    {.name = "pay", .label = "median pay", .kind = CellKind::money, .unit = "₹"},
                    {.name = "share", .label = "", .kind = CellKind::share}},
        .rows = {{std::string("A, \"the\" town"), 12LL, 1250000.5, 0.1},
                 {std::string("=SUM(A1)"), Suppressed{}, NAN, std::monostate{}}}};
}

} // namespace

TEST_CASE("CSV quotes what it must, defuses formulas and leaves out what is not given") {
    CHECK(sheet_csv(sheet()) == "town,rows,pay,share\n"
                                "\"A, \"\"the\"\" town\",12,1250000.5,0.1\n"
                                "'=SUM(A1),,,\n");
    CHECK(sheet_csv(Sheet{}).empty());
}

TEST_CASE("the clipboard's text has labels with units and no quotes") {
    CHECK(sheet_tsv(sheet()) == "town\trows\tmedian pay (₹)\tshare\n"
                                "A, \"the\" town\t12\t1250000.5\t0.1\n"
                                "'=SUM(A1)\t\t\t\n");
}

TEST_CASE("text is made safe, numbers stay numbers") {
    CHECK(safe_text("plain") == "plain");
    CHECK(safe_text("@cmd") == "'@cmd");
    CHECK(safe_text("+cmd|' /C calc'!A0") == "'+cmd|' /C calc'!A0");
    CHECK(safe_text("-2+3") == "'-2+3");
    CHECK(safe_text("-5") == "-5");
    CHECK(safe_text("+1.5") == "+1.5");
    CHECK(safe_text("-") == "'-");
    CHECK(safe_text("1.2.3") == "1.2.3");
    CHECK(safe_text("＝1") == "'＝1");
    CHECK(safe_text("\t=1") == "'\\t=1");
    CHECK(safe_text("two\nlines") == "two\\nlines");
    CHECK(safe_text("\x1b[31mred") == "\\x1B[31mred");
    CHECK(safe_text("<b>&") == "<b>&"); // a matter of whoever writes HTML
}

TEST_CASE("a workbook's bytes are those of its sheets") {
    const std::vector<Sheet> sheets = {sheet()};
    const std::string bytes = sheet_xlsx(sheets);
    CHECK(bytes.starts_with("PK"));
    CHECK(bytes == sheet_xlsx(sheets));
}

TEST_CASE("sheets have names that workbooks accept, each its own") {
    SheetNames names;
    CHECK(names.next("a/b:c") == "a_b_c");
    CHECK(names.next("A_B_C") == "A_B_C 2");
    CHECK(names.next("") == "sheet");
    CHECK(names.next(std::string(60, 'x')).size() < 34);
}

// The one entry point for files of every kind.
#include <sstream>

#include <doctest/doctest.h>

#include "base/error.h"
#include "data/read_table.h"
#include "support/gzip_writer.h"
#include "support/read_csv.h"
#include "support/workbooks.h"

using namespace cohortscope;

namespace {

const std::string kTable = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year\n"
                           "acme,m1,2015,500000,engineer,2019\n"
                           "beta,m2,2016,600000,analyst,2020\n";

data::Table parsed(const std::string& bytes,
                   const data::ReadOptions& options = tests::known_only()) {
    base::Progress progress;
    return data::parse_table({bytes.begin(), bytes.end()}, "file", options, progress);
}

std::string error_of(const std::string& bytes,
                     const data::ReadOptions& options = tests::known_only()) {
    try {
        parsed(bytes, options);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

// The rows of an .xlsx sheet with the lines of a text, below `above` blank rows.
std::string sheet_rows(const std::string& text, std::size_t above = 0) {
    std::string rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        rows += "<row r=\"" + std::to_string(++above) + "\">";
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, ',');)
            rows += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
        rows += "</row>";
    }
    return rows;
}

} // namespace

TEST_CASE("a packed table is the same table") {
    const data::Table plain = parsed(kTable);
    CHECK(plain.rows == 2);
    CHECK(parsed(tests::gzipped(kTable)).fingerprint == plain.fingerprint);
    CHECK(parsed(tests::gzipped(kTable)).source == "file");
}

TEST_CASE("what is no table is refused by its kind, packed or not") {
    CHECK(error_of("PAR1\1\2").find("file: is a Parquet file; export") == 0);
    CHECK(error_of(tests::gzipped("[{\"a\": 1}]")).find("file: is a JSON file; ") == 0);
    CHECK(error_of(tests::gzipped(tests::gzipped(kTable))).find("packed twice") !=
          std::string::npos);
    CHECK(error_of("").find("empty") != std::string::npos);
    CHECK(error_of(tests::gzipped("")).find("empty") != std::string::npos);
}

TEST_CASE("a workbook is the same table, and may be packed again") {
    const std::string book = tests::xlsx(sheet_rows(kTable));
    const data::Table table = parsed(book);
    CHECK(table.fingerprint == parsed(kTable).fingerprint);
    CHECK(table.source == "file");
    CHECK(parsed(tests::gzipped(book)).fingerprint == table.fingerprint);
    CHECK(parsed(tests::xlsx({.sheets = {{"A", ""}, {"B", sheet_rows(kTable, 5)}}})).fingerprint ==
          table.fingerprint);
    data::ReadOptions sheet_b = tests::known_only();
    sheet_b.sheet = "B";
    CHECK(error_of(kTable, sheet_b) == "file: is no workbook and has no sheets; leave --sheet out");
}

TEST_CASE("errors in a workbook name sheet and cell") {
    std::string bad = kTable;
    bad.replace(bad.find("600000"), 6, "lots");
    const std::string error = error_of(tests::xlsx(sheet_rows(bad, 14)));
    INFO(error);
    CHECK(error.find("file: sheet 'S', cell D17: column ctc: \"lots\" is not a number") == 0);
    CHECK(error_of(tests::xlsx(sheet_rows("a,b\n1,2\n", 2)))
              .find("file: sheet 'S':3: missing columns") == 0);
    CHECK(error_of(tests::xlsx("")).find("file: sheet 'S':1: is empty") == 0);
}

#include "data/column_names.h"

#include <doctest/doctest.h>

#include "base/progress.h"
#include "data/csv/csv_parse.h"
#include "support/read_csv.h"

using namespace cohortscope;
using data::ColumnNames;

namespace {

constexpr const char* kGerman = "Firma;Gehalt;Beruf;Anfang;Mail\nacme;500000;dev;2015;a@x\n"
                                "beta;700000;ops;2012;b@x\n";

data::Table parse(const std::string& text, const ColumnNames& columns = {}) {
    base::Progress progress;
    data::ParseOptions options = tests::known_only("people.csv");
    options.columns = columns;
    return data::parse_in_chunks(text, options, progress);
}

} // namespace

TEST_CASE("a header with other names is asked about, with guesses, and read with the answers") {
    try {
        parse(kGerman);
        FAIL("it was read");
    } catch (const data::UnknownColumns& unknown) {
        CHECK(std::string(unknown.what()).starts_with("people.csv:1: missing columns: "));
        CHECK(unknown.found ==
              std::vector<std::string>{"Firma", "Gehalt", "Beruf", "Anfang", "Mail"});
        REQUIRE(unknown.wanted.size() == 6);
        for (const data::WantedColumn& wanted : unknown.wanted)
            CHECK((wanted.name != "ctc" || !wanted.optional));
    }
    const data::Table table = parse(kGerman, {{"company_hash", "Firma"},
                                              {"ctc", "Gehalt"},
                                              {"job_position", "Beruf"},
                                              {"orgyear", "Anfang"},
                                              {"email_hash", "Mail"}});
    CHECK(table.rows == 2);
    CHECK(table.find_numeric("ctc")->values[1] == 700000);
}

TEST_CASE("guesses are what the header nearly says") {
    try {
        parse("company_hash,email_hash,orgyeer,pay_in_inr_total,job_position\na,b,2015,9,dev\n");
        FAIL("it was read");
    } catch (const data::UnknownColumns& unknown) {
        for (const data::WantedColumn& wanted : unknown.wanted) {
            if (wanted.name == "orgyear")
                CHECK(wanted.guess == "orgyeer");
            if (wanted.name == "company_hash")
                CHECK(wanted.guess == "company_hash");
        }
    }
}

TEST_CASE("a first line of data is no question: its cells are nobody's business") {
    try {
        parse("acme,a@x.org,2015,500000,dev,2019\nbeta,b@x.org,2012,700000,ops,2020\n");
        FAIL("it was read");
    } catch (const data::UnknownColumns&) {
        FAIL("it was asked about");
    } catch (const base::Error& error) {
        CHECK(std::string(error.what()).find("@") == std::string::npos);
    }
}

TEST_CASE("a name given to another column makes way, and one that is not there is an error") {
    std::vector<std::string> header = {"ctc", "Total", "x"};
    data::rename_columns(header, {{"ctc", "Total"}}, "f.csv", 1);
    CHECK(header == std::vector<std::string>{"ctc (as read)", "ctc", "x"});
    header = {"a", "b"};
    data::rename_columns(header, {{"ctc", "b"}, {"orgyear", "a"}}, "f.csv", 1);
    CHECK(header == std::vector<std::string>{"orgyear", "ctc"});
    CHECK_THROWS_WITH(data::rename_columns(header, {{"ctc", "zz"}}, "f.csv", 3),
                      "f.csv:3: no column is called \"zz\"; found: orgyear, ctc");
}

#include "data/bind_columns.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "data/missing.h"
#include "support/read_csv.h"

using namespace cohortscope;

namespace {

const std::vector<std::string> kFull = {"company_hash", "email_hash",   "orgyear",
                                        "ctc",          "job_position", "ctc_updated_year"};

std::vector<data::ColumnBinding> bind_header(const std::vector<std::string>& header) {
    return data::bind_columns(header, tests::known_tables().front(), {"t.csv"});
}

std::string error_of(const std::vector<std::string>& header) {
    try {
        bind_header(header);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the strings pandas reads as missing are missing, exactly as they are written") {
    for (const char* text :
         {"", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
          "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"})
        CHECK_MESSAGE(data::is_missing(text), text);
    for (const char* text : {" ", "na", "Nan", "NONE", "none", "Null", "NA ", " NA", "-", "0", "1",
                             "N", "#N/A N/A ", "#N/A N", "<na>", "nil"})
        CHECK_MESSAGE(!data::is_missing(text), text);
}

TEST_CASE("the Scaler table has three columns of text and three of numbers") {
    const auto& columns = tests::known_tables().front().columns;
    REQUIRE(columns.size() == 6);
    CHECK(columns[0].name == "company_hash");
    CHECK(columns[0].kind == data::ColumnKind::text);
    CHECK(columns[3].name == "ctc");
    CHECK(columns[3].kind == data::ColumnKind::numeric);
}

TEST_CASE("columns bind in any order and case, under the specification's names") {
    const auto bound = bind_header(
        {"CTC", "Job_Position", "EMAIL_HASH", "OrgYear", "ctc_updated_YEAR", "Company_Hash"});
    REQUIRE(bound.size() == 6);
    CHECK(bound[0].name == "ctc");
    CHECK(bound[0].kind == data::ColumnKind::numeric);
    CHECK(bound[5].name == "company_hash");
    for (const data::ColumnBinding& binding : bound)
        CHECK((binding.required && !binding.ignored));
}

TEST_CASE("only a first column without a name or named Unnamed: 0 is the index") {
    for (const char* name : {"", "Unnamed: 0"}) {
        std::vector<std::string> header = kFull;
        header.insert(header.begin(), name);
        CHECK(bind_header(header)[0].ignored);
        header.erase(header.begin());
        header.push_back(name);
        const auto bound = bind_header(header);
        CHECK_FALSE(bound[6].ignored);
        CHECK(bound[6].name == (*name ? "Unnamed: 0" : "Unnamed: 6"));
    }
}

TEST_CASE("extra columns keep their names, made unique where they repeat") {
    std::vector<std::string> header = kFull;
    for (const char* name : {"a", "a", "A", "a (2)", "a"})
        header.emplace_back(name);
    const auto bound = bind_header(header);
    CHECK(bound[6].name == "a");
    CHECK(bound[7].name == "a (2)");
    CHECK(bound[8].name == "A");
    CHECK(bound[9].name == "a (2) (2)");
    CHECK(bound[10].name == "a (3)");
    CHECK_FALSE(bound[6].required);
}

TEST_CASE("an extra column never takes the name of a computed feature") {
    std::vector<std::string> header = kFull;
    header.emplace_back("ctc_log");
    header.emplace_back("job_frequency");
    const auto bound = bind_header(header);
    CHECK(bound[6].name == "ctc_log (2)");
    CHECK(bound[7].name == "job_frequency (2)");
}

TEST_CASE("a required column named twice is refused, whatever its case") {
    std::vector<std::string> header = kFull;
    header.push_back("CTC");
    CHECK(error_of(header) ==
          "t.csv:1: has the column ctc twice (\"ctc\" and \"CTC\"); expected it once");
}

TEST_CASE("a header that nearly fits is answered with what is found, missing, and meant") {
    const std::string error = error_of(
        {"", "Company Hash", "email_hash", "org_yaer", "ctc", "job-positon", "ctc_updated_year"});
    CHECK(contains(error, "t.csv:1: missing columns: orgyear, job_position; found: (no name), "));
    CHECK(contains(error, "\"org_yaer\" nearly fits orgyear"));
    CHECK(contains(error, "\"job-positon\" nearly fits job_position"));
    CHECK_FALSE(contains(error, "\n"));
}

TEST_CASE("names that are far from a missing column are not offered for it") {
    CHECK(error_of({"name", "age"}) ==
          "t.csv:1: missing columns: orgyear, ctc, job_position; found: name, age");
}

TEST_CASE("blanks, underscores, hyphens, case and other common names make no difference") {
    const auto bound = bind_header({"Employer", "E-mail", " Start Year", "annualSalary",
                                    "job-title", "CTC Updated Year\xc2\xa0"});
    const std::vector<std::string> names = {"company_hash", "email_hash",   "orgyear",
                                            "ctc",          "job_position", "ctc_updated_year"};
    for (std::size_t c = 0; c < names.size(); ++c)
        CHECK(bound[c].name == names[c]);
    // The exact name wins; the other column is an extra one.
    const auto both = bind_header({"orgyear", "salary", "ctc", "role", "job_position"});
    CHECK_FALSE(both[1].required);
    CHECK(both[2].name == "ctc");
    CHECK_FALSE(both[3].required);
}

TEST_CASE("columns that may be missing in every cell may be absent, and that is said") {
    const std::vector<std::string> header = {"orgyear", "salary", "job_position"};
    const auto bound = bind_header(header);
    CHECK(bound.size() == 3);
    const auto notes = data::notes_of_binding(header, bound, tests::known_tables().front().columns);
    CHECK(notes.size() == 4);
    CHECK(notes[0] == "column \"salary\" is read as ctc");
    CHECK(contains(notes[2], "no column email_hash: every row counts as a person of its own"));
}

TEST_CASE("a first line of cells is not repeated in the error") {
    const std::string error = error_of({"acme", "someone@example.org", "2015", "5"});
    CHECK(contains(error, "the first line looks like data, not like names"));
    CHECK_FALSE(contains(error, "someone"));
}

TEST_CASE("a very wide header is listed in part") {
    std::vector<std::string> header;
    for (int i = 0; i < 100; ++i)
        header.push_back("column" + std::to_string(i));
    header.push_back(std::string(5000, 'x'));
    const std::string error = error_of(header);
    CHECK(contains(error, "and 71 more"));
    CHECK(error.size() < 1500);
}

// Cells of numeric columns that are no plain numbers: missing, counted and said, or an error.
#include <cmath>

#include <doctest/doctest.h>

#include "base/error.h"
#include "data/csv/csv_parse.h"
#include "support/read_csv.h"

using namespace cohortscope;

namespace {

// Forty rows, of which those given have another start year, pay or extra cell.
struct Cell {
    std::size_t row; // from 0
    std::string text;
};
struct Cells {
    std::vector<Cell> years, pays, extras;
    std::string every_pay = "500000";
    std::string every_extra = "1";
};

std::string cell_of(const std::vector<Cell>& cells, std::size_t row, const std::string& other) {
    for (const Cell& cell : cells)
        if (cell.row == row)
            return "\"" + cell.text + "\"";
    return "\"" + other + "\"";
}

std::string file_of(const Cells& cells) {
    std::string bytes = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year,score\n";
    for (std::size_t row = 0; row < 40; ++row)
        bytes += "a,m" + std::to_string(row) + "," + cell_of(cells.years, row, "2015") + "," +
                 cell_of(cells.pays, row, cells.every_pay) + ",x,2019," +
                 cell_of(cells.extras, row, cells.every_extra) + "\n";
    return bytes;
}

data::Table parse(const Cells& cells, bool strict = false, std::size_t chunk_bytes = 1 << 19) {
    base::Progress progress;
    data::ParseOptions options = tests::known_only("t.csv");
    options.chunk_bytes = chunk_bytes;
    options.strict = strict;
    return data::parse_in_chunks(file_of(cells), options, progress);
}

std::string error_of(const Cells& cells, bool strict = false) {
    try {
        parse(cells, strict);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "no error";
}

bool says(const data::Table& table, std::string_view words) {
    for (const std::string& notice : table.notices)
        if (notice.find(words) != std::string::npos)
            return true;
    return false;
}

} // namespace

TEST_CASE("a few odd cells are missing, counted, and listed with their lines") {
    const Cells cells{{{2, "2016-17"}, {30, "N.A."}}, {{7, "not disclosed"}}, {}};
    for (const std::size_t chunk_bytes : {std::size_t{5}, std::size_t{100}, std::size_t{1} << 19}) {
        const data::Table table = parse(cells, false, chunk_bytes);
        CHECK(std::isnan(table.find_numeric("orgyear")->values[2]));
        CHECK(std::isnan(table.find_numeric("ctc")->values[7]));
        CHECK(table.find_numeric("ctc")->values[8] == 500000);
        CHECK(says(table, "column orgyear: 2 of 40 cells are no numbers and count as missing "
                          "(line 4: \"2016-17\", line 32: \"N.A.\")"));
        CHECK(says(table, "column ctc: 1 of 40 cells is no number"));
    }
}

TEST_CASE("more than one odd cell in twenty is an error, and any if reading is strict") {
    CHECK(
        error_of({{{0, "?"}, {1, "?"}, {2, "?"}}, {}, {}}) ==
        "t.csv:2: column orgyear: \"?\" is not a number; expected a year such as 2016, a date, or "
        "an empty cell; so are 3 of 40 cells, more than 5 %");
    CHECK(
        error_of({{}, {{3, "lots"}}, {}}, true) ==
        "t.csv:5: column ctc: \"lots\" is not a number; expected a finite number such as 830000 or "
        "8.3e5, or an empty cell");
    CHECK(error_of({{{1, "?"}, {2, "?"}}, {}, {}}) == "no error");
}

TEST_CASE("a unit is the column's where most cells have it, else its cells are odd") {
    CHECK(parse({{}, {}, {}, "₹5,00,000"}).notices.empty());
    CHECK(parse({{}, {}, {}, "₹5,00,000"}).find_numeric("ctc")->values[0] == 500000);
    CHECK(parse({{}, {{1, "₹7"}}, {}}).find_numeric("ctc")->values[1] == 7);
    const data::Table one = parse({{}, {{1, "$7"}, {2, "50%"}}, {}});
    CHECK(std::isnan(one.find_numeric("ctc")->values[1]));
    CHECK(says(one, "column ctc: 2 of 40 cells are no numbers"));
    CHECK(says(parse({{}, {}, {}, "2.5 LPA"}), "are lakh, multiplied by 100,000"));
    CHECK(says(parse({{{0, "2016-07-01"}}, {}, {}}), "column orgyear: 1 of 40 cells are dates"));
}

TEST_CASE("decimal commas are read as such where that leaves fewer odd cells") {
    const data::Table table = parse({{{0, "2013,0"}}, {{1, "1.234,5"}}, {}, "12.000"});
    CHECK(table.find_numeric("ctc")->values[0] == 12000);
    CHECK(table.find_numeric("ctc")->values[1] == 1234.5);
    CHECK(table.find_numeric("orgyear")->values[0] == 2013);
    CHECK(parse({{}, {{1, "1,5"}}, {}, "2.5"}).find_numeric("ctc")->values[0] == 2.5);
}

TEST_CASE("an extra column that is nearly numeric is a number, and says what is not") {
    const data::Table table = parse({{}, {}, {{5, "-"}}, "5", "60"});
    REQUIRE(table.find_numeric("score") != nullptr);
    CHECK(std::isnan(table.find_numeric("score")->values[5]));
    CHECK(says(table,
               "column score: 1 of 40 cells is no number and counts as missing (line 7: \"-\")"));
    CHECK(parse({{}, {}, {{5, "a"}, {6, "b"}, {7, "c"}}}).find_text("score") != nullptr);
    CHECK(parse({{}, {}, {{5, "-"}}}, true).find_text("score") != nullptr);
    CHECK(parse({{}, {}, {}, "5", "88%"}).find_numeric("score")->values[0] == 88);
    CHECK(parse({{}, {}, {{1, "False"}}, "5", "True"}).find_numeric("score")->values[0] == 1);
    CHECK(parse({{}, {}, {}, "5", "3,7"}).find_numeric("score")->values[0] == 3.7);
    const data::Table ids = parse({{}, {}, {}, "5", "39692349389985592192"});
    CHECK(ids.find_text("score") != nullptr);
    CHECK(says(ids, "too long to be exact"));
}

TEST_CASE("an extra column of many rows with three odd cells is a number with their lines") {
    std::string text = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year,score\n";
    for (int row = 0; row < 1000; ++row) {
        const bool is_odd = row == 9 || row == 99 || row == 999;
        text += "a,x,2015,500000,r,2019," + (is_odd ? std::string("absent") : std::to_string(row)) +
                "\n";
    }
    base::Progress progress;
    const data::Table table = tests::parse_csv(text, "t.csv", progress);
    REQUIRE(table.find_numeric("score") != nullptr);
    CHECK(std::isnan(table.find_numeric("score")->values[999]));
    CHECK(table.find_numeric("score")->values[998] == 998);
    CHECK(says(table,
               "column score: 3 of 1,000 cells are no numbers and count as missing (line 11: "
               "\"absent\""));
}

TEST_CASE("names that are nearly words for nothing, and e-mails of two spellings, are said") {
    const auto read = [](const std::vector<std::string>& lines) {
        std::string text = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year\n";
        for (const std::string& line : lines)
            text += line + "\n";
        base::Progress progress;
        return tests::parse_csv(text, "t.csv", progress);
    };
    const std::vector<std::string> plain{"a,x,2015,5000,r,2019", "b,y,2016,6000,s,2019"};
    CHECK(read(plain).notices.empty());
    const data::Table none = read({"a,x,2015,5000,none,2019", "b,y,2016,6000,NONE,2019"});
    CHECK(none.find_text("job_position")->codes[0] == 0);
    CHECK(says(none, "column job_position: 2 of 2 cells hold a name like \"none\"; \"None\" or an "
                     "empty cell would be missing"));
    const data::Table words = read({"a,x,2015,5000,NULL,2019", "b,y,2016,6000,None,2019"});
    CHECK(words.find_text("job_position")->codes[0] == data::kMissingCode);
    CHECK(says(words,
               "column job_position: 2 of 2 cells are words for nothing and count as missing "
               "(line 2: \"NULL\", …)"));
    const data::Table people =
        read({"a,Ada@x,2015,5000,r,2019", "b,ada@x,2016,6000,s,2019", "b,ada@x ,2016,6000,s,2019"});
    CHECK(people.find_text("email_hash")->dictionary.size() == 3);
    CHECK(says(people, "column email_hash: 2 of 3 values differ from another one by case or blanks "
                       "alone: they count as other people"));
    std::vector<std::string> many(150, plain[0]);
    many.push_back("a,x,2015,5000,Null,2019"); // one in more than a hundred may be a name
    CHECK(read(many).notices.empty());
}

TEST_CASE("what looks wrong in a sound table is said and left alone") {
    CHECK(says(parse({{}, {}, {}, "6.58"}), "most of column ctc is below 1,000: is it in lakh?"));
    base::Progress progress;
    const data::Table total =
        tests::parse_csv(file_of({}) + "Total,,,20000000,,,\n", "t.csv", progress);
    CHECK(total.rows == 41);
    CHECK(says(total, "the last row looks like a total (company_hash is \"Total\")"));
}

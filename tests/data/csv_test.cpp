#include "data/csv/csv.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/file.h"
#include "base/parallel.h"
#include "support/read_csv.h"

using namespace cohortscope;

namespace {

const std::string kHeader = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year\n";

data::Table parse(const std::string& bytes) {
    base::Progress progress;
    return tests::parse_csv(bytes, "t.csv", progress);
}

std::string error_of(const std::string& bytes) {
    try {
        parse(bytes);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "no error";
}

std::string text_at(const data::Table& table, std::string_view column, std::size_t row) {
    const data::TextColumn* found = table.find_text(column);
    REQUIRE(found != nullptr);
    const std::int32_t code = found->codes.at(row);
    return code == data::kMissingCode ? "<missing>" : std::string(found->dictionary[code]);
}

double number_at(const data::Table& table, std::string_view column, std::size_t row) {
    const data::NumericColumn* found = table.find_numeric(column);
    REQUIRE(found != nullptr);
    return found->values.at(row);
}

} // namespace

TEST_CASE("a row's cells become numbers and codes in first-seen order") {
    const data::Table table = parse(kHeader + "b,e1,2013.0,830000,cook,2019\n"
                                              "a,e2,,1e6,,2020\n"
                                              "b,e1,2000,+5,chef,2021\n");
    CHECK(table.rows == 3);
    CHECK(table.source == "t.csv");
    CHECK(table.notices.empty());
    CHECK(table.find_text("company_hash")->codes == std::vector<std::int32_t>{0, 1, 0});
    CHECK(table.find_text("job_position")->codes == std::vector<std::int32_t>{0, -1, 1});
    CHECK(text_at(table, "job_position", 2) == "chef");
    CHECK(number_at(table, "orgyear", 0) == 2013.0);
    CHECK(std::isnan(number_at(table, "orgyear", 1)));
    CHECK(number_at(table, "ctc", 1) == 1e6);
    CHECK(number_at(table, "ctc", 2) == 5.0);
    CHECK(table.fingerprint == data::fingerprint_of_columns(table));
}

TEST_CASE("quoted cells hold commas, quotes and line endings") {
    const data::Table table =
        parse(kHeader + "\"a,b\",\"say \"\"hi\"\"\",\"2000\",\"1\",\"two\r\nlines\",2019\n"
                        "\"\"\"\",\"\",2000,1,x\"y,2019\n");
    CHECK(text_at(table, "company_hash", 0) == "a,b");
    CHECK(text_at(table, "email_hash", 0) == "say \"hi\"");
    CHECK(text_at(table, "job_position", 0) == "two\r\nlines");
    CHECK(text_at(table, "company_hash", 1) == "\"");
    CHECK(text_at(table, "email_hash", 1) == "<missing>");
    CHECK(text_at(table, "job_position", 1) == "x\"y");
}

TEST_CASE("line endings, a byte-order mark, blank lines and the order of columns do not matter") {
    const data::Table plain = parse(kHeader + "a,e,2000,1,j,2019\nb,f,2001,2,k,2020\n");
    const auto same = [&](const std::string& bytes) {
        return parse(bytes).fingerprint == plain.fingerprint;
    };
    const std::string header = kHeader.substr(0, kHeader.size() - 1);
    CHECK(same(header + "\r\na,e,2000,1,j,2019\r\nb,f,2001,2,k,2020\r\n"));
    CHECK(same(header + "\ra,e,2000,1,j,2019\rb,f,2001,2,k,2020"));
    CHECK(same("\xef\xbb\xbf" + kHeader + "a,e,2000,1,j,2019\nb,f,2001,2,k,2020"));
    CHECK(same("\n \n" + kHeader + "\n\na,e,2000,1,j,2019\n \t\n\r\nb,f,2001,2,k,2020\n\n  "));
    CHECK(same("CTC,Orgyear,,email_hash,company_hash,ctc_updated_year,job_position\n"
               "1,2000,\"x\",e,a,2019,j\n2,2001,y,f,b,2020,k\n") == false); // an extra column
    CHECK(same(",CTC,Orgyear,email_hash,company_hash,ctc_updated_year,job_position\n"
               "0,1,2000,e,a,2019,j\n1,2,2001,f,b,2020,k\n"));
}

TEST_CASE("records whose cells are all empty are blank lines, whatever their number of cells") {
    const data::Table plain = parse(kHeader + "a,e,2000,1,j,2019\nb,f,2001,2,k,2020\n");
    const data::Table table = parse(kHeader + ",,,,,\na,e,2000,1,j,2019\n,,\n\"\",\"\", ,\t,,\r\n"
                                              "b,f,2001,2,k,2020\n,,,,,\n,,,,,,,,,\n,");
    CHECK(table.fingerprint == plain.fingerprint);
    CHECK(error_of(kHeader + ",,,,,\n") ==
          "t.csv:1: has a header but no rows; expected at least one row");
}

TEST_CASE("missing values are missing, quoted or not, and only as written") {
    const data::Table table = parse(kHeader + "NA,\"nan\",None,NULL,null,\"\"\n"
                                              "na, NA,1,2,Null,3\n");
    CHECK(text_at(table, "company_hash", 0) == "<missing>");
    CHECK(text_at(table, "email_hash", 0) == "<missing>");
    CHECK(text_at(table, "job_position", 0) == "<missing>");
    CHECK(std::isnan(number_at(table, "orgyear", 0)));
    CHECK(std::isnan(number_at(table, "ctc", 0)));
    CHECK(std::isnan(number_at(table, "ctc_updated_year", 0)));
    CHECK(text_at(table, "company_hash", 1) == "na");
    CHECK(text_at(table, "email_hash", 1) == " NA");
    CHECK(text_at(table, "job_position", 1) == "Null");
}

TEST_CASE("an extra column is numeric if all its present cells are numbers and there is one") {
    const std::string header = kHeader.substr(0, kHeader.size() - 1);
    const data::Table table = parse(header + ",score,grade,none,score,huge\n"
                                             "a,e,1,1,j,1,0.5,1,,x,1\n"
                                             "a,e,1,1,j,1,NA,B,nan,y,1e999\n"
                                             "a,e,1,1,j,1,-0,2,,y,2\n");
    CHECK(number_at(table, "score", 0) == 0.5);
    CHECK(std::isnan(number_at(table, "score", 1)));
    CHECK_FALSE(std::signbit(number_at(table, "score", 2)));
    CHECK(text_at(table, "grade", 1) == "B");
    CHECK(text_at(table, "none", 0) == "<missing>");
    CHECK(text_at(table, "score (2)", 2) == "y");
    CHECK(text_at(table, "huge", 1) == "1e999");
    CHECK(table.numeric.size() == 4);
}

TEST_CASE("bad files are refused with one line that names the line and what was expected") {
    const std::string good = "a,e,2000,1,j,2019\n";
    CHECK(error_of("") == "t.csv:1: is empty; expected a header line and rows");
    CHECK(error_of("\n \n") == "t.csv:1: is empty; expected a header line and rows");
    CHECK(error_of("\xef\xbb\xbf") == "t.csv:1: is empty; expected a header line and rows");
    CHECK(error_of(kHeader) == "t.csv:1: has a header but no rows; expected at least one row");
    CHECK(error_of(kHeader + good + "a,e,2000,1,j\n") ==
          "t.csv:3: expected 6 fields as in the header, found 5");
    CHECK(
        error_of(kHeader + good + "a,e,2000,1,j,2019,\n") ==
        "t.csv:3: expected 6 fields as in the header, found 7; the last is empty: is there a comma "
        "too many at the end?");
    CHECK(error_of(kHeader + good + "a,e,2000,1,j,2019,more\n") ==
          "t.csv:3: expected 6 fields as in the header, found 7");
    CHECK(error_of(kHeader + good + "a,\"e\n,2000,1,j,2019\n").find("t.csv:3: this quoted field") ==
          0);
    CHECK(error_of(kHeader + "\"a\nb\nc\",\"e\"x,2000,1,j,2019\n").find("t.csv:4: text after") ==
          0);
    CHECK(error_of(kHeader + good + std::string("a,\0,1,1,1,1\n", 12)) ==
          "t.csv:3: holds a NUL byte; expected CSV text in UTF-8");
    CHECK(error_of(kHeader + "é,é,1,1,1,1\na,\xff,1,1,1,1\n") ==
          "t.csv:3: is not UTF-8; expected CSV text in UTF-8");
    CHECK(error_of("just some text\n").find("t.csv:1: missing columns: orgyear") == 0);
    CHECK(error_of("\n\nctc\n1\n").find("t.csv:3: missing columns: orgyear") == 0);
}

TEST_CASE("what is not a finite number in a required column names line, column and text") {
    for (const char* bad : {"abc", "0x10", "inf", "-inf", "infinity", "1e999", "\"1,0,0\"", "1 00",
                            "--1", "+-1", "1e", ".", "-", "12abc", " ", "5₹5", "nan(1)", "1_000"}) {
        const std::string error = error_of(kHeader + "\"a\r\nb\",e,2000," + bad + ",j,2019\n");
        INFO(bad, ": ", error);
        CHECK(error.find("t.csv:3: column ctc: \"") == 0);
        CHECK(error.find("is not a number; expected a finite number") != std::string::npos);
    }
    const std::string longest =
        error_of(kHeader + "a,e,2000," + std::string(3'000'000, 'z') + ",j,2019\n");
    CHECK(longest.size() < 250);
}

TEST_CASE("the first error in the file is the one reported, whatever chunk it lies in") {
    std::string bytes = kHeader;
    for (int row = 0; row < 100'000; ++row)
        bytes += row == 60'000 ? "a,e,2000,1,j\n" : "a,e,2000,1,j,2019\n";
    bytes += "a,b\n";
    CHECK(error_of(bytes).find("t.csv:60002: expected 6 fields") == 0);
}

TEST_CASE("ill-formed UTF-8 is found in every form, and well-formed text of every length kept") {
    for (const char* bad :
         {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\xc3\xa9\xa9"})
        CHECK(error_of(kHeader + "a,e,1,1," + bad + ",1\néééééé,e,1,1,j,1\n")
                  .find("t.csv:2: is not UTF-8") == 0);
    const std::string text = "é€😀\xef\xbf\xbf\xed\x9f\xbf\xf4\x8f\xbf\xbf";
    CHECK(text_at(parse(kHeader + "a,e,1,1," + text + ",1\n"), "job_position", 0) == text);
}

TEST_CASE("UTF-8 that straddles the blocks of the check is judged once and rightly") {
    const std::string row = "a,e,1,1,€€€€€€€,1\n";
    std::string bytes = kHeader;
    while (bytes.size() < 1'700'000)
        bytes += row;
    CHECK(parse(bytes).rows == (bytes.size() - kHeader.size()) / row.size());
    for (std::size_t at = (1 << 19) - 40; at < (1 << 19) + 40; ++at) {
        if ((static_cast<unsigned char>(bytes[at]) & 0xc0) != 0x80)
            continue;
        std::string broken = bytes;
        broken.insert(at, 1, '\x80');
        CHECK(error_of(broken).find("is not UTF-8") != std::string::npos);
    }
}

TEST_CASE("a field of megabytes is read, with a notice") {
    const std::string large(10'000'000, 'x');
    const data::Table table = parse(kHeader + "a,e,2001,5000,j,2001\na,e,2001,5000,\"" + large +
                                    "\n\",2001\nb,e,2001,5000,j,2001\n");
    CHECK(table.rows == 3);
    CHECK(text_at(table, "job_position", 1) == large + "\n");
    CHECK(text_at(table, "company_hash", 2) == "b");
    REQUIRE(table.notices.size() == 1);
    CHECK(table.notices[0] == "row 2, column job_position: a field of 10.0 MB");
}

TEST_CASE("a field beyond the limit is refused with its line, however it is written") {
    const std::string large(17'000'000, 'x');
    for (const std::string& cell : {large, "\"" + large + "\n\""}) {
        const std::string error = error_of(kHeader + "a,e,1,1,j,1\na,e,1,1," + cell + ",1\n");
        CHECK(error.find(":3: column job_position: a field of 17.0 MB; expected at most 16 MB") !=
              std::string::npos);
    }
}

TEST_CASE("a wide table is read in few chunks, and is the same in many") {
    std::string csv = kHeader.substr(0, kHeader.size() - 1);
    for (int c = 0; c < 1500; ++c)
        csv.append(",c").append(std::to_string(c));
    for (int row = 0; row < 700; ++row) {
        csv.append("\na,e").append(std::to_string(row)).append(",2015,5,j,2019");
        for (int c = 0; c < 1500; ++c)
            csv.append(",").append(std::to_string(row * c % 1009));
    }
    const data::Table table = parse(csv);
    CHECK(table.rows == 700);
    for (const int c : {0, 777, 1499}) {
        const auto* column = table.find_numeric(std::string("c").append(std::to_string(c)));
        REQUIRE(column != nullptr);
        for (int row = 0; row < 700; ++row)
            REQUIRE(column->values[static_cast<std::size_t>(row)] == row * c % 1009);
    }
}

TEST_CASE("a table survives being written and read, quotes, gaps and extremes included") {
    const std::string header = kHeader.substr(0, kHeader.size() - 1);
    const data::Table table =
        parse(header + ",score,\"odd, \"\"name\"\"\",score\n"
                       "\"a,b\",\"q\"\"q\",2013.0,830000,\"x\ny\",2019,0.1,t,1\n"
                       " lead ,,,100000,\"\r\",1e300,1e-310,,2\n"
                       "é,e,-5,123456789012345678,x\"y,2019,,NA,3\n");
    const std::string written = data::to_csv(table);
    CHECK(parse(written).fingerprint == table.fingerprint);
    CHECK(written.find("2013,830000") != std::string::npos);
    CHECK(written.find(",100000,") != std::string::npos);
    CHECK(written.starts_with(",company_hash,"));
}

TEST_CASE("a missing file and a folder are refused by name") {
    base::Progress progress;
    CHECK_THROWS_AS(tests::read_csv("/nonexistent/t.csv", progress), base::Error);
    CHECK_THROWS_AS(tests::read_csv("/tmp", progress), base::Error);
}

TEST_CASE("a cancelled reader stops") {
    base::Progress progress;
    progress.cancel();
    CHECK_THROWS_AS(tests::parse_csv(kHeader + "a,e,1,1,j,1\n", "t.csv", progress),
                    base::Cancelled);
}

TEST_CASE("the Scaler table has the counts pandas finds in it") {
    const std::string path = COHORTSCOPE_SOURCE_DIR "/../shared/data/scaler_learners.csv";
    if (!std::filesystem::exists(path)) {
        MESSAGE("skipped: the shared data are absent");
        return;
    }
    base::Progress progress;
    const data::Table table = tests::read_csv(path, progress);
    CHECK(table.rows == 205'843);
    CHECK(table.find_text("company_hash")->dictionary.size() == 37'295);
    CHECK(table.find_text("email_hash")->dictionary.size() == 153'425);
    CHECK(table.find_text("job_position")->dictionary.size() == 1'002);
    const auto& roles = table.find_text("job_position")->codes;
    CHECK(std::count(roles.begin(), roles.end(), data::kMissingCode) == 52'572);
    const auto& years = table.find_numeric("orgyear")->values;
    CHECK(std::count_if(years.begin(), years.end(), [](double y) { return std::isnan(y); }) == 86);
    CHECK(parse(data::to_csv(table)).fingerprint == table.fingerprint);
    for (const int threads : {1, 7}) {
        const base::ThreadLimit limit(threads);
        CHECK(tests::read_csv(path, progress).fingerprint == table.fingerprint);
    }
}

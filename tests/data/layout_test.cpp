// Files laid out otherwise than plain CSV, and what is said about them.
#include <doctest/doctest.h>

#include "base/error.h"
#include "data/csv/csv_parse.h"
#include "support/read_csv.h"

using namespace cohortscope;

namespace {

const std::string kHeader = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year";
const std::string kRows = "acme,m1,2015,500000,engineer,2019\nbeta,m2,2016,600000,analyst,2020\n";
const std::string kPlain = kHeader + "\n" + kRows;

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

bool says(const data::Table& table, std::string_view words) {
    for (const std::string& notice : table.notices)
        if (notice.find(words) != std::string::npos)
            return true;
    return false;
}

std::string with_separator(std::string text, char separator) {
    for (char& c : text)
        c = c == ',' ? separator : c;
    return text;
}

std::string utf16(const std::string& ascii, bool little, bool mark) {
    std::string out = !mark ? "" : little ? "\xff\xfe" : "\xfe\xff";
    for (const char c : ascii)
        out += little ? std::string{c, '\0'} : std::string{'\0', c};
    return out;
}

// The text with something put before or behind every line from a given one on.
std::string each_line(const std::string& text, const std::string& before, const std::string& behind,
                      std::size_t from) {
    std::string out;
    std::size_t line = 0;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = text.find('\n', at);
        const bool changed = line >= from;
        out += (changed ? before : "") + text.substr(at, end - at) + (changed ? behind : "") + "\n";
        at = end + 1;
    }
    return out;
}

} // namespace

TEST_CASE("semicolons, tabs and bars separate as commas do, with names that hold commas") {
    const auto plain = parse(kPlain).fingerprint;
    for (const char separator : {';', '\t', '|'})
        CHECK(parse(with_separator(kPlain, separator)).fingerprint == plain);
    CHECK(parse("\"company_hash\";email_hash;orgyear;ctc;job_position;ctc_updated_year\n"
                "\"a; b\";\"m,1\";2015;5;\"x\";2019\n")
              .fingerprint == parse(kHeader + "\na; b,\"m,1\",2015,5,x,2019\n").fingerprint);
    CHECK(parse("sep=;\n" + with_separator(kPlain, ';')).fingerprint == plain);
    CHECK(parse("\"sep=,\"\r\n" + kPlain).fingerprint == plain);
}

TEST_CASE("title and comment lines above the header are skipped and said") {
    const data::Table table = parse("# exported today\n\n\"Report\" of 2024, all\n" + kPlain);
    CHECK(table.fingerprint == parse(kPlain).fingerprint);
    CHECK(says(table, "2 lines above the header were skipped: \"# exported today\", …"));
    CHECK(error_of("# one\n" + kHeader + "\na,b\n").find("t.csv:3: expected 6 fields") == 0);
}

TEST_CASE("a separator too many in the rows, in the header, or in both is left out") {
    const auto plain = parse(kPlain).fingerprint;
    const data::Table rows = parse(each_line(kPlain, "", ",", 1));
    CHECK(rows.fingerprint == plain);
    CHECK(says(rows, "every row ends with a comma too many"));
    const data::Table header = parse(kHeader + ",\n" + kRows);
    CHECK(header.fingerprint == plain);
    CHECK(says(header, "the header ends with a comma too many"));
    const data::Table both = parse(each_line(kPlain, "", ",", 0));
    CHECK(both.fingerprint == plain);
    CHECK(both.notices.empty());
    std::string some = kHeader + "\n";
    for (int i = 0; i < 30; ++i)
        some += "a,m,2015,5,x,2019,\n";
    CHECK(parse(some + "a,m,2015,5,x,2019\n").rows == 31); // the last one without
    CHECK(error_of(some + "a,m,2015,5,x,2019,7\n") ==
          "t.csv:32: expected 6 fields as in the header, found 7");
}

TEST_CASE("the names that R gives rows are left out; a comma in every name is an error") {
    const data::Table table = parse(kHeader + "\n" + each_line(kRows, "\"r1\",", "", 0));
    CHECK(table.fingerprint == parse(kPlain).fingerprint);
    CHECK(says(table, "one name less"));
    CHECK(error_of(kHeader + "\n" + each_line(kRows, "", ",more", 0)) ==
          "t.csv:2: expected 6 fields as in the header, found 7");
}

TEST_CASE("columns that count the rows are no features, whatever they are called") {
    const auto plain = parse(kPlain).fingerprint;
    const auto with_index = [&](const std::string& names, const std::string& first,
                                const std::string& second) {
        return parse(names + kHeader + "\n" + first + kRows.substr(0, kRows.find('\n') + 1) +
                     second + kRows.substr(kRows.find('\n') + 1));
    };
    CHECK(with_index(",", "7,", "9,").fingerprint == plain);
    CHECK(with_index("index,", "0,", "1,").fingerprint == plain);
    CHECK(with_index("Unnamed: 0.1,Unnamed: 0,", "1,5,", "0,4,").fingerprint == plain);
    CHECK(with_index("S.No,", "1,", "2,").fingerprint == plain);
    CHECK(with_index("index,", "1,", "1,").numeric.size() == 4); // counts nothing
}

TEST_CASE("UTF-16 with and without a mark, marks put twice and a Ctrl-Z behind are plain text") {
    const auto plain = parse(kPlain).fingerprint;
    for (const bool little : {true, false})
        for (const bool mark : {true, false})
            CHECK(parse(utf16(kPlain, little, mark)).fingerprint == plain);
    CHECK(parse("\xef\xbb\xbf\xef\xbb\xbf" + kPlain).fingerprint == plain);
    CHECK(parse(kPlain + "\x1a").fingerprint == plain);
    CHECK(parse(kPlain + "\x1a\r\n").fingerprint == plain);
    const std::string half = utf16(kPlain, true, true);
    CHECK(error_of(half.substr(0, half.size() - 1)).find("that ends within a character") !=
          std::string::npos);
    CHECK(error_of(half + "\x01\xdc").find("half a character") != std::string::npos);
    CHECK(error_of(half + std::string("\0\0", 2)).find("NUL") != std::string::npos);
}

TEST_CASE("what is not UTF-8 is Windows-1252, said so, or no text at all") {
    const data::Table table = parse(kHeader + "\ncaf\xe9 \x80,m,2015,5,x,2019\n");
    CHECK(table.text[0].dictionary[0] == "café €");
    CHECK(says(table, "read as Windows-1252"));
    CHECK(error_of(kHeader + "\ncaf\xe9\x01,m,2015,5,x,2019\n").find("t.csv:2: is not UTF-8") == 0);
    CHECK(error_of(kHeader + "\ncaf\x81,m,2015,5,x,2019\n").find("t.csv:2: is not UTF-8") == 0);
    CHECK(error_of(kHeader + "\ncaf\xe9\0,m,1,5,x,2019\n" + std::string(1, '\0')).find("t.csv:") ==
          0);
}

TEST_CASE("columns that are absent are missing in every row") {
    const data::Table table = parse("orgyear,ctc,job_position\n2015,5,x\n2016,6,y\n");
    CHECK(table.find_text("email_hash")->codes == std::vector<std::int32_t>{-1, -1});
    CHECK(table.numeric.size() == 3);
    CHECK(says(table, "no column ctc_updated_year"));
}

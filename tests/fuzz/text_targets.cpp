// Tables as text, gzip and sessions.
#include "base/error.h"
#include "data/gzip.h"
#include "data/read_table.h"
#include "engine/session.h"
#include "fuzz/target.h"
#include "support/gzip_writer.h"
#include "support/random_sessions.h"
#include "support/read_csv.h"

namespace cohortscope::fuzz {

namespace {

const std::string kHeader = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year";

void read(const std::string& bytes) {
    base::Progress progress;
    data::ReadOptions options;
    options.hints = tests::known_tables();
    data::parse_table({bytes.begin(), bytes.end()}, "fuzz", options, progress);
}

std::string rows_with(char separator, const std::string& ending) {
    std::string text = kHeader + ",hours" + ending;
    for (int i = 0; i < 12; ++i)
        text += "acme " + std::to_string(i % 3) + ",m" + std::to_string(i % 5) + "," +
                std::to_string(2010 + i) + "," + std::to_string(100'000 * (i + 1)) +
                (i % 2 == 0 ? ",\"engineer, \"\"x\"\"\n2\"," : ",nan,") + "2019," +
                std::to_string(0.5 * i) + ending;
    for (char& c : text)
        c = c == ',' ? separator : c;
    return text;
}

std::string utf16(const std::string& text) {
    std::string wide = "\xff\xfe";
    for (const char c : text)
        wide.append({c, '\0'});
    return wide;
}

} // namespace

Target csv_target() {
    return {"csv",
            {rows_with(',', "\n"), rows_with(';', "\r\n"), rows_with('\t', "\r"),
             rows_with('|', "\n"), "sep=;\n" + rows_with(';', "\n"),
             "# title\n\n" + rows_with(',', "\n"), "\xef\xbb\xbf" + rows_with(',', "\n"),
             utf16(rows_with('\t', "\r\n")), kHeader + "\n"},
            {"\"",
             "\"\"",
             ",",
             ";",
             "\t",
             "|",
             "\n",
             "\r\n",
             "\r",
             "\n\n",
             ",,,,,,\n",
             std::string("\0", 1),
             "\xef\xbb\xbf",
             "\xff\xfe",
             "\xe2\x80\x8b",
             "\xc2\xa0",
             "\xe9",
             "\xf0\x9f\x98\x80",
             "\xed\xa0\x80",
             "ctc",
             "orgyear",
             "Unnamed: 0",
             "nan",
             "#N/A",
             "1,000",
             "2016-03-01",
             "₹ 5",
             "1e999",
             "-0",
             "'",
             "\\\"",
             "\x1a",
             "# ",
             "sep=",
             std::string(300, 'x')},
            read};
}

Target gzip_target() {
    return {"gzip",
            {tests::gzipped(rows_with(',', "\n")),
             tests::gzipped("a") + tests::gzipped(rows_with(',', "\n")),
             tests::gzipped(std::string(50'000, 'x'))},
            {"\x1f\x8b\x08", std::string("\0\0\0\0", 4), "\xff\xff\xff\xff", std::string(18, '\0')},
            [](const std::string& bytes) {
                base::Progress progress;
                data::gunzip(bytes, "fuzz", progress, {1 << 20, 300, 1 << 24});
            }};
}

Target session_target() {
    engine::Settings settings;
    return {"session",
            {engine::session_to_json(settings), engine::session_to_json(tests::random_session(1)),
             engine::session_to_json(tests::random_session(2)),
             R"({"cohortscope_session": 1, "settings": {"kmeans.k": 7, "weight.ctc_log": 1.5}})",
             R"({"cohortscope_session": 1, "settings": {}, "names": []})"},
            {"{",
             "}",
             "[",
             "]",
             "\"",
             ":",
             ",",
             "null",
             "true",
             "1e999",
             "-1",
             "\\u0000",
             "\\ud800",
             "kmeans.k",
             "weight.",
             "\"weight.x\": 1,",
             std::string(300, '['),
             std::string(300, '{'),
             "\xff",
             "\n",
             "[[[[[[[[[[",
             "{\"a\":{\"a\":",
             "\"grouping\": 0",
             "\"group\": 3",
             "\"colours\": [0, 1]",
             "\"bears\": [-1]",
             "\"rows\": 4000000000",
             "4000000000:runs:",
             "10:bits:",
             "AAo="},
            [](const std::string& bytes) { engine::session_of_json(bytes, "fuzz"); }};
}

} // namespace cohortscope::fuzz

#include "report/script/python_text.h"

#include <limits>

#include <doctest/doctest.h>

using namespace cohortscope::report;

TEST_CASE("a text is one literal on one line, whatever is in it") {
    CHECK(python_literal("plain") == "\"plain\"");
    CHECK(python_literal("it's \"it\"") == "\"it's \\\"it\\\"\"");
    CHECK(python_literal("a\\") == "\"a\\\\\"");
    CHECK(python_literal("two\nlines\r\t") == "\"two\\nlines\\r\\t\"");
    CHECK(python_literal("Łódź ☃") == "\"Łódź ☃\"");
    CHECK(python_literal("\u202Eturned\u2028") == "\"\\u202Eturned\\u2028\"");
    CHECK(python_literal(std::string("\0\x1b", 2)) == "\"\\x00\\x1B\"");
    CHECK(python_literal("\"\"\"") == "\"\\\"\\\"\\\"\"");
}

TEST_CASE("numbers read back the same; what is none is None") {
    CHECK(python_number(0.1) == "0.1");
    CHECK(python_number(42) == "42");
    CHECK(python_number(std::numeric_limits<double>::quiet_NaN()) == "None");
    CHECK(python_number(-std::numeric_limits<double>::infinity()) == "-np.inf");
}

TEST_CASE("lists stay on a line where they fit, and are broken between items elsewhere") {
    CHECK(python_list("x = ", '[', {"1", "2"}, ']') == "x = [1, 2]\n");
    CHECK(python_list("x = ", '[', {}, ']') == "x = []\n");
    const std::string long_item(60, '1');
    CHECK(python_list("    x = ", '[', {long_item, long_item}, ']') ==
          "    x = [\n        " + long_item + ",\n        " + long_item + ",\n    ]\n");
    CHECK(python_list("    ", '[', {long_item, long_item}, ']') ==
          "    [\n        " + long_item + ",\n        " + long_item + ",\n    ]\n");
}

TEST_CASE("a long assignment goes on in brackets") {
    const std::string value(90, 'y');
    CHECK(python_line("x = 1") == "x = 1\n");
    CHECK(python_line("name_of_it = " + value) == "name_of_it = (\n    " + value + ")\n");
}

TEST_CASE("nothing in a comment ends it, and its lines fit") {
    CHECK(python_comment("one\nprint(1)") == "# one\\nprint(1)\n");
    std::string words;
    for (int i = 0; i < 60; ++i)
        words += "word ";
    const std::string comment = python_comment(words + "end");
    for (std::size_t at = 0; at < comment.size();) {
        const std::size_t end = comment.find('\n', at);
        CHECK(end - at <= kScriptWidth);
        CHECK(comment.substr(at, 2) == "# ");
        at = end + 1;
    }
}

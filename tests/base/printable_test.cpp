#include "base/printable.h"

#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/format.h"
#include "base/whole.h"

using namespace cohortscope;

TEST_CASE("escape sequences, newlines and what hides or turns text round are printed as escapes") {
    CHECK(base::printable("\x1b[2Jgone") == "\\x1B[2Jgone");
    CHECK(base::printable("a\r\nb\tc") == "a\\r\\nb\\tc");
    CHECK(base::printable(std::string_view("a\0b\x7f", 4)) == "a\\x00b\\x7F");
    CHECK(base::printable("\u009b31m") == "\\u009B31m");
    CHECK(base::printable("a\u202etxt\u2066\ufeff\u200b") == "a\\u202Etxt\\u2066\\uFEFF\\u200B");
    CHECK(base::printable("\xff\xc3") == "\\xFF\\xC3");
    CHECK(base::printable("\xed\xa0\x80\xc0\xaf") == "\\xED\\xA0\\x80\\xC0\\xAF");
}

TEST_CASE("names of any script are printed as they are") {
    for (const char* name : {"", "crédit élan", "क्\u200dष", "東京", "👩\u200d💻", "ₐ–…₹"})
        CHECK(base::printable(name) == name);
    CHECK(base::printable_lines("one\ntwo\x1b\n") == "one\ntwo\\x1B\n");
}

TEST_CASE("an error holds nothing that a terminal would act upon") {
    CHECK(std::string(base::Error("\x1b]0;x\x07\n\u0085").what()) == "\\x1B]0;x\\x07\\n\\u0085");
}

TEST_CASE("every formatter has a range, beyond which it writes an exponent") {
    constexpr double kMost = std::numeric_limits<double>::max();
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    CHECK(base::fixed(kMost, 40) == "1.80e+308");
    CHECK(base::fixed(-1e15, 1) == "-1.00e+15");
    CHECK(base::fixed(999'999'999'999'999.0, 0) == "999999999999999");
    CHECK(base::fixed(kInfinite, 2) == "–");
    CHECK(base::whole(205'785.4) == "205,785");
    CHECK(base::whole(-1e40) == "-1.00e+40");
    CHECK(base::whole(-kInfinite) == "–");
    CHECK(base::indian_money(1e20) == "₹1.00e+20");
    CHECK(base::indian_money(-kMost) == "₹-1.80e+308");
    CHECK(base::indian_money(5e11) == "₹50,000 Cr");
}

TEST_CASE("a long list of names is cut, and so is a long name in it") {
    std::vector<std::string> names(10'000, std::string(500, 'n'));
    const std::string text = base::listed(names, 40);
    CHECK(text.size() < 30 * 50);
    CHECK(text.ends_with(" and 9970 more"));
    CHECK(base::listed(std::vector<std::string>{"a", "b"}, 40) == "a, b");
}

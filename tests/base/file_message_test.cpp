#include "base/file_message.h"

#include <string>

#include <doctest/doctest.h>

using namespace cohortscope;

TEST_CASE("a message about a file names it once, printably") {
    CHECK(base::message_about("a.csv", "no row") == "a.csv: no row");
    CHECK(base::message_about("a.csv", "a.csv:4: no row") == "a.csv:4: no row");
    CHECK(base::message_about("k", "k = 5 needs rows") == "k: k = 5 needs rows");
    CHECK(base::message_about("a\nb", base::Error::in("a\nb", "no row").what()) == "a\\nb: no row");
}

TEST_CASE("an error of work about a file names the file; what it returns comes back") {
    CHECK(base::about_file("a.csv", [] { return 7; }) == 7);
    CHECK_THROWS_WITH_AS(base::about_file("a.csv", []() -> int { throw base::Error("no row"); }),
                         "a.csv: no row", base::Error);
}

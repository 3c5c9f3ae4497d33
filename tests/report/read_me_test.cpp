#include "report/read_me.h"

#include <doctest/doctest.h>

using namespace cohortscope;

TEST_CASE("README.txt names every file at the beginning of a line, and itself") {
    const std::string text = report::read_me_text(
        {"people\x1b[31m.csv"},
        {std::vector<report::ReportFile>{{{"index.html", "bytes"}, "The page.", "Groups only."},
                                         {{"figures/a_name_that_is_longer_than_the_column.svg", ""},
                                          std::string(120, 'w') + " and more",
                                          ""}}},
        "The rule.");
    CHECK(text.starts_with("Cohortscope report\n"));
    CHECK(text.find("\n  index.html  ") != std::string::npos);
    CHECK(text.find("\n  figures/a_name_that_is_longer_than_the_column.svg\n") !=
          std::string::npos);
    CHECK(text.find("\n  README.txt  ") != std::string::npos);
    CHECK(text.find("Groups only.\n") != std::string::npos);
    CHECK(text.ends_with("The rule.\n"));
    CHECK(text.find('\x1b') == std::string::npos);
}

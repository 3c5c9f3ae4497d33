#include "plot/fill_words.h"

#include <doctest/doctest.h>

using namespace cohortscope;
using plot::number_fill_words;
using schema::NumberFill;

TEST_CASE("what fills a gap is said in one way everywhere") {
    CHECK(number_fill_words(NumberFill::median, "") == "filled with the median");
    CHECK(number_fill_words(NumberFill::mode, "") == "filled with the most frequent value");
    CHECK(number_fill_words(NumberFill::group, "company") ==
          "filled with the median of the same company, else of all");
    CHECK(number_fill_words(NumberFill::nearest, "") == "filled from the 5 nearest rows");
    CHECK(number_fill_words(NumberFill::constant, "") == "filled with a fixed value");
    CHECK(number_fill_words(NumberFill::constant, "", "7 years") == "filled with 7 years");
    CHECK(number_fill_words(NumberFill::drop, "") == "filled");
}

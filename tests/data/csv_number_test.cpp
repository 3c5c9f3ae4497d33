#include "data/csv/csv_number.h"

#include <cmath>
#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include "base/format.h"
#include "base/random.h"

using namespace cohortscope;

TEST_CASE("numbers are read whole, with blanks and a sign") {
    CHECK(data::parse_number("830000") == 830000.0);
    CHECK(data::parse_number(" \t+2013.0 ") == 2013.0);
    CHECK(data::parse_number("-.5") == -0.5);
    CHECK(data::parse_number("5.") == 5.0);
    CHECK(data::parse_number("1e5") == 1e5);
    CHECK(data::parse_number("1E+5") == 1e5);
    CHECK(data::parse_number("000000000000000000000000012") == 12.0);
    CHECK(data::parse_number("9007199254740993") == 9007199254740992.0);
    CHECK(data::parse_number(std::string(400, '0') + ".1") == 0.1);
}

TEST_CASE("minus zero becomes zero, and what is too small for a double becomes zero") {
    for (const char* text :
         {"-0", "-0.0", "-0e5", "1e-999", "-1e-400", "0.1e-99999999999999999999", "0e999999"}) {
        const auto value = data::parse_number(text);
        REQUIRE_MESSAGE(value, text);
        CHECK(*value == 0.0);
        CHECK_FALSE(std::signbit(*value));
    }
    CHECK(data::parse_number(std::string("0.").append(500, '0').append("1")) == 0.0);
    CHECK(data::parse_number("5e-324") == 5e-324);
}

TEST_CASE("other texts and what is too large for a double are no numbers") {
    for (const char* text :
         {"",    " ",     "+",   "-",        ".",     "e5",     "1e",
          "1e+", "+-1",   "--1", "- 1",      "1 2",   "0x10",   "1,000",
          "inf", "-inf",  "nan", "infinity", "1e999", "-1e309", "1e99999999999999999999",
          "12a", "1.2.3", "1_0", "½",        "\n1"})
        CHECK_MESSAGE(!data::parse_number(text), text);
    CHECK_FALSE(data::parse_number(std::string(400, '9') + ".0"));
    CHECK(data::parse_number(std::string(400, '9') + "e-200").has_value());
}

TEST_CASE("decimals of every length round to the nearest double") {
    base::Random random(3);
    for (int round = 0; round < 200'000; ++round) {
        std::string text = std::to_string(random.next() >> random.below(63));
        if (random.below(2) == 0)
            text.insert(random.below(text.size() + 1), 1, '.');
        if (random.below(8) == 0)
            text.append("e").append(std::to_string(static_cast<int>(random.below(60)) - 30));
        const auto value = data::parse_number(text);
        REQUIRE(value);
        if (*value != std::strtod(text.c_str(), nullptr))
            FAIL(text);
        if (data::parse_number(base::shortest(*value)) != value)
            FAIL(text);
    }
}

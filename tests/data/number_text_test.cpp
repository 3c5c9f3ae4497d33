#include "data/number_text.h"

#include <doctest/doctest.h>

#include "data/date_text.h"

using namespace cohortscope;
using data::NumberForm;
using data::NumberMeaning;
using data::Unit;

namespace {

constexpr double kNothing = -12345.0;

double value_of(std::string_view text, NumberForm form = {}) {
    const auto reading = data::read_number(text, form);
    return reading ? reading->value : kNothing;
}

Unit unit_of(std::string_view text, NumberForm form = {}) {
    const auto reading = data::read_number(text, form);
    REQUIRE(reading.has_value());
    return reading->unit;
}

} // namespace

TEST_CASE("grouped numbers are understood, and only where the groups are whole") {
    CHECK(value_of("1,234") == 1234);
    CHECK(value_of("12,34,567.5") == 1234567.5);
    CHECK(value_of("1,234,567") == 1234567);
    CHECK(value_of("1 234") == 1234);
    CHECK(value_of("1\u00a0234\u202f567") == 1234567);
    CHECK(value_of("1'234") == 1234);
    for (const char* text : {"1,23", "1,2345", "1234,567", ",123", "1,,234", "12,345,67", "1 23",
                             "1,234 567", "1.2.3", "1,234e5", "2016-17", "", " ", "abc", "1e999"})
        CHECK_MESSAGE(value_of(text) == kNothing, text);
}

TEST_CASE("with decimal commas the comma and the point change places") {
    const NumberForm comma{NumberMeaning::plain, true};
    CHECK(value_of("1.234,5", comma) == 1234.5);
    CHECK(value_of("2013,0", comma) == 2013);
    CHECK(value_of("-0,5", comma) == -0.5);
    CHECK(value_of("2,5E+05", comma) == 250000);
    CHECK(value_of("1.5", comma) == kNothing);
    CHECK(value_of("2013,0") == kNothing);
}

TEST_CASE("digits, minus signs and blanks of other scripts mean what they mean") {
    CHECK(value_of("\uff12\uff10\uff11\uff15") == 2015);
    CHECK(value_of("\u0662\u0660\u0661\u0665") == 2015);
    CHECK(value_of("\u0967\u0968") == 12);
    CHECK(value_of("\u22125") == -5);
    CHECK(value_of("\u200b 5\u00a0\ufeff") == 5);
    CHECK(value_of("\u0663\u066b\u0665") == 3.5);
}

TEST_CASE("signs, parentheses and units stand beside the digits") {
    CHECK(value_of("(1,500)") == -1500);
    CHECK(value_of("₹5,00,000") == 500000);
    CHECK(value_of("Rs. 500/-") == 500);
    CHECK(value_of("-₹5") == -5);
    CHECK(value_of("₹ -5") == -5);
    CHECK(value_of("5 €") == 5);
    CHECK(unit_of("₹5") == Unit::inr);
    CHECK(unit_of("5 INR") == Unit::inr);
    CHECK(unit_of("$5") == Unit::dollars);
    CHECK(unit_of("12 %") == Unit::percent);
    CHECK(unit_of("12") == Unit::none);
    for (const char* text : {"5₹5", "₹", "%", "₹$5", "5%%", "()", "(-", "'5", "=5", "$5 INR"})
        CHECK_MESSAGE(value_of(text) == kNothing, text);
}

TEST_CASE("lakh and crore are numbers of pay alone, true and false of neither pay nor years") {
    const NumberForm pay{NumberMeaning::amount, false};
    CHECK(value_of("2.9 LPA", pay) == 290000);
    CHECK(value_of("₹ 1.5 Cr", pay) == 15000000);
    CHECK(unit_of("3 lakhs", pay) == Unit::lakh);
    CHECK(value_of("2.9 LPA") == kNothing);
    CHECK(value_of("TRUE") == 1);
    CHECK(unit_of("False") == Unit::truth);
    CHECK(value_of("true", pay) == kNothing);
    CHECK(value_of("true", {NumberMeaning::year, false}) == kNothing);
}

TEST_CASE("a date gives its year where a year is wanted") {
    for (const char* text :
         {"2016-07", "2016-07-01", "2016/7/1", "2016-07-01 00:00:00", "2016-07-01T10:00:00Z",
          "01-07-2016", "13/07/2016", "07/13/2016", "1.7.2016", "1 Jul 2016", "July 2016",
          "Jul 1, 2016", "01-Jul-2016", "07/2016"})
        CHECK_MESSAGE(data::year_of_date(text) == 2016, text);
    for (const char* text : {"2016", "2016-17", "2016-13-01", "13/13/2016", "1/7/16", "Jul 16",
                             "2016-07-01x", "20160701", "2016 07", "2016-07-32", "Jux 2016", "1:2"})
        CHECK_MESSAGE(!data::year_of_date(text).has_value(), text);
    CHECK(value_of("2016-07-01", {NumberMeaning::year, false}) == 2016);
    CHECK(value_of("2016-07-01") == kNothing);
}

#include "base/format.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

using namespace cohortscope;

TEST_CASE("the shortest text of a number reads back as the same number") {
    CHECK(base::shortest(0.1) == "0.1");
    CHECK(base::shortest(42.0) == "42");
    CHECK(base::shortest(1e30) == "1e+30");
    CHECK(std::stod(base::shortest(1.0 / 3.0)) == 1.0 / 3.0);
}

TEST_CASE("fixed decimals round and never show a negative zero") {
    CHECK(base::fixed(3.14159, 2) == "3.14");
    CHECK(base::fixed(2.0, 0) == "2");
    CHECK(base::fixed(-0.001, 2) == "0.00");
    CHECK(base::fixed(-0.01, 2) == "-0.01");
    CHECK(base::fixed(-0.0, 0) == "0");
    CHECK(base::fixed(1e14, 40).size() == 15 + 1 + 40);
}

TEST_CASE("digits group by threes, and in the Indian way by twos after the first three") {
    CHECK(base::grouped(0) == "0");
    CHECK(base::grouped(999) == "999");
    CHECK(base::grouped(1000) == "1,000");
    CHECK(base::grouped(-205785) == "-205,785");
    CHECK(base::grouped(-999) == "-999");
    CHECK(base::grouped(std::numeric_limits<long long>::min()) == "-9,223,372,036,854,775,808");
    CHECK(base::indian(12000000) == "1,20,00,000");
    CHECK(base::indian(99999) == "99,999");
    CHECK(base::indian(-100000) == "-1,00,000");
}

TEST_CASE("rupees are said in lakh and crore") {
    CHECK(base::indian_money(950000) == "₹9.5 L");
    CHECK(base::indian_money(12000000) == "₹1.2 Cr");
    CHECK(base::indian_money(37000) == "₹37,000");
    CHECK(base::indian_money(1234567) == "₹12.3 L");
    CHECK(base::indian_money(100000) == "₹1 L");
    CHECK(base::indian_money(99949) == "₹99,949");
    CHECK(base::indian_money(99950) == "₹1 L");
    CHECK(base::indian_money(9'994'999) == "₹99.9 L");
    CHECK(base::indian_money(9'995'000) == "₹1 Cr");
    CHECK(base::indian_money(1'000'150'000) == "₹100 Cr");
    CHECK(base::indian_money(0) == "₹0");
    CHECK(base::indian_money(std::nan("")) == "–");
}

TEST_CASE("lower-casing touches ASCII only") { CHECK(base::lower("ÉA bZ9_") == "Éa bz9_"); }

TEST_CASE("shortened text counts characters, not bytes, and says that it was cut") {
    CHECK(base::shortened("abc", 3) == "abc");
    CHECK(base::shortened("abcd", 3) == "ab…");
    CHECK(base::shortened("₹₹₹₹", 3) == "₹₹…");
    CHECK(base::shortened("", 3).empty());
}

#include "schema/levels.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "schema/name_words.h"
#include "schema/plain_table.h"
#include "schema/telling.h"

using namespace cohortscope;
using schema::folded_level;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// "low..high", or nothing.
std::string range(const std::string& text) {
    return schema::range_of(text) ? folded_level(text) : "";
}

double told(const std::string& csv, const std::vector<std::int8_t>& outcome) {
    return schema::uncertainty_coefficient(schema::facts_of(*tests::plain_table(csv)).at(0),
                                           outcome);
}

} // namespace

TEST_CASE("ranges are read however they are written") {
    for (const char* text : {"0-10", "0-10%", "0 – 10 %", "$0 to $10", "0..10", "0.0-10.0 years"})
        CHECK(range(text) == "0..10");
    CHECK(range("$40K - $60K") == "40000..60000");
    CHECK(range("1,000-5,000") == "1000..5000");
    CHECK(range("20-Oct") == "10..20");
    CHECK(range("Oct-20") == "10..20");
    CHECK(schema::range_of("under 5")->low == -kInfinity);
    CHECK(schema::range_of("<= 5")->high == 5.0);
    for (const char* text : {"55<=", "55+", ">55", "over 55", "55 and over", "55 or more"}) {
        CHECK(schema::range_of(text)->low == 55.0);
        CHECK(schema::range_of(text)->high == kInfinity);
    }
    for (const char* text :
         {"", "a-b", "10-5", "1-2-3", "5-Dec", "2016-17", "-5", "-", "1.", "1e5"})
        CHECK(range(text) == (std::string(text) == "1." ? "1..1" : ""));
}

TEST_CASE("levels are equal whatever their case and blanks") {
    CHECK(folded_level("  Very   HIGH ") == "very high");
    CHECK(folded_level("5.0") == folded_level("5"));
    CHECK(folded_level("") == "");
}

TEST_CASE("names say ids, years, outcomes and amounts") {
    CHECK(schema::words_of("MonthlyIncome_2019") ==
          std::vector<std::string>{"monthly", "income", "2019"});
    CHECK(schema::words_of("IDNumber") == std::vector<std::string>{"id", "number"});
    for (const char* name : {"id", "CustomerID", "user_id", "studentid", "Serial No.", "CLIENTNUM",
                             "EmployeeNumber", "e-mail", "uuid"})
        CHECK(schema::named_like_id(name));
    for (const char* name : {"paid", "is_valid", "grid", "idle", "number", "Identity", ""})
        CHECK_FALSE(schema::named_like_id(name));
    CHECK(schema::named_like_year("start_year"));
    CHECK_FALSE(schema::named_like_year("YearsAtCompany"));
    CHECK(schema::outcome_rank("Drop out"));
    CHECK(schema::outcome_rank("y"));
    CHECK_FALSE(schema::outcome_rank("gender"));
    CHECK(schema::measure_rank("AnnualSalary") < schema::measure_rank("total_cost"));
    CHECK_FALSE(schema::measure_rank("salary_band"));
    CHECK(schema::says_so("Attrited Customer"));
    CHECK_FALSE(schema::says_so("Not Placed"));
}

TEST_CASE(
    "the uncertainty coefficient is the part of the outcome's entropy that a column takes away") {
    std::string names = "x\n", numbers = "x\n";
    std::vector<std::int8_t> outcome;
    for (int row = 0; row < 400; ++row) {
        names += row % 4 == 0 ? "a\n" : "b\n"; // rows of "a" are half of those with the outcome
        numbers += std::to_string(row) + "\n";
        outcome.push_back(row < 200 ? 1 : 0);
    }
    CHECK(told(names, outcome) == doctest::Approx(0.0));
    CHECK(told(numbers, outcome) > 0.95); // one bin may hold both
    // Three quarters of the rows with the outcome are "a", a quarter of the others.
    std::string partly = "x\n";
    for (int row = 0; row < 400; ++row)
        partly += (row % 4 == 0) == (row < 200) ? "b\n" : "a\n";
    const double left = -(0.75 * std::log(0.75) + 0.25 * std::log(0.25)) / std::log(2.0);
    CHECK(told(partly, outcome) == doctest::Approx(1.0 - left));
    CHECK(told(names, std::vector<std::int8_t>(400, 1)) == 0.0);
    CHECK(told(names, std::vector<std::int8_t>(400, -1)) == 0.0);
}

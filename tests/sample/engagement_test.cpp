#include "sample/engagement/engagement.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/format.h"
#include "rows_of_people.h"
#include "sample/engagement/engagement_facts.h"
#include "sample/engagement/engagement_rows.h"

using namespace cohortscope;

namespace {

// Made once: every test reads the same table.
const data::Table& engagement() {
    static const data::Table table = sample::make_engagement(sample::kEngagementRows, 42);
    return table;
}

bool dropped(std::size_t row) { return numbers_of(engagement(), "Dropout")[row] == 1.0; }

bool everyone(std::size_t) { return true; }

} // namespace

TEST_CASE("the engagement sample has the columns of such tables in their order") {
    CHECK(names_of(engagement()) ==
          std::vector<std::string>{
              "Learner_ID", "Age", "Gender", "Location", "Socioeconomic_Status",
              "Learning_Sessions_Completed", "Total_Time_Spent_Minutes",
              "Course_Completion_Percentage", "Days_Since_Last_Login", "Average_Session_Duration",
              "Pre_Test_Score", "Post_Test_Score", "Dropout", "Learning_Pace", "Learning_Medium",
              "Platform_Used", "Content_Type_Preferred", "Enrollment_Date", "Completion_Date"});
    CHECK(engagement().rows == 25'000);
}

TEST_CASE("numbers of the engagement sample lie in their ranges, but for the dirt") {
    const data::Table& table = engagement();
    const double age = outside_share(table, "Age", 10, 100);
    CHECK(age > 0.001);
    CHECK(age < 0.01);
    CHECK(outside_share(table, "Learning_Sessions_Completed", 0, 400) == 0.0);
    CHECK(outside_share(table, "Total_Time_Spent_Minutes", 0, 10'000) < 0.005);
    CHECK(outside_share(table, "Total_Time_Spent_Minutes", 0, 10'000) > 0.0);
    CHECK(outside_share(table, "Course_Completion_Percentage", 0, 100) == 0.0);
    CHECK(outside_share(table, "Days_Since_Last_Login", 0, 365) == 0.0);
    CHECK(outside_share(table, "Pre_Test_Score", 0, 100) == 0.0);
    CHECK(outside_share(table, "Post_Test_Score", 0, 100) > 0.0);
    CHECK(outside_share(table, "Post_Test_Score", 0, 100) < 0.005);
}

TEST_CASE("one to three in a hundred cells of the engagement sample are empty") {
    for (const std::string& name : engagement().order) {
        CAPTURE(name);
        const double missing = missing_share(engagement(), name);
        if (name == "Learner_ID" || name == "Dropout") {
            CHECK(missing == 0.0);
        } else if (name == "Completion_Date") {
            CHECK(missing > 0.5);
            CHECK(missing < 0.85);
        } else {
            CHECK(missing > 0.007);
            CHECK(missing < 0.033);
        }
    }
}

TEST_CASE("those long away drop out far more often than the rest") {
    const std::vector<double>& away = numbers_of(engagement(), "Days_Since_Last_Login");
    const auto rate = [&](double low, double high) {
        return share_of(
            engagement(), [&](std::size_t row) { return away[row] >= low && away[row] <= high; },
            dropped);
    };
    CHECK(rate(61, 365) == doctest::Approx(0.72).epsilon(0.05));
    CHECK(rate(0, 5) < 0.12);
    CHECK(rate(0, 25) == doctest::Approx(0.13).epsilon(0.15));
    CHECK(share_of(engagement(), everyone, dropped) == doctest::Approx(0.27).epsilon(0.05));
}

TEST_CASE("each segment of the engagement sample drops out at a rate of its own") {
    const auto rows = sample::make_engagement_rows(25'000, 42);
    std::vector<double> people(sample::segments().size()), dropouts(people.size());
    for (const sample::EngagementRow& row : rows) {
        ++people[row.segment];
        dropouts[row.segment] += row.dropout ? 1.0 : 0.0;
    }
    const double rates[] = {0.08, 0.14, 0.19, 0.72};
    for (std::size_t segment = 0; segment < people.size(); ++segment) {
        CHECK(people[segment] / 25'000.0 ==
              doctest::Approx(static_cast<double>(sample::segments()[segment].people) / 1000.0)
                  .epsilon(0.05));
        CHECK(std::abs(dropouts[segment] / people[segment] - rates[segment]) < 0.025);
    }
}

TEST_CASE("a mean session is the time over the sessions, to a tenth of a minute") {
    const data::Table& table = engagement();
    const std::vector<double>& minutes = numbers_of(table, "Total_Time_Spent_Minutes");
    const std::vector<double>& sessions = numbers_of(table, "Learning_Sessions_Completed");
    const std::vector<double>& mean = numbers_of(table, "Average_Session_Duration");
    std::size_t without = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
        without += sessions[row] == 0.0 && minutes[row] > 0.0;
        if (!std::isnan(minutes[row] + sessions[row] + mean[row]))
            REQUIRE(std::abs(mean[row] - minutes[row] / sessions[row]) <= 0.0501);
        if (sessions[row] == 0.0)
            REQUIRE(std::isnan(mean[row]));
    }
    CHECK(without > 0);
    CHECK(without < 100);
}

TEST_CASE("a course is completed after its enrolment, and only by those who stay") {
    const data::Table& table = engagement();
    std::size_t completed = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
        const std::string begin = text_of(table, "Enrollment_Date", row);
        const std::string end = text_of(table, "Completion_Date", row);
        if (!begin.empty())
            REQUIRE((begin.size() == 10 && begin >= "2023-03-01" && begin <= "2025-03-02"));
        if (end.empty())
            continue;
        ++completed;
        REQUIRE(begin <= end);
        REQUIRE(end <= "2025-06-30");
        REQUIRE_FALSE(dropped(row));
    }
    CHECK(completed > 5'000);
}

TEST_CASE("the engagement sample has words in mixed case, lost scores and repeated people") {
    const data::Table& table = engagement();
    std::set<std::string> statuses, words;
    std::size_t repeated = 0, lost = 0;
    std::set<std::int32_t> people;
    const std::vector<double>& before = numbers_of(table, "Pre_Test_Score");
    const std::vector<double>& after = numbers_of(table, "Post_Test_Score");
    for (std::size_t row = 0; row < table.rows; ++row) {
        statuses.insert(text_of(table, "Socioeconomic_Status", row));
        words.insert(base::lower(text_of(table, "Learning_Pace", row)));
        repeated += !people.insert(table.find_text("Learner_ID")->codes[row]).second;
        lost += after[row] < before[row] - 20.0;
    }
    CHECK(statuses == std::set<std::string>{"", "Low", "low", "LOW", "Middle", "middle", "MIDDLE",
                                            "High", "high", "HIGH"});
    CHECK(words == std::set<std::string>{"", "slow", "moderate", "fast"});
    CHECK(repeated > 50);
    CHECK(repeated < 200);
    CHECK(lost > 80);
    CHECK(lost < 400);
}

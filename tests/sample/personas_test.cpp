#include "sample/personas/personas.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/format.h"
#include "rows_of_people.h"
#include "sample/personas/persona_facts.h"
#include "sample/personas/prospects.h"

using namespace cohortscope;

namespace {

// Made once: every test reads the same table.
const data::Table& prospects() {
    static const data::Table table = sample::make_personas(sample::kPersonaRows, 42);
    return table;
}

bool enrolled(std::size_t row) { return text_of(prospects(), "Enrolled", row) == "Yes"; }

// The enrolment of rows whose text of a column, in lower case, is `text`.
double rate_of(const char* column, const char* text) {
    return share_of(
        prospects(),
        [&](std::size_t row) { return base::lower(text_of(prospects(), column, row)) == text; },
        enrolled);
}

} // namespace

TEST_CASE("the sample of prospective students has its columns in their order") {
    CHECK(names_of(prospects()) ==
          std::vector<std::string>{"Student_ID", "Age", "Gender", "Country", "Undergraduate_Major",
                                   "GPA", "GRE_Score", "English_Score", "Work_Experience_Years",
                                   "Research_Experience", "Events_Attended", "Webinar_Minutes",
                                   "Emails_Opened", "Intended_Start", "Study_Mode", "Enrolled"});
    CHECK(prospects().rows == 10'000);
}

TEST_CASE("numbers of prospective students lie in their ranges, but for the dirt") {
    const struct {
        const char* name;
        double low, high;
    } dirty[] = {
        {"Age", 10, 100}, {"GPA", 0, 10}, {"GRE_Score", 260, 340}, {"English_Score", 10, 120}};
    for (const auto& column : dirty) {
        CAPTURE(column.name);
        const double outside = outside_share(prospects(), column.name, column.low, column.high);
        CHECK(outside > 0.001);
        CHECK(outside < 0.01);
    }
    CHECK(outside_share(prospects(), "Work_Experience_Years", 0, 25) == 0.0);
    CHECK(outside_share(prospects(), "Events_Attended", 0, 12) == 0.0);
    CHECK(outside_share(prospects(), "Webinar_Minutes", 0, 1500) == 0.0);
    CHECK(outside_share(prospects(), "Emails_Opened", 0, 40) == 0.0);
}

TEST_CASE("one to three in a hundred cells of prospective students are empty") {
    for (const std::string& name : prospects().order) {
        CAPTURE(name);
        const double missing = missing_share(prospects(), name);
        if (name == "Student_ID" || name == "Enrolled") {
            CHECK(missing == 0.0);
        } else {
            CHECK(missing > 0.006);
            CHECK(missing < 0.035);
        }
    }
}

TEST_CASE("a quarter of the prospective students enrol, by what they say and did") {
    const auto everyone = [](std::size_t) { return true; };
    CHECK(share_of(prospects(), everyone, enrolled) == doctest::Approx(0.25).epsilon(0.06));
    CHECK(rate_of("Intended_Start", "this year") > 0.35);
    CHECK(rate_of("Intended_Start", "undecided") < 0.12);
    CHECK(rate_of("Research_Experience", "yes") > rate_of("Research_Experience", "no") + 0.05);
    const std::vector<double>& events = numbers_of(prospects(), "Events_Attended");
    const auto busy = [&](std::size_t row) { return events[row] >= 4.0; };
    const auto idle = [&](std::size_t row) { return events[row] == 0.0; };
    CHECK(share_of(prospects(), busy, enrolled) > 0.35);
    CHECK(share_of(prospects(), idle, enrolled) < 0.15);
}

TEST_CASE("each persona enrols at a rate of its own") {
    const auto rows = sample::make_prospects(10'000, 42);
    std::vector<double> people(sample::personas().size()), enrolments(people.size());
    for (const sample::Prospect& row : rows) {
        ++people[row.persona];
        enrolments[row.persona] += row.enrolled;
    }
    const double rates[] = {0.41, 0.31, 0.08};
    for (std::size_t persona = 0; persona < people.size(); ++persona) {
        CHECK(people[persona] / 10'000.0 ==
              doctest::Approx(static_cast<double>(sample::personas()[persona].people) / 1000.0)
                  .epsilon(0.05));
        CHECK(std::abs(enrolments[persona] / people[persona] - rates[persona]) < 0.03);
    }
}

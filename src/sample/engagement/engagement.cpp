#include "sample/engagement/engagement.h"

#include <chrono>
#include <string>
#include <vector>

#include "base/error.h"
#include "sample/engagement/engagement_facts.h"
#include "sample/engagement/engagement_rows.h"
#include "sample/sample_columns.h"
#include "sample/sample_draw.h"

namespace cohortscope::sample {

namespace {

// "2025-06-30" from the days since 1970-01-01.
std::string date_text(std::uint32_t days) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(static_cast<std::int32_t>(days)))};
    std::string text = std::to_string(static_cast<int>(date.year()));
    for (const unsigned part :
         {static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())})
        text.append(part < 10 ? "-0" : "-").append(std::to_string(part));
    return text;
}

} // namespace

data::Table make_engagement(std::size_t rows, std::uint64_t seed) {
    ENSURE(rows >= 1 && rows < kNothing);
    using Row = EngagementRow;
    const std::vector<Row> made = make_engagement_rows(rows, seed);
    // The last number of a column: its missing cells per thousand.
    SampleColumns columns(rows, {seed, SampleStream::engagement_gaps});
    columns.text("Learner_ID", cells(made, &Row::learner),
                 [](std::uint32_t learner) { return identity_text('L', learner + 1); });
    columns.number("Age", cells(made, &Row::age), 20);
    columns.text("Gender", cells(made, &Row::gender), level_text(kGenders), 12);
    columns.text("Location", cells(made, &Row::location), level_text(kLocations), 15);
    columns.text("Socioeconomic_Status", cells(made, &Row::status), typed_level_text(kStatuses),
                 28);
    columns.number("Learning_Sessions_Completed", cells(made, &Row::sessions), 10);
    columns.number("Total_Time_Spent_Minutes", cells(made, &Row::minutes), 12);
    columns.number("Course_Completion_Percentage", cells(made, &Row::completion), 10);
    columns.number("Days_Since_Last_Login", cells(made, &Row::days_away), 12);
    columns.number("Average_Session_Duration", cells(made, &Row::session_minutes), 15);
    columns.number("Pre_Test_Score", cells(made, &Row::before), 20);
    columns.number("Post_Test_Score", cells(made, &Row::after), 28);
    columns.number("Dropout", cells(made, &Row::dropout));
    columns.text("Learning_Pace", cells(made, &Row::pace), typed_level_text(kPaces), 15);
    columns.text("Learning_Medium", cells(made, &Row::medium), level_text(kMediums), 10);
    columns.text("Platform_Used", cells(made, &Row::platform), level_text(kPlatforms), 12);
    columns.text("Content_Type_Preferred", cells(made, &Row::content), level_text(kContents), 15);
    columns.text("Enrollment_Date", cells(made, &Row::enrolled), date_text, 10);
    columns.text("Completion_Date", cells(made, &Row::completed), date_text, 10);
    return columns.table("built-in engagement sample");
}

} // namespace cohortscope::sample

#include "sample/personas/personas.h"

#include "base/error.h"
#include "sample/personas/persona_facts.h"
#include "sample/personas/prospects.h"
#include "sample/sample_columns.h"
#include "sample/sample_draw.h"

namespace cohortscope::sample {

data::Table make_personas(std::size_t rows, std::uint64_t seed) {
    ENSURE(rows >= 1 && rows < kNothing);
    const std::vector<Prospect> made = make_prospects(rows, seed);
    // The last number of a column: its missing cells per thousand.
    SampleColumns columns(rows, {seed, SampleStream::prospect_gaps});
    columns.text("Student_ID", cells(made, &Prospect::student),
                 [](std::uint32_t student) { return identity_text('S', student + 1); });
    columns.number("Age", cells(made, &Prospect::age), 15);
    columns.text("Gender", cells(made, &Prospect::gender), level_text(kProspectGenders), 12);
    columns.text("Country", cells(made, &Prospect::country), level_text(kCountries), 10);
    columns.text("Undergraduate_Major", cells(made, &Prospect::major), level_text(kMajors), 15);
    columns.number("GPA", cells(made, &Prospect::grade), 15);
    columns.number("GRE_Score", cells(made, &Prospect::gre), 28);
    columns.number("English_Score", cells(made, &Prospect::english), 20);
    columns.number("Work_Experience_Years", cells(made, &Prospect::work_years), 15);
    columns.text("Research_Experience", cells(made, &Prospect::research), typed_level_text(kNoYes),
                 12);
    columns.number("Events_Attended", cells(made, &Prospect::events), 10);
    columns.number("Webinar_Minutes", cells(made, &Prospect::webinar_minutes), 12);
    columns.number("Emails_Opened", cells(made, &Prospect::emails), 10);
    columns.text("Intended_Start", cells(made, &Prospect::start), typed_level_text(kStarts), 20);
    columns.text("Study_Mode", cells(made, &Prospect::mode), level_text(kModes), 12);
    columns.text("Enrolled", cells(made, &Prospect::enrolled), level_text(kNoYes));
    return columns.table("built-in persona sample");
}

} // namespace cohortscope::sample

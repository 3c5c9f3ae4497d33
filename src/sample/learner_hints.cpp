#include "sample/learner_hints.h"

namespace cohortscope::sample {

namespace {

using data::ColumnKind;
using data::ColumnSpec;
using data::NumberMeaning;

ColumnSpec company() {
    return {.name = "company_hash",
            .optional = true,
            .without = "every row's company is unknown",
            .other_names = {"company", "companyname", "companyid", "employer", "employername",
                            "organisation", "organization", "organizationname"}};
}

ColumnSpec learner() {
    return {.name = "email_hash",
            .optional = true,
            .without = "every row counts as a person of its own",
            .other_names = {"email", "emailid", "emailaddress", "mail", "learnerid", "learner",
                            "userid", "personid"},
            .others = "other people"};
}

ColumnSpec start_year() {
    return {.name = "orgyear",
            .kind = ColumnKind::numeric,
            .meaning = NumberMeaning::year,
            .other_names = {"startyear", "joiningyear", "yearofjoining", "joinyear",
                            "organisationyear", "yearjoined", "careerstartyear"}};
}

ColumnSpec pay() {
    return {.name = "ctc",
            .kind = ColumnKind::numeric,
            .meaning = NumberMeaning::amount,
            .other_names = {"salary", "pay", "annualpay", "annualsalary", "ctcrupees", "ctcinr",
                            "income", "compensation", "package"}};
}

ColumnSpec role() {
    return {
        .name = "job_position",
        .other_names = {"job", "role", "designation", "jobtitle", "jobrole", "position", "title"}};
}

ColumnSpec update_year() {
    return {.name = "ctc_updated_year",
            .kind = ColumnKind::numeric,
            .meaning = NumberMeaning::year,
            .optional = true,
            .without = "the year of the last update is missing in every row",
            .other_names = {"updatedyear", "updateyear", "ctcupdateyear", "lastupdatedyear",
                            "salaryupdatedyear"}};
}

} // namespace

data::TableHints learner_hints() {
    return {"learners",
            {company(), learner(), start_year(), pay(), role(), update_year()},
            {"years_of_experience", "ctc_update_count", "company_frequency", "job_frequency",
             "ctc_log"}};
}

} // namespace cohortscope::sample

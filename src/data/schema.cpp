#include "data/schema.h"

#include <algorithm>
#include <array>

namespace cohortscope::data {

namespace {

constexpr std::array<std::string_view, 8> kCompanyNames = {
    "company",      "companyname",  "companyid",    "employer",
    "employername", "organisation", "organization", "organizationname"};
constexpr std::array<std::string_view, 8> kLearnerNames = {
    "email", "emailid", "emailaddress", "mail", "learnerid", "learner", "userid", "personid"};
constexpr std::array<std::string_view, 7> kStartNames = {
    "startyear",        "joiningyear", "yearofjoining",  "joinyear",
    "organisationyear", "yearjoined",  "careerstartyear"};
constexpr std::array<std::string_view, 9> kPayNames = {"salary",       "pay",          "annualpay",
                                                       "annualsalary", "ctcrupees",    "ctcinr",
                                                       "income",       "compensation", "package"};
constexpr std::array<std::string_view, 7> kRoleNames = {
    "job", "role", "designation", "jobtitle", "jobrole", "position", "title"};
constexpr std::array<std::string_view, 5> kUpdateNames = {
    "updatedyear", "updateyear", "ctcupdateyear", "lastupdatedyear", "salaryupdatedyear"};
constexpr std::array<ColumnSpec, 6> kScalerColumns = {{
    {"company_hash", ColumnKind::text, NumberMeaning::plain, true, "every row's company is unknown",
     kCompanyNames},
    {"email_hash", ColumnKind::text, NumberMeaning::plain, true,
     "every row counts as a person of its own", kLearnerNames},
    {"orgyear", ColumnKind::numeric, NumberMeaning::year, false, "", kStartNames},
    {"ctc", ColumnKind::numeric, NumberMeaning::pay, false, "", kPayNames},
    {"job_position", ColumnKind::text, NumberMeaning::plain, false, "", kRoleNames},
    {"ctc_updated_year", ColumnKind::numeric, NumberMeaning::year, true,
     "the year of the last update is missing in every row", kUpdateNames},
}};
constexpr std::array<std::string_view, 18> kMissingNames = {
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A",      "NA",  "NULL",    "NaN",      "None", "n/a",  "nan",    "null"};
constexpr std::size_t kLongestMissingName = 8;

} // namespace

std::span<const ColumnSpec> scaler_columns() { return kScalerColumns; }

bool is_missing(std::string_view cell) {
    if (cell.empty())
        return true;
    if (cell.size() > kLongestMissingName)
        return false;
    switch (cell.front()) {
    case '#':
    case '-':
    case '1':
    case '<':
    case 'N':
    case 'n':
        return std::find(kMissingNames.begin(), kMissingNames.end(), cell) != kMissingNames.end();
    default:
        return false;
    }
}

} // namespace cohortscope::data

#include "analysis/naming/naming_words.h"

#include <algorithm>
#include <iterator>

#include "base/format.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kCompanyNameLength = 14;
constexpr std::size_t kRoleNameLength = 26;

// Endings of what a person is: "engineer", "analyst", "administrator", "architect".
constexpr std::string_view kPersons[] = {"er",  "or",  "ist", "yst", "ian",
                                         "ect", "ant", "ent", "ern"};

std::string plural(const std::string& role) {
    const bool person = std::any_of(std::begin(kPersons), std::end(kPersons),
                                    [&](std::string_view end) { return role.ends_with(end); });
    return person ? role + "s" : role;
}

// Every backend engineer works on the backend: the shorter words claim less, so they stay true.
std::string without_engineer(const std::string& role) {
    constexpr std::string_view kEngineer = " engineer";
    return role.ends_with(kEngineer) ? role.substr(0, role.size() - kEngineer.size()) : role;
}

std::string share_of(int percent) { return percent > 0 ? std::to_string(percent) + " % " : ""; }

} // namespace

Words role_words(const std::string& role, int percent) {
    const std::string share = share_of(percent);
    if (role == kRareRoles)
        return {share + "rare roles", share + "rare roles", "", "", true};
    if (role == "other")
        return {share + "role \"other\"", share + "role \"other\"", "", "", true};
    return {share + base::shortened(plural(role), kRoleNameLength),
            share + base::shortened(without_engineer(role), kRoleNameLength), "", "", true};
}

Words company_words(const std::string& company, int percent) {
    const std::string share = share_of(percent);
    const std::string name = company == kRareCompanies ? "rare companies"
                             : company == "unknown"    ? "unknown companies"
                                                    : base::shortened(company, kCompanyNameLength);
    if (percent > 0)
        return {share + "at " + name, share + "at " + name, "", "", false};
    const bool named = company != kRareCompanies && company != "unknown";
    return {std::string(kPeople) + " at " + name, named ? "at " + name : name, "", "at " + name,
            false};
}

Words middle_words(bool broad) {
    return {broad ? "the broad middle" : "near the average", "", "", "", true};
}

} // namespace cohortscope::analysis

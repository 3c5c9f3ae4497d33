#include "analysis/naming/naming_words.h"

#include <algorithm>
#include <iterator>

#include "base/format.h"

namespace cohortscope::analysis {

namespace {

struct DegreeWords {
    std::string_view text, brief = {}, adjective = {};
    bool people = false;
};

struct FeatureWords {
    std::string_view feature;
    DegreeWords degrees[kDegrees]; // in the order of Degree; an empty text: nothing is said
};

// "Common" says no more of a company or role than that many rows of this table have it.
constexpr FeatureWords kFeatures[] = {
    {"years_of_experience",
     {{"most experienced", "", "most experienced"},
      {"seniors", "", "senior", true},
      {"more experienced", "", "more experienced"},
      {"less experienced", "", "less experienced"},
      {"juniors", "", "junior", true},
      {"least experienced", "", "least experienced"}}},
    {"ctc_update_count",
     {{"most pay updates", "most updates"},
      {"frequent updaters", "", "", true},
      {"more pay updates", "more updates"},
      {"fewer pay updates", "fewer updates"},
      {"rare updaters", "", "", true},
      {"fewest pay updates", "fewest updates"}}},
    {"company_frequency",
     {{}, {"common companies"}, {"common companies"}, {}, {"uncommon companies"}, {}}},
    {"job_frequency",
     {{},
      {"common roles"},
      {"more common roles"},
      {"less common roles", "rarer roles"},
      {"uncommon roles"},
      {}}},
    {"ctc_log",
     {{"best paid", "", "best-paid"},
      {"well paid", "", "well-paid"},
      {"paid more", "", "better-paid"},
      {"paid less", "", "lower-paid"},
      {"low paid", "", "low-paid"},
      {"lowest paid", "", "lowest-paid"}}},
};

constexpr std::string_view kUnknownFeature[kDegrees] = {"highest ", "high ", "higher ",
                                                        "lower ",   "low ",  "lowest "};

constexpr std::size_t kFeatureNameLength = 20;
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

Words words_of(std::string_view feature, Degree degree) {
    const auto place = static_cast<std::size_t>(degree);
    const auto* known = std::find_if(std::begin(kFeatures), std::end(kFeatures),
                                     [&](const FeatureWords& f) { return f.feature == feature; });
    if (known == std::end(kFeatures)) {
        std::string name(feature);
        std::replace(name.begin(), name.end(), '_', ' ');
        const std::string text(kUnknownFeature[place]);
        return {text + base::shortened(name, kFeatureNameLength),
                text + base::shortened(name, kFeatureNameLength / 2), "", "", false};
    }
    const DegreeWords& words = known->degrees[place];
    const std::string text(words.text);
    Words made{text, std::string(words.brief.empty() ? words.text : words.brief),
               std::string(words.adjective), "", words.people};
    if (text.ends_with(" companies")) {
        made.place = "at " + text;
        made.brief = text.substr(0, text.size() - 9) + "firms";
        made.text = std::string(kPeople) + " at " + text;
    }
    return made;
}

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

Words kept_company_words() { return words_of("company_frequency", Degree::more); }

} // namespace cohortscope::analysis

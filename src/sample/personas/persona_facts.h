// What the sample of prospective students is made of: personas, the levels of its text, its dirt.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "sample/sample_draw.h"

namespace cohortscope::sample {

inline constexpr std::array<std::string_view, 3> kProspectGenders = {"Female", "Male",
                                                                     "Non-binary"};
inline constexpr std::array<std::string_view, 10> kCountries = {
    "India",  "China",   "Nigeria", "United States", "Germany",
    "Brazil", "Vietnam", "Iran",    "Türkiye",       "Mexico"};
inline constexpr std::array<std::string_view, 9> kMajors = {
    "Computer Science", "Engineering", "Mathematics", "Physics",   "Biology",
    "Business",         "Economics",   "Psychology",  "Humanities"};
inline constexpr std::array<std::string_view, 2> kNoYes = {"No", "Yes"};
inline constexpr std::array<std::string_view, 3> kStarts = {"This year", "Next year", "Undecided"};
inline constexpr std::array<std::string_view, 3> kModes = {"Full-time", "Part-time", "Online"};

// Prospects who are alike. Weights are shares per thousand, in the order of the levels above.
struct Persona {
    std::uint64_t people = 0;
    Spread graduation_age;
    Spread work_years; // none where below 0
    std::array<std::uint64_t, 10> countries;
    std::array<std::uint64_t, 9> majors;
    Spread grade;   // 0 to 10
    Spread gre;     // 260 to 340
    Spread english; // 0 to 120
    std::uint64_t research_per_mille = 0;
    Spread events;
    Skewed webinar_minutes;
    Spread emails;
    std::array<std::uint64_t, 3> starts;
    std::array<std::uint64_t, 3> modes;
    double enrolment_log_odds = 0.0;
};

// Research-minded high achievers, career changers with work experience, undecided explorers.
std::span<const Persona> personas();

// What one deviation of a prospect's interest does, whatever the persona.
struct Interest {
    double events = 0.8;
    double log_webinar_minutes = 0.25;
    double emails = 2.0;
    double enrolment_log_odds = 0.7;
};

// What the intended start adds to the log odds of enrolling, in the order of kStarts.
inline constexpr std::array<double, 3> kStartLogOdds = {0.5, -0.3, -1.0};

inline constexpr std::array<std::uint64_t, 3> kProspectGenderShares = {470, 505, 25};

// Dirt, in rows per thousand.
inline constexpr std::uint64_t kImpossibleProspectAge = 3;
inline constexpr std::uint64_t kRepeatedProspect = 4;
inline constexpr std::uint64_t kGradeInPercent = 4; // of the highest grade, not of 10
inline constexpr std::uint64_t kOldGre = 4;         // on the scale of 400 to 1600
inline constexpr std::uint64_t kOtherEnglish = 5;   // in bands of 0 to 9

} // namespace cohortscope::sample

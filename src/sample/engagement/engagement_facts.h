// What the engagement sample is made of: segments of people, the levels of its text, its dirt.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "sample/sample_draw.h"

namespace cohortscope::sample {

inline constexpr std::array<std::string_view, 3> kGenders = {"Female", "Male", "Other"};
inline constexpr std::array<std::string_view, 3> kLocations = {"Urban", "Suburban", "Rural"};
inline constexpr std::array<std::string_view, 3> kStatuses = {"Low", "Middle", "High"};
inline constexpr std::array<std::string_view, 3> kPaces = {"Slow", "Moderate", "Fast"};
inline constexpr std::array<std::string_view, 3> kMediums = {"Online", "Hybrid", "Offline"};
inline constexpr std::array<std::string_view, 4> kPlatforms = {"Web", "Mobile app", "Desktop app",
                                                               "Tablet"};
inline constexpr std::array<std::string_view, 4> kContents = {"Video", "Text", "Interactive",
                                                              "Quiz"};

// Days that a course of each pace takes.
inline constexpr std::array<Skewed, 3> kCourseDays = {{{150.0, 0.20}, {100.0, 0.20}, {60.0, 0.25}}};

// People who learn alike. Weights are shares per thousand, in the order of the levels above.
struct Segment {
    std::uint64_t people = 0;
    Spread age;
    std::array<std::uint64_t, 3> locations;
    std::array<std::uint64_t, 3> statuses;
    Skewed sessions;
    Skewed session_minutes;
    Skewed days_away;                     // since the last login
    Spread completion;                    // percent, of courses under way
    std::uint64_t finished_per_mille = 0; // of those who did not drop out
    Spread before;                        // test scores, 0 to 100
    Spread gain;
    double dropout_log_odds = 0.0;
    std::array<std::uint64_t, 3> paces;
    std::array<std::uint64_t, 3> mediums;
    std::array<std::uint64_t, 4> platforms;
    std::array<std::uint64_t, 4> contents;
};

// Engaged high performers, the steady middle, the fast but shallow, those at risk.
std::span<const Segment> segments();

// What one deviation of a person's effort does, whatever the segment.
struct Effort {
    double log_sessions = 0.20;
    double log_days_away = -0.25;
    double completion = 5.0;
    double gain = 2.0;
    double dropout_log_odds = -0.6;
};

inline constexpr std::array<std::uint64_t, 3> kGenderShares = {480, 495, 25};

// Enrolments lie between so many days before the day of the table and the fewest days.
inline constexpr std::int32_t kTableDay = 20'269; // 2025-06-30, in days since 1970-01-01
inline constexpr std::uint64_t kFewestDaysAgo = 120;
inline constexpr std::uint64_t kMostDaysAgo = 850;

// Dirt, in rows per thousand.
inline constexpr std::uint64_t kImpossibleAge = 4;
inline constexpr std::uint64_t kRepeatedIdentity = 4;
inline constexpr std::uint64_t kForgotten = 6; // a post-test far below the pre-test
inline constexpr std::uint64_t kImpossibleScore = 2;
inline constexpr std::uint64_t kLeftLoggedIn = 2;   // sessions of many hours
inline constexpr std::uint64_t kLostSessions = 2;   // time, but no session
inline constexpr std::uint64_t kFullYetDropped = 2; // completion 100, yet a dropout

} // namespace cohortscope::sample

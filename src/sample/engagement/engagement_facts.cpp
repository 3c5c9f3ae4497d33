#include "sample/engagement/engagement_facts.h"

namespace cohortscope::sample {

namespace {

constexpr Segment kSegments[] = {
    // Engaged high performers.
    {.people = 240,
     .age = {29.0, 6.0},
     .locations = {580, 290, 130},
     .statuses = {180, 480, 340},
     .sessions = {62.0, 0.25},
     .session_minutes = {44.0, 0.22},
     .days_away = {3.5, 0.70},
     .completion = {84.0, 8.0},
     .finished_per_mille = 620,
     .before = {63.0, 11.0},
     .gain = {21.0, 7.0},
     .dropout_log_odds = -2.5,
     .paces = {120, 580, 300},
     .mediums = {640, 280, 80},
     .platforms = {520, 160, 260, 60},
     .contents = {330, 180, 380, 110}},
    // The steady middle.
    {.people = 340,
     .age = {33.0, 8.0},
     .locations = {500, 300, 200},
     .statuses = {280, 530, 190},
     .sessions = {36.0, 0.28},
     .session_minutes = {32.0, 0.25},
     .days_away = {10.0, 0.60},
     .completion = {62.0, 13.0},
     .finished_per_mille = 260,
     .before = {52.0, 11.0},
     .gain = {13.0, 7.0},
     .dropout_log_odds = -1.9,
     .paces = {380, 540, 80},
     .mediums = {480, 380, 140},
     .platforms = {460, 250, 200, 90},
     .contents = {450, 250, 200, 100}},
    // Fast but shallow.
    {.people = 200,
     .age = {23.0, 4.0},
     .locations = {620, 270, 110},
     .statuses = {260, 500, 240},
     .sessions = {21.0, 0.30},
     .session_minutes = {15.0, 0.25},
     .days_away = {15.0, 0.60},
     .completion = {72.0, 13.0},
     .finished_per_mille = 380,
     .before = {60.0, 11.0},
     .gain = {3.0, 7.0},
     .dropout_log_odds = -1.5,
     .paces = {20, 160, 820},
     .mediums = {840, 130, 30},
     .platforms = {140, 660, 90, 110},
     .contents = {520, 80, 120, 280}},
    // At risk.
    {.people = 220,
     .age = {31.0, 9.0},
     .locations = {400, 260, 340},
     .statuses = {520, 380, 100},
     .sessions = {6.0, 0.55},
     .session_minutes = {18.0, 0.40},
     .days_away = {85.0, 0.35},
     .completion = {17.0, 10.0},
     .finished_per_mille = 20,
     .before = {44.0, 11.0},
     .gain = {2.0, 8.0},
     .dropout_log_odds = 1.0,
     .paces = {640, 280, 80},
     .mediums = {560, 250, 190},
     .platforms = {280, 520, 90, 110},
     .contents = {520, 260, 120, 100}},
};

} // namespace

std::span<const Segment> segments() { return kSegments; }

} // namespace cohortscope::sample

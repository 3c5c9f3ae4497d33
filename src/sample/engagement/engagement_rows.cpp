#include "sample/engagement/engagement_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/elementary.h"
#include "base/parallel.h"
#include "sample/engagement/engagement_facts.h"
#include "sample/sample_columns.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

constexpr Effort kEffort;
constexpr double kFewestCourseDays = 7.0;

std::uint32_t pick_segment(base::Random& random) {
    std::array<std::uint64_t, 8> weights{};
    const auto all = segments();
    for (std::size_t i = 0; i < all.size(); ++i)
        weights[i] = all[i].people;
    return pick(std::span(weights).first(all.size()), random);
}

void add_person(EngagementRow& row, std::uint64_t seed) {
    base::Random random = entity_stream(seed, SampleStream::engagement_people, row.learner);
    row.segment = pick_segment(random);
    const Segment& segment = segments()[row.segment];
    row.age = whole_within(draw(segment.age, random), 16.0, 79.0);
    if (chance(kImpossibleAge, random))
        row.age = impossible_age(random);
    row.gender = pick(kGenderShares, random);
    row.location = pick(segment.locations, random);
    row.status = pick(segment.statuses, random);
}

void add_activity(EngagementRow& row, double effort, base::Random& random) {
    const Segment& segment = segments()[row.segment];
    const double sessions =
        draw(segment.sessions, random) * base::exponential(kEffort.log_sessions * effort);
    row.sessions = rounded(sessions, 0);
    double each = draw(segment.session_minutes, random);
    if (chance(kLeftLoggedIn, random))
        each = 500.0 + 10.0 * each;
    row.minutes = rounded(row.sessions * each, 0);
    if (chance(kLostSessions, random))
        row.sessions = 0.0;
    row.session_minutes = row.sessions > 0.0 ? rounded(row.minutes / row.sessions, 1)
                                             : std::numeric_limits<double>::quiet_NaN();
    const double away =
        draw(segment.days_away, random) * base::exponential(kEffort.log_days_away * effort);
    row.days_away = whole_within(away, 0.0, 365.0);
}

// Whether the course was dropped or finished, and how far it came.
void add_progress(EngagementRow& row, double effort, base::Random& random) {
    constexpr double kLostByDropout = 8.0;
    const Segment& segment = segments()[row.segment];
    row.dropout =
        chance_of_odds(segment.dropout_log_odds + kEffort.dropout_log_odds * effort, random);
    const bool finished = !row.dropout && chance(segment.finished_per_mille, random);
    const double reached = draw(segment.completion, random) + kEffort.completion * effort -
                           (row.dropout ? kLostByDropout : 0.0);
    row.completion = finished ? 100.0 : std::clamp(rounded(reached, 1), 0.0, 99.0);
    if (row.dropout && chance(kFullYetDropped, random))
        row.completion = 100.0;
}

void add_scores(EngagementRow& row, double effort, base::Random& random) {
    const Segment& segment = segments()[row.segment];
    row.before = std::clamp(rounded(draw(segment.before, random), 1), 0.0, 100.0);
    const double gain = draw(segment.gain, random) + kEffort.gain * effort;
    row.after = std::clamp(rounded(row.before + gain, 1), 0.0, 100.0);
    if (chance(kForgotten, random))
        row.after = std::max(rounded(row.before - 24.0 - 20.0 * random.uniform(), 1), 0.0);
    if (chance(kImpossibleScore, random))
        row.after = random.below(2) == 0 ? row.after + 101.0 : -1.0;
}

// Enrolment, then completion, then the last login, then the day of the table.
void add_dates(EngagementRow& row, std::uint32_t pace, base::Random& random) {
    const double ago =
        static_cast<double>(kFewestDaysAgo + random.below(kMostDaysAgo - kFewestDaysAgo + 1));
    row.days_away = std::min(row.days_away, ago);
    const auto enrolled = static_cast<double>(kTableDay) - ago;
    row.enrolled = static_cast<std::uint32_t>(enrolled);
    const double most = ago - row.days_away;
    const double days =
        whole_within(draw(kCourseDays[pace], random), std::min(kFewestCourseDays, most), most);
    const bool completed = row.completion == 100.0 && !row.dropout;
    row.completed = completed ? static_cast<std::uint32_t>(enrolled + days) : kNothing;
}

EngagementRow make_row(std::size_t number, std::uint64_t seed) {
    base::Random random = entity_stream(seed, SampleStream::engagement_courses, number);
    EngagementRow row;
    const bool repeated = chance(kRepeatedIdentity, random) && number > 0;
    row.learner = static_cast<std::uint32_t>(repeated ? random.below(number) : number);
    add_person(row, seed);
    const Segment& segment = segments()[row.segment];
    const double effort = random.normal();
    add_activity(row, effort, random);
    add_progress(row, effort, random);
    add_scores(row, effort, random);
    const std::uint32_t pace = pick(segment.paces, random);
    add_dates(row, pace, random);
    row.status = typed(row.status, random);
    row.pace = typed(pace, random);
    row.medium = pick(segment.mediums, random);
    row.platform = pick(segment.platforms, random);
    row.content = pick(segment.contents, random);
    return row;
}

} // namespace

std::vector<EngagementRow> make_engagement_rows(std::size_t rows, std::uint64_t seed) {
    std::vector<EngagementRow> made(rows);
    base::for_each_chunk(rows, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            made[row] = make_row(row, seed);
    });
    return made;
}

} // namespace cohortscope::sample

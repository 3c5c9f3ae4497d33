// The rows of the engagement sample: who learns how much, with which success.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cohortscope::sample {

// Levels are positions in the lists of engagement_facts.h; a typed one is of typed().
struct EngagementRow {
    std::uint32_t segment = 0;
    std::uint32_t learner = 0;
    double age = 0.0;
    std::uint32_t gender = 0;
    std::uint32_t location = 0;
    std::uint32_t status = 0; // typed
    double sessions = 0.0;
    double minutes = 0.0;
    double session_minutes = 0.0; // NaN where there was no session
    double completion = 0.0;      // percent
    double days_away = 0.0;       // since the last login
    double before = 0.0;          // test scores
    double after = 0.0;
    bool dropout = false;
    std::uint32_t pace = 0; // typed
    std::uint32_t medium = 0;
    std::uint32_t platform = 0;
    std::uint32_t content = 0;
    std::uint32_t enrolled = 0;  // days since 1970-01-01
    std::uint32_t completed = 0; // likewise, or kNothing
};

// Row i depends on the seed and on i alone. Rows of a repeated learner share the person: segment,
// age, gender, location and status.
std::vector<EngagementRow> make_engagement_rows(std::size_t rows, std::uint64_t seed);

} // namespace cohortscope::sample

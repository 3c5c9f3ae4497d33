// A synthetic table of learners' engagement with courses, and of who dropped out.
#pragma once

#include <cstddef>
#include <cstdint>

#include "data/table.h"

namespace cohortscope::sample {

inline constexpr std::size_t kEngagementRows = 25'000;

// Same rows and seed, same table, on every machine. One row a learner and course; Dropout is 0 or
// 1; dates are texts, 2025-06-30. rows from 1 to 100 million.
data::Table make_engagement(std::size_t rows, std::uint64_t seed);

} // namespace cohortscope::sample

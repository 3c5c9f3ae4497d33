// A synthetic table of prospective Master's students, and of who enrolled.
#pragma once

#include <cstddef>
#include <cstdint>

#include "data/table.h"

namespace cohortscope::sample {

inline constexpr std::size_t kPersonaRows = 10'000;

// Same rows and seed, same table, on every machine. One row a prospect. rows from 1 to 100 million.
data::Table make_personas(std::size_t rows, std::uint64_t seed);

} // namespace cohortscope::sample

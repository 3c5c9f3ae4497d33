// The built-in sample: a synthetic Scaler table with the published facts of the original.
#pragma once

#include <cstddef>
#include <cstdint>

#include "data/table.h"

namespace cohortscope::sample {

inline constexpr std::size_t kSampleRows = 205'843;

// Same rows and seed, same table, on every machine. Columns, names and dirt as in
// assets/schemas/learners.json; shares of rows follow the original whatever the number of rows.
// rows ≥ 1.
data::Table make_sample(std::size_t rows = kSampleRows, std::uint64_t seed = 42);

} // namespace cohortscope::sample

// Which columns tell the peers that a measure is compared with: a category, and bands of a number.
#pragma once

#include <optional>
#include <string>

#include "schema/bind.h"

namespace cohortscope::features {

struct BenchmarkSlots {
    std::size_t category = 0;         // names: the role
    std::size_t number = 0;           // numbers: the years
    std::optional<std::size_t> place; // names: the town, where there is one
};

// Of the first group of peers in the schema that names a category and a number: its first number,
// its first category, and as the place its second category. Nothing where there is none, or the
// table lacks the measure or one of the first two.
std::optional<BenchmarkSlots> benchmark_slots(const schema::Bound& bound);

// Why there are none, in a sentence; empty where there are.
std::string why_no_benchmark(const schema::Bound& bound);

} // namespace cohortscope::features

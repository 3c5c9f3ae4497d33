// How the cells of each column are filled, bounded and lumped: the schema's defaults with what
// people changed, groups and neighbours by slot.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "schema/schema.h"

namespace cohortscope::features {

inline constexpr std::size_t kNoSlot = std::numeric_limits<std::size_t>::max();

// A column that NumberFill::nearest reads beside the measure.
struct NearestColumn {
    std::size_t slot = kNoSlot; // of the helpers, or of the numbers
    bool is_number = false;
    double lowest = 0.0; // valid range of a number
    double highest = 0.0;
    bool operator==(const NearestColumn&) const = default;
};

struct NumberRule {
    double lowest = 0.0; // valid range, both included
    double highest = 0.0;
    schema::NumberFill fill = schema::NumberFill::median;
    double constant = 0.0;
    std::size_t group = kNoSlot;        // names slot of NumberFill::group
    std::vector<NearestColumn> nearest; // of NumberFill::nearest
    schema::OutlierSpec outliers;
    bool age = false;
    int reference_year = 0; // of a year
    bool operator==(const NumberRule&) const = default;
};

struct NamesRule {
    schema::NameFill fill = schema::NameFill::level;
    bool vote_by_id = false;
    std::size_t group = kNoSlot;       // names slot of the votes
    std::size_t vote_number = kNoSlot; // numbers slot of the votes
    int rare_below = 1;
    bool operator==(const NamesRule&) const = default;
};

} // namespace cohortscope::features

// What a guess leaves out so that the features of a wide table stay within bounds.
#pragma once

#include <span>
#include <vector>

#include "schema/column_facts.h"
#include "schema/schema.h"

namespace cohortscope::schema {

// Where the features would have more than kMostFeatures columns, categories are encoded by
// frequency instead of one-hot; where that is not enough, the columns behind the first ones have no
// encoding, and their reason says so. facts: one a column, of the same order.
void limit_features(std::vector<ColumnSpec>& columns, std::span<const ColumnFacts> facts);

} // namespace cohortscope::schema

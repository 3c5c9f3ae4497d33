// How much a column tells of an outcome.
#pragma once

#include <cstdint>
#include <vector>

#include "schema/column_facts.h"

namespace cohortscope::schema {

// The uncertainty coefficient (Theil 1970): the mutual information of the column and the outcome,
// divided by the entropy of the outcome; 0 to 1. Numbers are parted into about 20 quantile bins
// of at least 10 rows, names of fewer than 5 rows are one; missing cells are a value of their own.
// `outcome` is 1, 0 or −1 (missing: left out) a row. O(rows); the same for rows in any order.
double uncertainty_coefficient(const ColumnFacts& facts, const std::vector<std::int8_t>& outcome);

} // namespace cohortscope::schema

// Which rows keep their marks (flags, selections) out of a file, so that no few rows stand out by
// them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/disclosure/uniqueness.h"

namespace cohortscope::report {

// Of each cluster the groups of rows with equal keys that have fewer than `least` rows, and as many
// of the next larger ones (of equal ones the one whose first row comes first) as it takes that
// those left out are `least` rows together, or all of the cluster: then they are as alike as others
// are. One a row. O(n log n).
std::vector<char> withheld_rows(std::span<const std::uint64_t> keys,
                                std::span<const analysis::Label> clusters, int k,
                                std::size_t least);

} // namespace cohortscope::report

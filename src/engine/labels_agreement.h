// How far two clusterings of a table's rows agree.
#pragma once

#include "analysis/clustering.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::engine {

// Adjusted Rand index over the rows of the file that both have; 0 without a common row.
double labels_agreement(const features::PreparedRows& first_rows, const analysis::Clustering& first,
                        const features::PreparedRows& second_rows,
                        const analysis::Clustering& second);

} // namespace cohortscope::engine

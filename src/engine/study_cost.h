// What a study will cost, before anything of it has run.
#pragma once

#include <cstddef>

#include "engine/study.h"

namespace cohortscope::engine {

// Seconds that Ward's tree or Hopkins' statistic takes of a wide matrix, about; 0 of one of at most
// 16 columns, which is quick, and of other studies. In many columns a nearest row is found by
// looking at nearly all rows: the product of rows, rows (or draws) and columns, times what one of
// them took on 8,000 to 32,000 rows of 41 columns, divided by the threads.
double expected_seconds(Study study, std::size_t rows, std::size_t columns, int threads);

} // namespace cohortscope::engine

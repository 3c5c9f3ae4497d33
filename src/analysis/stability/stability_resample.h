// Rows drawn with replacement, as a matrix of their own.
#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "features/encode.h"

namespace cohortscope::analysis {

struct Resample {
    std::vector<std::uint32_t> rows; // n, ascending: the row that each row of `matrix` is
    features::Matrix matrix;
};

// n draws of n rows. The columns are centred anew, with offsets and variances to match.
Resample draw_rows(const features::Matrix& matrix, base::Random& random);

// Distinct rows of the matrix, at most `most`.
int count_distinct_rows(const features::Matrix& matrix, int most);

} // namespace cohortscope::analysis

#include "analysis/silhouette/silhouette_sums.h"

#include <algorithm>
#include <cmath>

namespace cohortscope::analysis {

ClusterNumbers::ClusterNumbers(std::span<const Labelling> labellings) {
    for (const Labelling& labelling : labellings) {
        first.push_back(count);
        count += static_cast<std::size_t>(labelling.k);
    }
}

double unit_scale(const features::Matrix& matrix) {
    float largest = 0.0f;
    for (const auto& column : matrix.columns)
        for (std::size_t row = 0; row < matrix.rows; ++row)
            largest = std::max(largest, std::fabs(column->values[row]));
    int exponent = 0;
    std::frexp(largest, &exponent);
    return std::ldexp(1.0, -exponent);
}

} // namespace cohortscope::analysis

// Principal components of the weighted features, and the projection of rows on two of them.
#pragma once

#include <span>
#include <vector>

#include "base/buffer.h"
#include "features/feature.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

// d components, by descending variance, and two at least, which a map has for axes: beside that of
// one feature alone a second one whose loading is 0.
struct Pca {
    int dimensions = 0; // d
    // max(d, 2) × d row-major: row i holds component i's loadings (unit length)
    std::vector<double> components;
    std::vector<double>
        variance; // a component; eigenvalues of the covariance (population form), ≥ 0
    std::vector<double> explained_variance_ratio; // a component; variance / total
};

// Eigen-decomposition of the covariance of the weighted matrix, got from the features' correlation
// in O(d³): no pass over rows. The loading largest in magnitude is positive (equal magnitudes: the
// earliest feature). Components of features with weight 0 (or constant) come last, in feature
// order, with variance 0.
Pca principal_components(const features::FeatureSet& features, const features::Matrix& matrix);

// The components of `now` in the order and with the signs that are closest to those of `before`
// (largest total |dot product|), so that axes keep their meaning while a knob moves. `now` as it is
// where the dimensions differ. For previews only: the order is no longer by variance.
Pca matched(const Pca& now, const Pca& before);

// n × 2: coordinates of each row on two axes, less the mean. 4-byte floats, for drawing.
struct Projection {
    base::Buffer<float> x; // n
    base::Buffer<float> y; // n
};

// Axes: loadings of length d each (usually two rows of Pca::components).
Projection project(const features::Matrix& matrix, std::span<const double> x_axis,
                   std::span<const double> y_axis);

} // namespace cohortscope::analysis

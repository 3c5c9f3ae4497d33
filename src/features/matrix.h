// The matrix that is clustered: scaled, weighted columns.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/buffer.h"
#include "base/fingerprint.h"

namespace cohortscope::features {

// How a feature is scaled: scaled = (value − centre) / spread. A constant column has spread 0 and
// becomes 0 under every scaler.
struct Scaling {
    double centre = 0.0;
    double spread = 1.0;
};
// The matrix that is clustered. Column-major, float, rows padded with zeros to a multiple of
// kRowPadding, each column less its own mean (distances do not change, floats keep their digits).
inline constexpr std::size_t kRowPadding = 64;

struct MatrixColumn {
    base::Buffer<float> values; // padded n; set what is behind n to 0
    double offset = 0.0;        // scaled, weighted value = values[i] + offset
    Scaling scaling;
    double weight = 1.0;
    double variance = 0.0; // population variance of the scaled, weighted column
    base::Fingerprint key; // of the feature's values, scaling and weight
};

struct Matrix {
    std::size_t rows = 0;                                     // n
    std::vector<std::shared_ptr<const MatrixColumn>> columns; // d
    base::Fingerprint fingerprint;
    std::size_t dimensions() const { return columns.size(); }
};

} // namespace cohortscope::features

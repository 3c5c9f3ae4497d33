#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "base/parallel.h"
#include "features/encode.h"

namespace cohortscope::features {

namespace {

constexpr double kLargestScaled = 1e15;

double value_in(const MatrixColumn& column, double raw) {
    if (column.scaling.spread == 0.0)
        return 0.0;
    const Scaling& scaling = column.scaling;
    const double difference = raw - scaling.centre;
    if (!std::isfinite(difference)) // of values near the ends of a double's range
        return column.weight * (raw / scaling.spread - scaling.centre / scaling.spread);
    return column.weight * (difference / scaling.spread);
}

// Everything but the values.
MatrixColumn described(const Feature& feature, const Scaling& scaling, double weight) {
    MatrixColumn column;
    column.scaling = scaling;
    column.weight = weight;
    base::Hasher key;
    if (weight == 0.0 || scaling.spread == 0.0) {
        column.key = key.add_text("zeros").add(feature.values.size()).finish();
        return column;
    }
    const double deviation = weight * (feature.std / scaling.spread);
    column.variance = deviation * deviation;
    column.offset = value_in(column, feature.mean);
    column.key = key.add(feature.values.fingerprint())
                     .add_number(feature.mean)
                     .add_number(feature.std)
                     .add_number(scaling.centre)
                     .add_number(scaling.spread)
                     .add_number(weight)
                     .finish();
    return column;
}

void check_magnitude(const Feature& feature, const MatrixColumn& column) {
    if (!std::isfinite(column.scaling.spread))
        throw base::Error("feature " + feature.name +
                          " has a spread too large for a number under this scaler; use scaler "
                          "standard");
    const double largest =
        std::max(std::abs(value_in(column, feature.min)), std::abs(value_in(column, feature.max)));
    if (!(largest <= kLargestScaled))
        throw base::Error("feature " + feature.name + " reaches " + base::shortest(largest) +
                          " after scaling, expected at most " + base::shortest(kLargestScaled) +
                          "; use another scaler");
}

base::Buffer<float> centred_values(const Feature& feature, const MatrixColumn& column) {
    const std::size_t n = feature.values.size();
    const std::size_t padded = (n + kRowPadding - 1) / kRowPadding * kRowPadding;
    if (column.weight == 0.0 || column.scaling.spread == 0.0)
        return base::Buffer<float>(padded, 0.0f);
    base::Buffer<float> values(padded);
    std::fill(values.begin() + static_cast<std::ptrdiff_t>(n), values.end(), 0.0f);
    const double factor = column.weight / column.scaling.spread;
    const double mean = feature.mean;
    const bool is_wide = !std::isfinite(feature.max - feature.min);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        const double* from = feature.values.data();
        float* to = values.data();
        if (is_wide) {
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                to[row] = static_cast<float>(from[row] * factor - mean * factor);
            return;
        }
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            to[row] = static_cast<float>((from[row] - mean) * factor);
    });
    return values;
}

// The column of `previous` with the same content and description, or null.
std::shared_ptr<const MatrixColumn> lent(const Matrix* previous, std::size_t index,
                                         const MatrixColumn& wanted) {
    if (previous == nullptr || index >= previous->columns.size())
        return nullptr;
    const auto& column = previous->columns[index];
    const bool same = column->key == wanted.key && column->weight == wanted.weight &&
                      column->scaling.centre == wanted.scaling.centre &&
                      column->scaling.spread == wanted.scaling.spread;
    return same ? column : nullptr;
}

} // namespace

Scaling scaling_of(const Feature& feature, Scaler scaler) {
    if (!(feature.std > 0.0)) // constant, up to rounding
        return {feature.mean, 0.0};
    switch (scaler) {
    case Scaler::standard:
        return {feature.mean, feature.std};
    case Scaler::robust:
        return {feature.median, feature.q3 > feature.q1 ? feature.q3 - feature.q1 : 1.0};
    case Scaler::minmax:
        return {feature.min, feature.max - feature.min};
    case Scaler::none:
        break;
    }
    return {0.0, 1.0};
}

Matrix scale_and_weight(const FeatureSet& features, Scaler scaler, const Weights& weights,
                        const Matrix* previous) {
    const std::size_t d = features.columns.size();
    Matrix matrix;
    matrix.rows = features.columns.front()->values.size();
    base::Hasher content;
    bool any_weight = false;
    std::vector<MatrixColumn> wanted;
    for (std::size_t i = 0; i < d; ++i) {
        const Feature& feature = *features.columns[i];
        const double weight = weight_of(weights, *feature.spec) * feature.factor;
        any_weight = any_weight || weight != 0.0;
        wanted.push_back(described(feature, scaling_of(feature, scaler), weight));
        check_magnitude(feature, wanted.back());
        content.add(wanted.back().key);
        matrix.columns.push_back(lent(previous, i, wanted.back()));
    }
    base::for_each_task(d, [&](std::size_t i) {
        if (matrix.columns[i] != nullptr)
            return;
        wanted[i].values = centred_values(*features.columns[i], wanted[i]);
        matrix.columns[i] = std::make_shared<const MatrixColumn>(std::move(wanted[i]));
    });
    if (!any_weight)
        throw base::Error("every weight is 0, expected at least one feature with a weight above 0");
    matrix.fingerprint = content.add(matrix.rows).finish();
    return matrix;
}

double scaled_value(const Feature& feature, const MatrixColumn& column, std::size_t row) {
    return value_in(column, feature.values[row]);
}

} // namespace cohortscope::features

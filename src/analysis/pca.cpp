#include "analysis/pca.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <Eigen/Eigenvalues>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Loadings this close in magnitude are equal, so that rounding never decides a sign.
constexpr double kEqualLoadings = 1e-12;

// Rows of a projection's inner block: the two accumulators stay in the first-level cache.
constexpr std::size_t kBlockRows = 1024;

// Index of the loading largest in magnitude; of equal ones the earliest.
int dominant_feature(const Eigen::VectorXd& loadings) {
    const double largest = loadings.cwiseAbs().maxCoeff();
    int feature = 0;
    while (std::fabs(loadings[feature]) < largest - kEqualLoadings)
        ++feature;
    return feature;
}

std::vector<int> active_features(const features::Matrix& matrix) {
    std::vector<int> active;
    for (std::size_t f = 0; f < matrix.dimensions(); ++f)
        if (matrix.columns[f]->variance > 0.0)
            active.push_back(static_cast<int>(f));
    return active;
}

Eigen::MatrixXd covariance(const features::FeatureSet& features, const features::Matrix& matrix,
                           const std::vector<int>& active) {
    const auto size = static_cast<Eigen::Index>(active.size());
    Eigen::MatrixXd result(size, size);
    for (Eigen::Index i = 0; i < size; ++i)
        for (Eigen::Index j = 0; j < size; ++j) {
            const auto a = static_cast<std::size_t>(active[static_cast<std::size_t>(i)]);
            const auto b = static_cast<std::size_t>(active[static_cast<std::size_t>(j)]);
            const double deviations =
                std::sqrt(matrix.columns[a]->variance) * std::sqrt(matrix.columns[b]->variance);
            result(i, j) = features.correlation[a * matrix.dimensions() + b] * deviations;
        }
    return result;
}

struct Component {
    double variance = 0.0;
    Eigen::VectorXd loadings; // on the active features
};

// By descending variance; of exactly equal variances, the one led by the earlier feature first.
std::vector<Component> decompose(const Eigen::MatrixXd& covariance) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
    ENSURE(solver.info() == Eigen::Success);
    std::vector<Component> components;
    for (Eigen::Index i = covariance.rows() - 1; i >= 0; --i) {
        Eigen::VectorXd loadings = solver.eigenvectors().col(i);
        if (loadings[dominant_feature(loadings)] < 0.0)
            loadings = -loadings;
        components.push_back({std::max(0.0, solver.eigenvalues()[i]), std::move(loadings)});
    }
    std::stable_sort(components.begin(), components.end(),
                     [](const Component& a, const Component& b) {
                         if (a.variance != b.variance)
                             return a.variance > b.variance;
                         return dominant_feature(a.loadings) < dominant_feature(b.loadings);
                     });
    return components;
}

// The two accumulators of rows [begin, begin + count).
struct Sums {
    std::array<float, kBlockRows> x{}, y{};
};

// Each column is read once for both axes.
void add_scaled(const float* column, float x_loading, float y_loading, std::size_t count,
                Sums& sums) {
    for (std::size_t i = 0; i < count; ++i) {
        sums.x[i] += x_loading * column[i];
        sums.y[i] += y_loading * column[i];
    }
}

// Loadings of 0 are left out, so that a feature that is switched off changes no bit.
void add_column(const float* column, double x_loading, double y_loading, std::size_t count,
                Sums& sums) {
    const auto add_to = [&](std::array<float, kBlockRows>& sum, double loading) {
        for (std::size_t i = 0; i < count; ++i)
            sum[i] += static_cast<float>(loading) * column[i];
    };
    if (x_loading != 0.0 && y_loading != 0.0)
        add_scaled(column, static_cast<float>(x_loading), static_cast<float>(y_loading), count,
                   sums);
    else if (x_loading != 0.0)
        add_to(sums.x, x_loading);
    else if (y_loading != 0.0)
        add_to(sums.y, y_loading);
}

} // namespace

Pca principal_components(const features::FeatureSet& features, const features::Matrix& matrix) {
    const std::size_t d = matrix.dimensions();
    ENSURE(features.columns.size() == d && features.correlation.size() == d * d);
    Pca pca;
    pca.dimensions = static_cast<int>(d);
    const std::size_t count = std::max<std::size_t>(d, 2);
    pca.components.assign(count * d, 0.0);
    pca.variance.assign(count, 0.0);
    pca.explained_variance_ratio.assign(count, 0.0);

    const std::vector<int> active = active_features(matrix);
    std::size_t row = 0;
    if (!active.empty())
        for (const Component& component : decompose(covariance(features, matrix, active))) {
            pca.variance[row] = component.variance;
            for (std::size_t i = 0; i < active.size(); ++i) // + 0.0 turns −0 into 0
                pca.components[row * d + static_cast<std::size_t>(active[i])] =
                    component.loadings[static_cast<Eigen::Index>(i)] + 0.0;
            ++row;
        }
    for (std::size_t f = 0; f < d; ++f)
        if (!(matrix.columns[f]->variance > 0.0))
            pca.components[row++ * d + f] = 1.0;

    const double total = std::accumulate(pca.variance.begin(), pca.variance.end(), 0.0);
    if (total > 0.0)
        for (std::size_t i = 0; i < d; ++i)
            pca.explained_variance_ratio[i] = pca.variance[i] / total;
    return pca;
}

Projection project(const features::Matrix& matrix, std::span<const double> x_axis,
                   std::span<const double> y_axis) {
    ENSURE(x_axis.size() == matrix.dimensions() && y_axis.size() == matrix.dimensions());
    Projection projection{base::Buffer<float>(matrix.rows), base::Buffer<float>(matrix.rows)};
    base::for_each_chunk(matrix.rows, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t begin = chunk.begin; begin < chunk.end; begin += kBlockRows) {
            const std::size_t count = std::min(kBlockRows, chunk.end - begin);
            Sums sums;
            for (std::size_t f = 0; f < matrix.dimensions(); ++f)
                add_column(matrix.columns[f]->values.data() + begin, x_axis[f], y_axis[f], count,
                           sums);
            std::copy_n(sums.x.begin(), count, projection.x.begin() + begin);
            std::copy_n(sums.y.begin(), count, projection.y.begin() + begin);
        }
    });
    return projection;
}

} // namespace cohortscope::analysis

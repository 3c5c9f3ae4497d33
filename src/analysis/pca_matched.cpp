#include <cmath>
#include <numeric>

#include "analysis/identity/identity.h"
#include "analysis/pca.h"

namespace cohortscope::analysis {

namespace {

std::span<const double> loadings(const Pca& pca, std::size_t component) {
    const auto d = static_cast<std::size_t>(pca.dimensions);
    return std::span(pca.components).subspan(component * d, d);
}

double dot(std::span<const double> a, std::span<const double> b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Which component of `now` stands where each component of `before` stood.
std::vector<int> closest_order(const Pca& now, const Pca& before) {
    constexpr double kSteps = 1e9; // of |dot product|: the assignment wants whole numbers
    const auto d = static_cast<std::size_t>(now.dimensions);
    std::vector<std::size_t> closeness(d * d);
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j < d; ++j)
            closeness[i * d + j] = static_cast<std::size_t>(
                kSteps * std::fabs(dot(loadings(before, i), loadings(now, j))));
    return assign_maximal(closeness, now.dimensions, now.dimensions);
}

} // namespace

Pca matched(const Pca& now, const Pca& before) {
    if (now.dimensions != before.dimensions)
        return now;
    const auto d = static_cast<std::size_t>(now.dimensions);
    const std::vector<int> order = closest_order(now, before);
    Pca result = now;
    for (std::size_t i = 0; i < d; ++i) {
        const auto from = static_cast<std::size_t>(order[i]);
        const double sign = dot(loadings(before, i), loadings(now, from)) < 0.0 ? -1.0 : 1.0;
        for (std::size_t f = 0; f < d; ++f)
            result.components[i * d + f] = sign * now.components[from * d + f];
        result.variance[i] = now.variance[from];
        result.explained_variance_ratio[i] = now.explained_variance_ratio[from];
    }
    return result;
}

} // namespace cohortscope::analysis

#include <doctest/doctest.h>

#include "analysis/pca.h"

using cohortscope::analysis::matched;
using cohortscope::analysis::Pca;

namespace {

Pca pca_of(std::vector<double> components, std::vector<double> variance) {
    Pca pca;
    pca.dimensions = static_cast<int>(variance.size());
    pca.components = std::move(components);
    pca.explained_variance_ratio = variance;
    pca.variance = std::move(variance);
    return pca;
}

} // namespace

TEST_CASE("components that changed places and signs are put back") {
    const Pca before = pca_of({0.8, 0.6, 0.0, -0.6, 0.8, 0.0, 0.0, 0.0, 1.0}, {0.5, 0.3, 0.2});
    const Pca now = pca_of({0.0, 0.0, 1.0, -0.8, -0.6, 0.0, -0.6, 0.8, 0.0}, {0.6, 0.3, 0.1});
    const Pca result = matched(now, before);
    CHECK(result.components == std::vector<double>{0.8, 0.6, 0.0, -0.6, 0.8, 0.0, 0.0, 0.0, 1.0});
    CHECK(result.variance == std::vector<double>{0.3, 0.1, 0.6});
    CHECK(result.explained_variance_ratio == result.variance);
}

TEST_CASE("components that did not move stay as they are") {
    const Pca pca = pca_of({0.6, 0.8, 0.8, -0.6}, {0.7, 0.3});
    CHECK(matched(pca, pca).components == pca.components);
}

TEST_CASE("nothing is matched where the number of features changed") {
    const Pca now = pca_of({0.0, 1.0, 1.0, 0.0}, {0.7, 0.3});
    CHECK(matched(now, pca_of({1.0}, {1.0})).components == now.components);
}

#include "analysis/pca.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "base/random.h"

using namespace cohortscope;
using analysis::Pca;

namespace {

struct Input {
    features::FeatureSet features;
    features::Matrix matrix;
};

Input input_of(std::vector<double> correlation, const std::vector<double>& deviations) {
    Input input;
    input.features.correlation = std::move(correlation);
    for (const double deviation : deviations) {
        auto column = std::make_shared<features::MatrixColumn>();
        column->variance = deviation * deviation;
        input.matrix.columns.push_back(column);
        input.features.columns.push_back(std::make_shared<features::Feature>());
    }
    return input;
}

Pca components_of(std::vector<double> correlation, const std::vector<double>& deviations) {
    const Input input = input_of(std::move(correlation), deviations);
    return analysis::principal_components(input.features, input.matrix);
}

void check_close(const std::vector<double>& found, const std::vector<double>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        CHECK(std::fabs(found[i] - expected[i]) <= 1e-12);
}

features::Matrix random_matrix(std::size_t rows, std::size_t dimensions) {
    base::Random random(7);
    features::Matrix matrix;
    matrix.rows = rows;
    const std::size_t padded =
        (rows + features::kRowPadding - 1) / features::kRowPadding * features::kRowPadding;
    for (std::size_t f = 0; f < dimensions; ++f) {
        auto column = std::make_shared<features::MatrixColumn>();
        column->values.assign(padded, 0.0f);
        for (std::size_t r = 0; r < rows; ++r)
            column->values[r] = static_cast<float>(random.normal());
        matrix.columns.push_back(column);
    }
    return matrix;
}

} // namespace

TEST_CASE("two correlated features give their sum and their difference") {
    const double h = std::sqrt(0.5);
    const Pca pca = components_of({1, 0.6, 0.6, 1}, {1, 1});
    check_close(pca.variance, {1.6, 0.4});
    check_close(pca.explained_variance_ratio, {0.8, 0.2});
    check_close(pca.components, {h, h, h, -h});
}

TEST_CASE("of loadings equal in magnitude the earliest feature's is positive") {
    const double h = std::sqrt(0.5);
    check_close(components_of({1, -0.6, -0.6, 1}, {1, 1}).components, {h, -h, h, h});
}

TEST_CASE("components agree with NumPy's eigh on a weighted covariance") {
    const Pca pca = components_of(
        {1, .3, -.2, .1, .3, 1, .5, -.4, -.2, .5, 1, .25, .1, -.4, .25, 1}, {1, .5, 2, 1.5});
    check_close(pca.variance,
                {4.340589753342585, 2.125775085024883, 0.9891310664289715, 0.04450409520356041});
    check_close(pca.components,
                {-0.0942675238720841, 0.08807515485380069, 0.9394044684881064, 0.3176092656474045,
                 0.19225314488877657, -0.20448872669981494, -0.2726712954385989, 0.9202572757533077,
                 0.9432156860136282, 0.3002188130839373, 0.10050147539774365, -0.10055986958618182,
                 -0.2539616740400848, 0.9275213162082258, -0.18184901064149783,
                 0.2052769188847755});
}

TEST_CASE("features without variance come last, in their order, as unit vectors") {
    const double h = std::sqrt(0.5);
    const Pca pca =
        components_of({1, 0, 0.5, 0, 0, 0, 0, 0, 0.5, 0, 1, 0, 0, 0, 0, 0}, {1, 0, 1, 0});
    check_close(pca.variance, {1.5, 0.5, 0, 0});
    check_close(pca.components, {h, 0, h, 0, h, 0, -h, 0, 0, 1, 0, 0, 0, 0, 0, 1});
    check_close(pca.explained_variance_ratio, {0.75, 0.25, 0, 0});
}

TEST_CASE("uncorrelated equal features keep their order, and no feature at all is no error") {
    check_close(components_of({1, 0, 0, 0, 1, 0, 0, 0, 1}, {1, 1, 1}).components,
                {1, 0, 0, 0, 1, 0, 0, 0, 1});
    const Pca constant = components_of({0}, {0});
    check_close(constant.components, {1, 0});
    check_close(constant.explained_variance_ratio, {0, 0});
}

TEST_CASE("the components of a random correlation are orthonormal and keep the total variance") {
    base::Random random(3);
    const std::size_t d = 7;
    std::vector<double> factors(d * d);
    for (double& value : factors)
        value = random.normal();
    std::vector<double> gram(d * d);
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j < d; ++j)
            for (std::size_t t = 0; t < d; ++t)
                gram[i * d + j] += factors[i * d + t] * factors[j * d + t];
    std::vector<double> deviations;
    for (std::size_t i = 0; i < d; ++i)
        deviations.push_back(std::sqrt(gram[i * d + i]));
    std::vector<double> correlation(d * d);
    double total = 0.0;
    for (std::size_t i = 0; i < d; ++i) {
        total += gram[i * d + i];
        for (std::size_t j = 0; j < d; ++j)
            correlation[i * d + j] = gram[i * d + j] / (deviations[i] * deviations[j]);
    }
    const Pca pca = components_of(correlation, deviations);
    for (std::size_t i = 0; i < d; ++i) {
        total -= pca.variance[i];
        for (std::size_t j = 0; j < d; ++j) {
            double product = 0.0;
            for (std::size_t f = 0; f < d; ++f)
                product += pca.components[i * d + f] * pca.components[j * d + f];
            CHECK(std::fabs(product - (i == j ? 1.0 : 0.0)) <= 1e-12);
        }
    }
    CHECK(std::fabs(total) <= 1e-10);
}

TEST_CASE("a projection is each row's weighted sum, on any number of threads") {
    const features::Matrix matrix = random_matrix(20'001, 3);
    const std::vector<double> x_axis{0.6, 0.0, -0.8};
    const std::vector<double> y_axis{0.0, 1.0, 0.0};
    const analysis::Projection projection = analysis::project(matrix, x_axis, y_axis);
    REQUIRE(projection.x.size() == matrix.rows);
    float worst = 0.0f;
    for (std::size_t r = 0; r < matrix.rows; ++r) {
        const float x = 0.6f * matrix.columns[0]->values[r] + -0.8f * matrix.columns[2]->values[r];
        worst = std::max({worst, std::fabs(projection.x[r] - x),
                          std::fabs(projection.y[r] - matrix.columns[1]->values[r])});
    }
    CHECK(worst <= 1e-6f);
    const base::ThreadLimit one(1);
    CHECK(analysis::project(matrix, x_axis, y_axis).x == projection.x);
}

TEST_CASE("one feature has a component beside its own that is 0") {
    const Pca pca = components_of({1.0}, {2.0});
    CHECK(pca.dimensions == 1);
    CHECK(pca.components == std::vector<double>{1.0, 0.0});
    CHECK(pca.variance == std::vector<double>{4.0, 0.0});
    CHECK(pca.explained_variance_ratio == std::vector<double>{1.0, 0.0});
    CHECK(analysis::matched(pca, pca).components == pca.components);
}

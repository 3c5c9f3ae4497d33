#include <doctest/doctest.h>

#include "base/error.h"
#include "features/encode.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using features::Matrix;
using features::scale_and_weight;
using features::Scaler;

namespace {

data::Table scored(const std::vector<double>& scores) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < scores.size(); ++i)
        rows.push_back({"a", numbered("e", i), 2000.0 + static_cast<double>(i), 100, "r"});
    data::Table table = learner_table(rows);
    table.numeric.push_back({"score", scores});
    return table;
}

features::FeatureSet features_of(const data::Table& table) {
    return encoded(prepare(table), {{"score", 1.0}});
}

// The scaled, weighted score of each row.
std::vector<double> scores(const std::vector<double>& raw, Scaler scaler, double weight) {
    const features::FeatureSet features = features_of(scored(raw));
    const Matrix matrix = scale_and_weight(features, scaler, {{"score", weight}});
    std::vector<double> values;
    for (std::size_t row = 0; row < raw.size(); ++row) {
        values.push_back(scaled_value(*features.columns[5], *matrix.columns[5], row));
        CHECK(static_cast<double>(matrix.columns[5]->values[row]) + matrix.columns[5]->offset ==
              doctest::Approx(values.back()).epsilon(1e-6));
    }
    return values;
}

} // namespace

TEST_CASE("each scaler follows its formula, then the weight multiplies") {
    const std::vector<double> raw{1, 2, 3, 6};
    const double std = std::sqrt(3.5);
    CHECK(scores(raw, Scaler::standard, 1)[0] == doctest::Approx(-2 / std).epsilon(1e-15));
    CHECK(scores(raw, Scaler::standard, 2)[3] == doctest::Approx(6 / std).epsilon(1e-15));
    CHECK(scores(raw, Scaler::robust, 1) == std::vector<double>{-0.75, -0.25, 0.25, 1.75});
    CHECK(scores(raw, Scaler::minmax, 2) == std::vector<double>{0, 0.4, 0.8, 2});
    CHECK(scores(raw, Scaler::none, 0.5) == std::vector<double>{0.5, 1, 1.5, 3});
}

TEST_CASE("an interquartile range of 0 divides by 1, and a constant column becomes 0") {
    CHECK(scores({5, 5, 5, 5, 9}, Scaler::robust, 1) == std::vector<double>{0, 0, 0, 0, 4});
    for (const Scaler scaler : {Scaler::standard, Scaler::robust, Scaler::minmax, Scaler::none})
        CHECK(scores({0.1, 0.1, 0.1}, scaler, 1) == std::vector<double>{0, 0, 0});
}

TEST_CASE("a column that differs by rounding alone is constant, as scikit-learn judges") {
    const std::vector<double> noise{0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3};
    for (const Scaler scaler : {Scaler::standard, Scaler::robust, Scaler::minmax, Scaler::none})
        CHECK(scores(noise, scaler, 1) == std::vector<double>{0, 0, 0, 0, 0});
    const features::FeatureSet features = features_of(scored(noise));
    const features::Feature& score = *features.columns[5];
    CHECK(score.std == 0.0);
    CHECK(score.min <= score.mean);
    CHECK(score.mean <= score.max);
    CHECK(scale_and_weight(features, Scaler::standard, {{"score", 1}}).columns[5]->variance == 0.0);
    // A small spread above a large offset is none of rounding.
    CHECK(scores({1e9, 1e9 + 1}, Scaler::standard, 1) == std::vector<double>{-1, 1});
}

TEST_CASE("the columns are centred, padded with zeros and know their variance") {
    const features::FeatureSet features = features_of(scored({1, 2, 3, 6}));
    const Matrix matrix = scale_and_weight(features, Scaler::none, {{"score", 2.0}});
    const features::MatrixColumn& column = *matrix.columns[5];
    CHECK(matrix.rows == 4);
    REQUIRE(column.values.size() == features::kRowPadding);
    CHECK(column.values[0] == -4.0f);
    CHECK(column.values[3] == 6.0f);
    CHECK(column.values[4] == 0.0f);
    CHECK(column.offset == 6.0);
    CHECK(column.variance == doctest::Approx(14.0).epsilon(1e-15));
}

TEST_CASE("a weight of 0 leaves a column of zeros; all of them 0 are refused") {
    const features::FeatureSet features = features_of(scored({1, 2, 3, 6}));
    const Matrix matrix = scale_and_weight(features, Scaler::standard, {{"score", 0.0}});
    CHECK(matrix.columns[5]->variance == 0.0);
    CHECK(matrix.columns[5]->offset == 0.0);
    CHECK(matrix.columns[5]->values == base::Buffer<float>(features::kRowPadding, 0.0f));
    features::Weights none{{"score", 0.0}};
    for (const schema::FeatureSpec& feature : schema::built_in().features)
        none[feature.name] = 0.0;
    CHECK_THROWS_AS(scale_and_weight(features, Scaler::standard, none), base::Error);
}

TEST_CASE("unchanged columns are lent, and equal matrices have equal fingerprints") {
    const features::FeatureSet features = features_of(scored({1, 2, 3, 6}));
    const Matrix before = scale_and_weight(features, Scaler::standard, {{"score", 1.0}});
    const Matrix after = scale_and_weight(features, Scaler::standard, {{"score", 1.5}}, &before);
    CHECK(after.columns[0] == before.columns[0]);
    CHECK(after.columns[5] != before.columns[5]);
    CHECK(after.fingerprint != before.fingerprint);
    const Matrix back = scale_and_weight(features, Scaler::standard, {{"score", 1.0}}, &after);
    CHECK(back.fingerprint == before.fingerprint);
    // Every pay is equal here, so that the weight of its logarithm changes no value.
    CHECK(scale_and_weight(features, Scaler::standard, {{"score", 1.0}, {"ctc_log", 2.0}})
              .fingerprint == before.fingerprint);
}

TEST_CASE("values too large for the matrix are refused") {
    const features::FeatureSet features = features_of(scored({1, 2, 3e15}));
    CHECK_THROWS_AS(scale_and_weight(features, Scaler::none, {{"score", 1.0}}), base::Error);
    CHECK_NOTHROW(scale_and_weight(features, Scaler::standard, {{"score", 1.0}}));
}

TEST_CASE(
    "values at the ends of a double's range are scaled like those near 1, or refused in words") {
    const std::vector<double> raw{-1.5, 1.5, 1.0, 0.25};
    std::vector<double> far = raw;
    for (double& value : far)
        value *= 0x1p1023;
    const features::FeatureSet features = features_of(scored(far));
    const Matrix matrix = scale_and_weight(features, Scaler::standard, {{"score", 1.0}});
    const std::vector<double> expected = scores(raw, Scaler::standard, 1.0);
    for (std::size_t row = 0; row < raw.size(); ++row) {
        CHECK(features::scaled_value(*features.columns[5], *matrix.columns[5], row) ==
              doctest::Approx(expected[row]).epsilon(1e-14));
        CHECK(matrix.columns[5]->values[row] + matrix.columns[5]->offset ==
              doctest::Approx(expected[row]).epsilon(1e-6));
    }
    CHECK_THROWS_WITH_AS(scale_and_weight(features, Scaler::minmax, {{"score", 1.0}}),
                         "feature score has a spread too large for a number under this scaler; use "
                         "scaler standard",
                         base::Error);
}

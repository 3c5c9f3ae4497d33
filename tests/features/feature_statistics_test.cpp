// Correlations that a set of features takes over from the one before are those made anew.
#include "features/feature_statistics.h"

#include <doctest/doctest.h>

#include "base/random.h"

using namespace cohortscope;
using features::Feature;
using features::FeatureSet;

namespace {

std::shared_ptr<const Feature> random_feature(std::size_t rows, base::Random& random) {
    std::vector<double> values(rows);
    for (double& value : values)
        value = static_cast<double>(random.below(1000)) / 7.0;
    auto feature = std::make_shared<Feature>();
    const features::Moments moments = features::moments_of(features::count_values(values));
    feature->values = std::move(values);
    feature->mean = moments.mean;
    feature->std = moments.std;
    return feature;
}

} // namespace

TEST_CASE("correlations taken over have the bits of new ones, whatever the columns' order was") {
    base::Random random(3);
    FeatureSet before;
    for (int i = 0; i < 6; ++i)
        before.columns.push_back(random_feature(500, random));
    before.correlation = features::correlation_of(before.columns, nullptr);
    const auto& all = before.columns;
    for (const auto& columns :
         {std::vector{all[0], all[1], all[2], all[3], all[4], all[5]},
          std::vector{all[5], all[4], all[3], all[2], all[1], all[0]},
          std::vector{all[1], all[5], random_feature(500, random), all[0]}, std::vector{all[2]}})
        CHECK(features::correlation_of(columns, &before) ==
              features::correlation_of(columns, nullptr));
}

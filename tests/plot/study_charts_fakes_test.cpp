#include "support/fake_studies.h"

#include <doctest/doctest.h>

#include <numeric>

using namespace cohortscope;

namespace {

std::size_t sum(const std::vector<std::size_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

} // namespace

TEST_CASE("the fake studies agree with their result, at any k and with a tiny cluster") {
    for (int k = 2; k <= 15; ++k) {
        CAPTURE(k);
        tests::FakeOptions options;
        options.k = k;
        options.tiny_cluster = k % 2 == 0;
        const auto result = tests::fake_result(options);
        const auto silhouette = tests::fake_silhouette(*result);
        CHECK(silhouette.sizes == result->clustering->sizes);
        CHECK(sum(silhouette.silhouette.negative) == silhouette.negative_rows);
        CHECK(silhouette.silhouette.values.size() == result->rows());
        const auto comparison = tests::fake_comparison(*result);
        CHECK(sum(comparison.contingency) == result->rows());
        CHECK(sum(comparison.ward_sizes) == result->rows());
        for (std::size_t c = 0; c < static_cast<std::size_t>(k); ++c) {
            std::size_t rows = 0;
            for (std::size_t ward = 0; ward < static_cast<std::size_t>(k); ++ward)
                rows += comparison.contingency[ward * static_cast<std::size_t>(k) + c];
            CHECK(rows == comparison.kmeans_sizes[c]);
        }
        CHECK((options.tiny_cluster || comparison.adjusted_rand > 0.2));
        CHECK(comparison.adjusted_rand < 1.0);
    }
}

TEST_CASE("the fake dendrogram's merges ascend and end with all rows") {
    const auto dendrogram = tests::fake_dendrogram(205785);
    REQUIRE(dendrogram.leaves() == 31);
    REQUIRE(dendrogram.merges.size() == 30);
    CHECK(sum(dendrogram.leaf_rows) == 205785);
    CHECK(dendrogram.leaf_of_row.size() == 205785);
    CHECK(dendrogram.merges.back().rows == 205785);
    for (std::size_t i = 1; i < 30; ++i)
        CHECK(dendrogram.merges[i].height >= dendrogram.merges[i - 1].height);
}

TEST_CASE("every fake study has landed and has its own type") {
    const auto state = tests::fake_studies(*tests::fake_result());
    CHECK(engine::value_in<engine::Elbow>(state[engine::Study::elbow]) != nullptr);
    CHECK(engine::value_in<analysis::ClusterScores>(state[engine::Study::scores]) != nullptr);
    CHECK(engine::value_in<engine::Hopkins>(state[engine::Study::hopkins]) != nullptr);
    CHECK(engine::value_in<engine::WardStudy>(state[engine::Study::ward]) != nullptr);
    CHECK(engine::value_in<engine::Comparison>(state[engine::Study::compare]) != nullptr);
    CHECK(engine::value_in<engine::SilhouetteStudy>(state[engine::Study::silhouette]) != nullptr);
    CHECK(engine::value_in<analysis::Stability>(state[engine::Study::stability]) != nullptr);
    CHECK(engine::value_in<engine::Sensitivity>(state[engine::Study::sensitivity]) != nullptr);
    for (const auto& view : state.views)
        CHECK(view.current);
}

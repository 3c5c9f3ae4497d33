// Branches of Ward's tree and rows that two clusterings share, against a look at every row.
#include "engine/selection/study_shapes.h"

#include <doctest/doctest.h>

#include "engine/pipeline.h"
#include "engine/study_runs.h"
#include "sample/sample.h"
#include "support/fake_result.h"

using namespace cohortscope;
using namespace cohortscope::engine;

namespace {

std::size_t count(const Result& result, const std::optional<Shape>& shape) {
    REQUIRE(shape);
    return rows_in(result, *shape)->count();
}

} // namespace

TEST_CASE("a branch holds the rows of all leaves below it") {
    const auto result = tests::fake_result();
    auto tree = std::make_shared<analysis::Dendrogram>();
    // ((0 1) 2): merge 0 is node 3, merge 1 node 4.
    const std::size_t n = result->rows();
    for (std::size_t row = 0; row < n; ++row)
        tree->leaf_of_row.push_back(static_cast<analysis::Label>(row % 3));
    tree->leaf_rows = {(n + 2) / 3, (n + 1) / 3, n / 3};
    const auto rows = [&](std::size_t leaf) { return tree->leaf_rows[leaf]; };
    tree->merges = {{0, 1, 1.0, static_cast<std::uint32_t>(rows(0) + rows(1))},
                    {2, 3, 2.0, static_cast<std::uint32_t>(n)}};
    for (int leaf = 0; leaf < 3; ++leaf) {
        const auto shape = branch_rows(tree, leaf, *result);
        CHECK(count(*result, shape) == rows(static_cast<std::size_t>(leaf)));
        const auto set = rows_in(*result, *shape);
        for (std::size_t row = 0; row < n; ++row)
            REQUIRE(set->contains(result->prepared.rows->rows[row]) ==
                    (row % 3 == static_cast<std::size_t>(leaf)));
    }
    CHECK(count(*result, branch_rows(tree, 3, *result)) == rows(0) + rows(1));
    CHECK(count(*result, branch_rows(tree, 4, *result)) == n);
    CHECK(std::get<Labelled>(branch_rows(tree, 4, *result)->what).origin ==
          "branch of 3,000 rows in Ward's tree");
    CHECK_FALSE(branch_rows(tree, 5, *result));
    CHECK_FALSE(branch_rows(tree, -1, *result));
    CHECK_FALSE(branch_rows(nullptr, 0, *result));
}

TEST_CASE("a cell of Ward against K-Means holds as many rows as it says, in both clusters") {
    Pipeline pipeline(std::make_shared<const data::Table>(sample::make_sample(2000, 7)));
    for (const Method method : {Method::kmeans, Method::ward}) {
        Settings settings;
        settings.method = method;
        base::Progress progress;
        const auto result = pipeline.final_result(settings, progress);
        StudyContext context;
        const auto made = std::get<Comparison>(run_study(
            Study::compare, *result, context, [](const auto&) {}, progress));
        for (int ward = 0; ward < made.k; ++ward)
            for (int kmeans = 0; kmeans < made.k; ++kmeans)
                CHECK(count(*result, shared_rows(made, ward, kmeans, *result)) ==
                      made.contingency[static_cast<std::size_t>(ward * made.k + kmeans)]);
        const auto shared = rows_in(*result, *shared_rows(made, 1, 1, *result));
        for (std::size_t row = 0; row < result->rows(); ++row)
            if (shared->contains(result->prepared.rows->rows[row]))
                REQUIRE(made.kmeans->labels[row] == 1);
        Comparison without = made;
        without.kmeans.reset();
        CHECK_FALSE(shared_rows(without, 0, 0, *result));
        Comparison finer = made;
        finer.ward_of_leaf.clear();
        CHECK_FALSE(shared_rows(finer, 0, 0, *result));
    }
}

#include <algorithm>

#include <doctest/doctest.h>

#include "analysis/ward/ward.h"
#include "base/error.h"
#include "support/kmeans_checks.h"
#include "support/kmeans_matrix.h"
#include "support/ward_checks.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using test::tree_of;

namespace {

// Five rows on a line: 0 and 1 merge at 1, 10 and 12 at 2, then 30 joins them, last 0 and 1.
features::Matrix five_rows() {
    const std::vector<double> values{10, 0, 30, 12, 1};
    return test::matrix_of(values, 1);
}

using Ints = std::vector<int>;

} // namespace

TEST_CASE("the last merges of a tree are a smaller tree over clusters of rows") {
    const WardTree tree = tree_of(five_rows());
    CHECK(test::pairs_of(tree) == test::Pairs{{1, 4}, {0, 3}, {5, 6}, {2, 7}});
    const Dendrogram dendrogram = last_merges(tree, 2);
    CHECK(dendrogram.leaf_rows == std::vector<std::size_t>{2, 2, 1});
    CHECK(dendrogram.leaf_of_row == std::vector<Label>{0, 1, 2, 0, 1});
    REQUIRE(dendrogram.merges.size() == 2);
    CHECK(dendrogram.merges[0] == Merge{0, 1, tree.merges[2].height, 4});
    CHECK(dendrogram.merges[1] == Merge{2, 3, tree.merges[3].height, 5});
}

TEST_CASE("a dendrogram of all merges has the rows as leaves, one of none a single leaf") {
    const WardTree tree = tree_of(five_rows());
    const Dendrogram all = last_merges(tree);
    CHECK(all.merges == tree.merges);
    CHECK(all.leaf_of_row == std::vector<Label>{0, 1, 2, 3, 4});
    const Dendrogram none = last_merges(tree, 0);
    CHECK(none.leaf_rows == std::vector<std::size_t>{5});
    CHECK(none.merges.empty());
    CHECK(cut_leaves(none, 1) == Ints{0});
    CHECK(leaf_order(none) == Ints{0});
    CHECK(last_merges(WardTree{}).leaves() == 0);
    CHECK(leaf_order(Dendrogram{}).empty());
    CHECK(last_merges(tree_of(test::matrix_of(std::vector<double>{4}, 1))).leaves() == 1);
}

TEST_CASE("cuts of a dendrogram number their clusters by the lowest leaf") {
    const Dendrogram dendrogram = last_merges(tree_of(five_rows()));
    CHECK(cut_leaves(dendrogram, 1) == Ints{0, 0, 0, 0, 0});
    CHECK(cut_leaves(dendrogram, 2) == Ints{0, 0, 1, 0, 0});
    CHECK(cut_leaves(dendrogram, 3) == Ints{0, 1, 2, 0, 1});
    CHECK(cut_leaves(dendrogram, 4) == Ints{0, 1, 2, 3, 1});
    CHECK(cut_leaves(dendrogram, 5) == Ints{0, 1, 2, 3, 4});
}

TEST_CASE("the heights that give k clusters lie between two merges") {
    const WardTree tree = tree_of(five_rows());
    const Dendrogram dendrogram = last_merges(tree, 3);
    REQUIRE(dendrogram.leaves() == 4);
    CHECK(cut_range(dendrogram, 1).low == tree.merges[3].height);
    CHECK(cut_range(dendrogram, 1).high == 2.0 * tree.merges[3].height);
    CHECK(cut_range(dendrogram, 2).low == tree.merges[2].height);
    CHECK(cut_range(dendrogram, 2).high == tree.merges[3].height);
    CHECK(cut_range(dendrogram, 4).low == 0.0);
    CHECK(cut_range(dendrogram, 4).high == tree.merges[1].height);
    CHECK(cut_range(last_merges(tree, 0), 1).high == 0.0);
}

TEST_CASE("leaves are ordered so that branches do not cross and the larger branch comes first") {
    const Dendrogram dendrogram = last_merges(tree_of(five_rows()));
    // {0, 3} and {1, 4} have two rows each: the lowest leaf first; row 2 joins last and alone.
    CHECK(leaf_order(dendrogram) == Ints{0, 3, 1, 4, 2});
    const Dendrogram cloud = last_merges(tree_of(test::cloud_matrix({.rows = 900})));
    const Ints order = leaf_order(cloud);
    for (int k = 1; k <= static_cast<int>(cloud.leaves()); ++k) {
        const Ints cluster = cut_leaves(cloud, k);
        int runs = 1;
        for (std::size_t i = 1; i < order.size(); ++i)
            runs += cluster[static_cast<std::size_t>(order[i])] !=
                    cluster[static_cast<std::size_t>(order[i - 1])];
        CHECK(runs == k);
    }
}

TEST_CASE("a cut tree has the means, sizes and inertia of its clusters") {
    const features::Matrix matrix = five_rows();
    const Clustering cut = cut_tree(tree_of(matrix), matrix, 3);
    CHECK(cut.k == 3);
    CHECK(cut.labels == std::vector<Label>{0, 1, 2, 0, 1});
    CHECK(cut.sizes == std::vector<std::size_t>{2, 2, 1});
    CHECK(cut.centres[0] == doctest::Approx(11.0));
    CHECK(cut.centres[1] == doctest::Approx(0.5));
    CHECK(cut.centres[2] == doctest::Approx(30.0));
    CHECK(cut.inertia == doctest::Approx(2.5));
    CHECK(cut.iterations == 0);
    CHECK(cut.converged);
}

TEST_CASE("a tree can be cut into more clusters than a dendrogram shows, but not than rows") {
    const features::Matrix matrix = test::cloud_matrix({.rows = 800, .d = 3});
    const WardTree tree = tree_of(matrix);
    double inertia = 0.0; // of k clusters, from the heights
    for (const Merge& merge : tree.merges)
        inertia += 0.5 * merge.height * merge.height;
    for (int k = 1; k <= kMaximumClusters; ++k) {
        const Clustering cut = cut_tree(tree, matrix, k);
        CHECK(std::count(cut.sizes.begin(), cut.sizes.end(), std::size_t{0}) == 0);
        CHECK(cut.inertia == doctest::Approx(inertia).epsilon(1e-9));
        const double height = tree.merges[tree.merges.size() - static_cast<std::size_t>(k)].height;
        inertia -= 0.5 * height * height;
    }
    const features::Matrix few = five_rows();
    CHECK_THROWS_WITH_AS(cut_tree(tree_of(few), few, 6),
                         "k = 6 needs at least 6 rows; the table has 5", base::Error);
    CHECK(cut_tree(tree_of(few), few, 5).inertia == 0.0);
}

#include "analysis/explain/label_tree.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "base/parallel.h"
#include "base/random.h"

using namespace cohortscope;
using namespace cohortscope::analysis;

namespace {

// Rows of a few features with labels; centres are the means, distances those of the raw features.
struct Case {
    std::vector<std::vector<double>> columns; // d, each of n
    std::vector<Label> labels;
    int k = 1;
    std::vector<FeatureBins> bins;
    std::vector<double> centres;
    std::vector<float> distances;

    Case(std::vector<std::vector<double>> of, std::vector<Label> label, int clusters)
        : columns(std::move(of)), labels(std::move(label)), k(clusters) {
        const std::size_t d = columns.size(), n = labels.size();
        const auto count = static_cast<std::size_t>(k);
        centres.assign(count * d, 0.0);
        std::vector<double> sizes(count, 0.0);
        for (std::size_t row = 0; row < n; ++row) {
            sizes[labels[row]] += 1.0;
            for (std::size_t f = 0; f < d; ++f)
                centres[labels[row] * d + f] += columns[f][row];
        }
        for (std::size_t i = 0; i < centres.size(); ++i)
            centres[i] /= std::max(1.0, sizes[i / d]);
        for (std::size_t row = 0; row < n; ++row)
            for (std::size_t c = 0; c < count; ++c) {
                double sum = 0.0;
                for (std::size_t f = 0; f < d; ++f)
                    sum += std::pow(columns[f][row] - centres[c * d + f], 2);
                distances.push_back(static_cast<float>(sum));
            }
        for (const std::vector<double>& column : columns)
            bins.push_back(bin_values(column));
    }

    TreeInput input(int most = kMostLeaves) const {
        return {bins, labels, k, centres, distances, most};
    }
};

Case random_case(std::uint64_t seed, std::size_t n, std::size_t d, int k) {
    base::Random random(seed);
    std::vector<std::vector<double>> columns(d, std::vector<double>(n));
    std::vector<Label> labels(n);
    for (std::size_t row = 0; row < n; ++row) {
        labels[row] = static_cast<Label>(random.below(static_cast<std::uint64_t>(k)));
        for (std::size_t f = 0; f < d; ++f)
            columns[f][row] = std::floor(random.uniform() * 6.0) +
                              labels[row] * ((f + labels[row]) % 3 == 0 ? 2.0 : 0.0);
    }
    return {columns, labels, k};
}

double gini_rows(const std::vector<std::size_t>& counts) {
    double sum = 0.0, squares = 0.0;
    for (const std::size_t count : counts) {
        sum += static_cast<double>(count);
        squares += static_cast<double>(count) * static_cast<double>(count);
    }
    return sum > 0.0 ? sum - squares / sum : 0.0;
}

} // namespace

TEST_CASE("two clusters on one feature are told apart by one threshold") {
    const Case of({{1, 2, 3, 10, 11, 12}}, {0, 0, 0, 1, 1, 1}, 2);
    base::Progress progress;
    for (const LabelTree& tree :
         {separating_tree(of.input(), progress), impurity_tree(of.input(), progress)}) {
        REQUIRE(tree.most_leaves() >= 2);
        CHECK(tree.nodes[0].feature == 0);
        CHECK(of.bins[0].highest[tree.nodes[0].bin] == 3.0);
        CHECK(tree.agreeing(1) == 3);
        CHECK(tree.agreeing(2) == 6);
        CHECK(tree.cost(2) == doctest::Approx(4.0));
        for (std::size_t row = 0; row < 6; ++row)
            CHECK(tree.below(row < 3 ? 1 : 2)[(*tree.reached)[row]]);
    }
}

TEST_CASE(
    "the separating tree makes the fewest mistakes that any threshold between centres makes") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Case of = random_case(seed, 60, 3, 3);
        base::Progress progress;
        const LabelTree tree = separating_tree(of.input(3), progress);
        // By brute force over every threshold of every feature.
        std::size_t fewest = 1000;
        for (std::size_t f = 0; f < 3; ++f)
            for (std::size_t bin = 0; bin + 1 < of.bins[f].size(); ++bin) {
                std::size_t lower = 0, mistakes = 0;
                for (std::size_t c = 0; c < 3; ++c)
                    lower += of.bins[f].bin_of(of.centres[c * 3 + f]) <= bin ? 1 : 0;
                if (lower == 0 || lower == 3)
                    continue;
                for (std::size_t row = 0; row < 60; ++row)
                    mistakes +=
                        (of.bins[f].of_row[row] <= bin) !=
                                (of.bins[f].bin_of(of.centres[of.labels[row] * 3 + f]) <= bin)
                            ? 1
                            : 0;
                fewest = std::min(fewest, mistakes);
            }
        const auto f = static_cast<std::size_t>(tree.nodes[0].feature);
        std::size_t mistakes = 0;
        for (std::size_t row = 0; row < 60; ++row)
            mistakes +=
                (of.bins[f].of_row[row] <= tree.nodes[0].bin) !=
                        (of.bins[f].bin_of(of.centres[of.labels[row] * 3 + f]) <= tree.nodes[0].bin)
                    ? 1
                    : 0;
        CHECK(mistakes == fewest);
    }
}

TEST_CASE("the impurity tree's first split lowers the impurity most, by brute force") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Case of = random_case(seed, 50, 4, 4);
        base::Progress progress;
        const LabelTree tree = impurity_tree(of.input(2), progress);
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t f = 0; f < 4; ++f)
            for (std::size_t bin = 0; bin + 1 < of.bins[f].size(); ++bin) {
                std::vector<std::size_t> lower(4, 0), upper(4, 0);
                for (std::size_t row = 0; row < 50; ++row)
                    ++(of.bins[f].of_row[row] <= bin ? lower : upper)[of.labels[row]];
                least = std::min(least, gini_rows(lower) + gini_rows(upper));
            }
        REQUIRE(tree.nodes.size() == 3);
        CHECK(gini_rows(tree.nodes[1].in_cluster) + gini_rows(tree.nodes[2].in_cluster) ==
              doctest::Approx(least).epsilon(1e-12));
    }
}

TEST_CASE("leaves part the rows; more leaves agree with no fewer rows and cost no more") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Case of = random_case(seed, 400, 3, 5);
        base::Progress progress;
        const LabelTree separating = separating_tree(of.input(), progress);
        const LabelTree impurity = impurity_tree(of.input(), progress);
        for (int leaves = 1; leaves <= separating.most_leaves(); ++leaves) {
            std::size_t rows = 0;
            for (const int leaf : separating.leaves(leaves))
                rows += separating.nodes[static_cast<std::size_t>(leaf)].rows;
            CHECK(rows == 400);
            CHECK(separating.leaves(leaves).size() == static_cast<std::size_t>(leaves));
            if (leaves > 1)
                CHECK(separating.cost(leaves) <= separating.cost(leaves - 1) * (1 + 1e-12));
        }
        for (int leaves = 2; leaves <= impurity.most_leaves(); ++leaves)
            CHECK(impurity.agreeing(leaves) >= impurity.agreeing(leaves - 1));
        // What a leaf counts is what reaches it.
        const int most = impurity.most_leaves();
        for (int node = 0; node < static_cast<int>(impurity.nodes.size()); ++node) {
            const std::vector<bool> below = impurity.below(node);
            std::size_t rows = 0;
            for (const Label reached : *impurity.reached)
                rows += below[reached] ? 1 : 0;
            CHECK(rows == impurity.nodes[static_cast<std::size_t>(node)].rows);
        }
        // And what reaches it is on its side of every threshold.
        for (std::size_t row = 0; row < 400; ++row) {
            int at = 0;
            while (!impurity.is_leaf(at, most)) {
                const TreeNode& node = impurity.nodes[static_cast<std::size_t>(at)];
                const FeatureBins& bins = of.bins[static_cast<std::size_t>(node.feature)];
                at = bins.of_row[row] <= node.bin ? node.lower : node.upper;
            }
            CHECK(at == (*impurity.reached)[row]);
        }
    }
}

TEST_CASE("trees have the same nodes on any number of threads") {
    const Case of = random_case(3, 30000, 4, 6);
    base::Progress progress;
    std::vector<LabelTree> trees;
    for (const int threads : {1, 2, 7}) {
        const base::ThreadLimit limit(threads);
        trees.push_back(separating_tree(of.input(), progress));
        trees.push_back(impurity_tree(of.input(), progress));
    }
    for (std::size_t i = 2; i < trees.size(); ++i) {
        REQUIRE(trees[i].nodes.size() == trees[i % 2].nodes.size());
        for (std::size_t node = 0; node < trees[i].nodes.size(); ++node) {
            CHECK(trees[i].nodes[node].bin == trees[i % 2].nodes[node].bin);
            CHECK(trees[i].nodes[node].feature == trees[i % 2].nodes[node].feature);
            CHECK(trees[i].nodes[node].cost == trees[i % 2].nodes[node].cost);
        }
    }
}

TEST_CASE("trees of degenerate tables are one leaf, or as many as can be told apart") {
    base::Progress progress;
    const Case one({{4.0}}, {0}, 1);
    CHECK(separating_tree(one.input(), progress).most_leaves() == 1);
    CHECK(impurity_tree(one.input(), progress).most_leaves() == 1);
    // Equal rows in two clusters, as a reseeded K-Means may leave them.
    const Case same({{1, 1, 1, 1}}, {0, 1, 0, 1}, 2);
    CHECK(separating_tree(same.input(), progress).most_leaves() == 1);
    CHECK(impurity_tree(same.input(), progress).most_leaves() == 1);
    CHECK(impurity_tree(same.input(), progress).agreeing(1) == 2);
    // A cluster without rows.
    const Case empty({{1, 2, 8, 9}}, {0, 0, 2, 2}, 3);
    CHECK(separating_tree(empty.input(), progress).agreeing(2) >= 2);
    CHECK(impurity_tree(empty.input(), progress).agreeing(2) == 4);
    progress.cancel();
    CHECK_THROWS_AS(impurity_tree(same.input(), progress), base::Cancelled);
}

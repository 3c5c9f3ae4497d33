// What Ward's tree promises, checked without a kd-tree; and its peer's input and answer.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "analysis/ward/ward.h"

namespace cohortscope::test {

inline analysis::WardTree tree_of(const features::Matrix& matrix) {
    base::Progress progress;
    return analysis::ward(matrix, progress);
}

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

inline Pairs pairs_of(const analysis::WardTree& tree) {
    Pairs pairs;
    for (const analysis::Merge& merge : tree.merges)
        pairs.emplace_back(merge.first, merge.second);
    return pairs;
}

inline double total_height(const analysis::WardTree& tree) {
    double total = 0.0;
    for (const analysis::Merge& merge : tree.merges)
        total += merge.height;
    return total;
}

struct PlainCluster {
    std::vector<double> sum; // d
    double rows = 0.0;       // 0: merged away
};

inline double plain_cost(const PlainCluster& a, const PlainCluster& b) {
    double squares = 0.0;
    for (std::size_t f = 0; f < a.sum.size(); ++f) {
        const double difference = a.sum[f] / a.rows - b.sum[f] / b.rows;
        squares += difference * difference;
    }
    return a.rows * b.rows / (a.rows + b.rows) * squares;
}

// Replays the tree: each merge has its height, and no pair present costs less. O(n³).
inline void check_greedy(const analysis::WardTree& tree, const features::Matrix& matrix) {
    std::vector<PlainCluster> clusters(matrix.rows);
    for (std::size_t row = 0; row < matrix.rows; ++row) {
        for (const auto& column : matrix.columns)
            clusters[row].sum.push_back(static_cast<double>(column->values[row]));
        clusters[row].rows = 1.0;
    }
    REQUIRE(tree.merges.size() + 1 == matrix.rows);
    std::size_t wrong_heights = 0, not_cheapest = 0;
    for (const analysis::Merge& merge : tree.merges) {
        PlainCluster& a = clusters[merge.first];
        PlainCluster& b = clusters[merge.second];
        REQUIRE(a.rows * b.rows > 0.0);
        const double cost = plain_cost(a, b);
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < clusters.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (clusters[i].rows * clusters[j].rows > 0.0)
                    least = std::min(least, plain_cost(clusters[i], clusters[j]));
        wrong_heights += std::abs(merge.height - std::sqrt(2.0 * cost)) > 1e-9 * merge.height;
        not_cheapest += cost > least * (1.0 + 1e-9);
        PlainCluster whole = a;
        whole.rows += b.rows;
        for (std::size_t f = 0; f < whole.sum.size(); ++f)
            whole.sum[f] += b.sum[f];
        CHECK(merge.rows == whole.rows);
        a.rows = b.rows = 0.0;
        clusters.push_back(whole);
    }
    CHECK(wrong_heights == 0);
    CHECK(not_cheapest == 0);
}

// One table for tests/bench/reference/ward.py.
inline nlohmann::json peer_table(const features::Matrix& matrix, const std::vector<int>& cuts,
                                 bool vector) {
    std::vector<double> values;
    for (std::size_t row = 0; row < matrix.rows; ++row)
        for (const auto& column : matrix.columns)
            values.push_back(static_cast<double>(column->values[row]));
    return {{"d", matrix.dimensions()}, {"values", values}, {"cuts", cuts}, {"vector", vector}};
}

// The worst relative difference between our heights and the peer's, both ascending.
inline double worst_height_error(const analysis::WardTree& tree, const nlohmann::json& answer) {
    const auto theirs = answer["heights"].get<std::vector<double>>();
    REQUIRE(theirs.size() == tree.merges.size());
    double worst = 0.0;
    for (std::size_t i = 0; i < theirs.size(); ++i)
        worst = std::max(worst, std::abs(tree.merges[i].height / theirs[i] - 1.0));
    return worst;
}

} // namespace cohortscope::test

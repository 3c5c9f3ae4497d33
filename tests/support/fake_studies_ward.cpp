// A small agglomeration of made-up leaves, and its comparison with a result's clusters.
#include "support/fake_studies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "analysis/agreement.h"
#include "base/random.h"

namespace cohortscope::tests {

namespace {

struct Group {
    std::uint32_t number = 0; // as in a Merge
    double rows = 0;
    std::array<double, 3> mean{};
};

// Δ of Ward's criterion.
double cost(const Group& a, const Group& b) {
    double squares = 0.0;
    for (std::size_t i = 0; i < a.mean.size(); ++i)
        squares += (a.mean[i] - b.mean[i]) * (a.mean[i] - b.mean[i]);
    return a.rows * b.rows / (a.rows + b.rows) * squares;
}

// The cheapest pair, the earliest of equal ones.
std::pair<std::size_t, std::size_t> cheapest(const std::vector<Group>& groups) {
    std::pair<std::size_t, std::size_t> best{0, 1};
    for (std::size_t i = 0; i < groups.size(); ++i)
        for (std::size_t j = i + 1; j < groups.size(); ++j)
            if (cost(groups[i], groups[j]) < cost(groups[best.first], groups[best.second]))
                best = {i, j};
    return best;
}

std::vector<std::size_t> uneven_leaves(std::size_t rows, std::size_t leaves, base::Random& random) {
    std::vector<double> weights(leaves);
    for (double& weight : weights)
        weight = std::exp(1.1 * random.normal());
    weights[leaves / 2] = 0.0;
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<std::size_t> sizes(leaves, 1);
    const auto room = static_cast<double>(rows - leaves);
    for (std::size_t leaf = 0; leaf < leaves; ++leaf)
        sizes[leaf] += static_cast<std::size_t>(weights[leaf] / all * room);
    sizes[0] += rows - std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
    return sizes;
}

// Leaves lie around five places.
std::vector<Group> groups_of(const std::vector<std::size_t>& sizes, base::Random& random) {
    constexpr std::array<double, 3> kPlaces[] = {
        {0, 0, 0}, {4, 0, 1}, {0, 3, -2}, {-3, -2, 2}, {1, -3, -3}};
    std::vector<Group> groups;
    for (std::size_t leaf = 0; leaf < sizes.size(); ++leaf) {
        Group group{static_cast<std::uint32_t>(leaf), static_cast<double>(sizes[leaf]),
                    kPlaces[leaf * 7 % 5]};
        for (double& part : group.mean)
            part += 0.7 * random.normal();
        groups.push_back(group);
    }
    return groups;
}

// How a leaf's rows fall into K-Means' clusters: three quarters go to the preferred one while it
// has room, the rest wherever room is left, so that both margins are met.
void deal(std::vector<std::size_t>& counts, std::vector<std::size_t>& room, std::size_t rows,
          std::size_t preferred) {
    const std::size_t first = std::min(rows - rows / 4, room[preferred]);
    counts[preferred] += first;
    room[preferred] -= first;
    std::size_t left = rows - first;
    while (left > 0) {
        const auto widest = std::max_element(room.begin(), room.end());
        const std::size_t part = std::min({left, *widest, rows / 8 + 1});
        counts[static_cast<std::size_t>(widest - room.begin())] += part;
        *widest -= part;
        left -= part;
    }
}

// Which K-Means cluster each of Ward's is made to resemble: the largest ones each other.
std::vector<std::size_t> partners(const std::vector<std::size_t>& ward,
                                  const std::vector<std::size_t>& kmeans) {
    const auto by_size = [](const std::vector<std::size_t>& sizes) {
        std::vector<std::size_t> order(sizes.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
        return order;
    };
    const auto a = by_size(ward), b = by_size(kmeans);
    std::vector<std::size_t> partner(ward.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        partner[a[i]] = b[i];
    return partner;
}

void sum_contingency(engine::Comparison& comparison) {
    const auto k = static_cast<std::size_t>(comparison.k);
    comparison.contingency.assign(k * k, 0);
    comparison.ward_sizes.assign(k, 0);
    for (std::size_t leaf = 0; leaf < comparison.ward_of_leaf.size(); ++leaf)
        for (std::size_t c = 0; c < k; ++c) {
            const auto ward = static_cast<std::size_t>(comparison.ward_of_leaf[leaf]);
            comparison.contingency[ward * k + c] += comparison.leaf_counts[leaf * k + c];
            comparison.ward_sizes[ward] += comparison.leaf_counts[leaf * k + c];
        }
    comparison.adjusted_rand =
        analysis::adjusted_rand_index(comparison.contingency, comparison.k, comparison.k);
    comparison.normalized_mutual_information =
        analysis::normalized_mutual_information(comparison.contingency, comparison.k, comparison.k);
}

} // namespace

analysis::Dendrogram fake_dendrogram(std::size_t rows, std::size_t leaves) {
    base::Random random(7);
    analysis::Dendrogram dendrogram;
    dendrogram.leaf_rows = uneven_leaves(rows, leaves, random);
    std::vector<Group> groups = groups_of(dendrogram.leaf_rows, random);
    while (groups.size() > 1) {
        const auto [i, j] = cheapest(groups);
        const Group a = groups[i], b = groups[j];
        Group whole{static_cast<std::uint32_t>(leaves + dendrogram.merges.size()), a.rows + b.rows};
        for (std::size_t d = 0; d < whole.mean.size(); ++d)
            whole.mean[d] = (a.rows * a.mean[d] + b.rows * b.mean[d]) / whole.rows;
        dendrogram.merges.push_back({std::min(a.number, b.number), std::max(a.number, b.number),
                                     std::sqrt(2.0 * cost(a, b)),
                                     static_cast<std::uint32_t>(whole.rows)});
        groups.erase(groups.begin() + static_cast<long>(j));
        groups[i] = whole;
    }
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) // leaves ascend by their lowest row
        dendrogram.leaf_of_row.push_back(static_cast<analysis::Label>(leaf));
    for (std::size_t leaf = 0; leaf < leaves; ++leaf)
        dendrogram.leaf_of_row.insert(dendrogram.leaf_of_row.end(), dendrogram.leaf_rows[leaf] - 1,
                                      static_cast<analysis::Label>(leaf));
    return dendrogram;
}

engine::WardStudy fake_ward(std::size_t rows) {
    return {nullptr, std::make_shared<const analysis::Dendrogram>(fake_dendrogram(rows))};
}

engine::Comparison fake_comparison(const engine::Result& result) {
    engine::Comparison comparison;
    comparison.k = result.clustering->k;
    comparison.dendrogram = fake_ward(result.rows()).dendrogram;
    comparison.kmeans_sizes = result.clustering->sizes;
    const auto k = static_cast<std::size_t>(comparison.k);
    const std::vector<int> cut = analysis::cut_leaves(*comparison.dendrogram, comparison.k);
    const auto& leaf_rows = comparison.dendrogram->leaf_rows;
    std::vector<std::size_t> ward(k, 0), room = comparison.kmeans_sizes;
    for (std::size_t leaf = 0; leaf < cut.size(); ++leaf)
        ward[static_cast<std::size_t>(cut[leaf])] += leaf_rows[leaf];
    const std::vector<std::size_t> partner = partners(ward, comparison.kmeans_sizes);
    for (std::size_t leaf = 0; leaf < cut.size(); ++leaf) {
        const std::size_t own = partner[static_cast<std::size_t>(cut[leaf])];
        std::vector<std::size_t> counts(k, 0);
        deal(counts, room, leaf_rows[leaf], own);
        comparison.leaf_counts.insert(comparison.leaf_counts.end(), counts.begin(), counts.end());
        comparison.ward_of_leaf.push_back(static_cast<int>(own));
    }
    for (int i = 0; i < comparison.k; ++i) // not the order of the rows, as in life
        comparison.ward_number.push_back((i + 1) % comparison.k);
    sum_contingency(comparison);
    return comparison;
}

} // namespace cohortscope::tests

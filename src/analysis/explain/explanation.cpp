#include "analysis/explain/explanation.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// k × d row-major: means of the raw features by cluster.
std::vector<double> raw_centres(const features::FeatureSet& features,
                                const std::vector<std::size_t>& columns,
                                const Clustering& clustering) {
    const auto k = static_cast<std::size_t>(clustering.k);
    std::vector<double> centres(k * columns.size(), 0.0);
    base::for_each_task(columns.size(), [&](std::size_t i) {
        const features::Column<double>& values = features.columns[columns[i]]->values;
        std::vector<double> sums(k, 0.0);
        for (std::size_t row = 0; row < values.size(); ++row)
            sums[clustering.labels[row]] += values[row];
        for (std::size_t cluster = 0; cluster < k; ++cluster)
            centres[cluster * columns.size() + i] =
                sums[cluster] /
                static_cast<double>(std::max<std::size_t>(1, clustering.sizes[cluster]));
    });
    return centres;
}

// n × k row-major: squared, in the scaled, weighted space.
base::Buffer<float> squared_distances(const features::Matrix& matrix,
                                      const Clustering& clustering) {
    const auto k = static_cast<std::size_t>(clustering.k);
    const std::size_t d = matrix.dimensions();
    base::Buffer<float> distances(matrix.rows * k);
    base::for_each_chunk(matrix.rows, base::kChunkRows, [&](const base::Chunk& chunk) {
        std::vector<double> sums(chunk.size() * k, 0.0);
        for (std::size_t column = 0; column < d; ++column) {
            const features::MatrixColumn& of = *matrix.columns[column];
            for (std::size_t cluster = 0; cluster < k; ++cluster) {
                const double centre = clustering.centres[cluster * d + column] - of.offset;
                for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                    const double apart = static_cast<double>(of.values[row]) - centre;
                    sums[(row - chunk.begin) * k + cluster] += apart * apart;
                }
            }
        }
        for (std::size_t i = 0; i < sums.size(); ++i)
            distances[chunk.begin * k + i] = static_cast<float>(sums[i]);
    });
    return distances;
}

std::vector<ExplainedTree> best_of_each(const Explanation& of, double inertia) {
    const int most = std::max(of.separating.most_leaves(), of.impurity.most_leaves());
    const auto rows = static_cast<double>(std::max<std::size_t>(1, of.rows));
    std::vector<ExplainedTree> best;
    for (int leaves = 1; leaves <= most; ++leaves) {
        const bool has_separating = leaves <= of.separating.most_leaves();
        const bool has_impurity = leaves <= of.impurity.most_leaves();
        const bool separates =
            has_separating &&
            (!has_impurity || of.separating.agreeing(leaves) >= of.impurity.agreeing(leaves));
        const LabelTree& tree = separates ? of.separating : of.impurity;
        best.push_back({separates, static_cast<double>(tree.agreeing(leaves)) / rows,
                        inertia > 0.0 ? std::max(1.0, tree.cost(leaves) / inertia) : 1.0});
    }
    return best;
}

} // namespace

int Explanation::suggested_leaves() const {
    double most = 0.0;
    for (const ExplainedTree& tree : best)
        most = std::max(most, tree.agreement);
    int leaves = std::min(k, most_leaves());
    while (leaves < most_leaves() &&
           best[static_cast<std::size_t>(leaves - 1)].agreement < std::min(0.95, most - 0.02))
        ++leaves;
    return leaves;
}

Explanation explain(const features::FeatureSet& features, const features::Matrix& matrix,
                    const Clustering& clustering, base::Progress& progress) {
    ENSURE(features.columns.size() == matrix.dimensions());
    Explanation made;
    made.k = clustering.k;
    made.rows = matrix.rows;
    for (std::size_t column = 0; column < matrix.dimensions(); ++column)
        if (matrix.columns[column]->weight > 0.0 && matrix.columns[column]->variance > 0.0)
            made.columns.push_back(column);
    auto bins = std::make_shared<std::vector<FeatureBins>>(made.columns.size());
    base::for_each_task(made.columns.size(), [&](std::size_t i) {
        const features::Column<double>& values = features.columns[made.columns[i]]->values;
        (*bins)[i] = bin_values({values.data(), values.size()});
    });
    made.bins = bins;
    progress.checkpoint(0.2);
    const std::vector<double> centres = raw_centres(features, made.columns, clustering);
    const base::Buffer<float> distances = squared_distances(matrix, clustering);
    progress.checkpoint(0.3);
    const TreeInput input{*made.bins, clustering.labels, clustering.k,
                          centres,    distances,         std::max(kMostLeaves, clustering.k)};
    made.separating = separating_tree(input, progress);
    progress.checkpoint(0.7);
    made.impurity = impurity_tree(input, progress);
    made.best = best_of_each(made, clustering.inertia);
    return made;
}

std::vector<LeafRange> leaf_ranges(const Explanation& explanation, int leaves, int node) {
    const LabelTree& tree = explanation.tree(leaves);
    std::vector<LeafRange> all(explanation.columns.size());
    for (int at = node; at > 0;) {
        const int parent = tree.nodes[static_cast<std::size_t>(at)].parent;
        const TreeNode& of = tree.nodes[static_cast<std::size_t>(parent)];
        LeafRange& range = all[static_cast<std::size_t>(of.feature)];
        if (of.lower == at)
            range.upto = std::min(range.upto.value_or(of.bin), of.bin);
        else
            range.above = std::max(range.above.value_or(of.bin), of.bin);
        at = parent;
    }
    std::vector<LeafRange> asked;
    for (std::size_t feature = 0; feature < all.size(); ++feature)
        if (all[feature].above || all[feature].upto)
            asked.push_back({feature, all[feature].above, all[feature].upto});
    return asked;
}

} // namespace cohortscope::analysis

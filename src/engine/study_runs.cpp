#include "engine/study_runs.h"

#include "analysis/agreement.h"
#include "analysis/kmeans/labelled.h"
#include "analysis/neighbours/hopkins.h"
#include "engine/elbow_study.h"
#include "engine/peer_study.h"
#include "engine/sensitivity.h"
#include "engine/stages.h"

namespace cohortscope::engine {

namespace {

using analysis::Clustering;
using analysis::Label;

constexpr std::size_t kProfileLines = 512; // more than a chart's band has pixels

SilhouetteStudy study_silhouette(const Result& result, base::Progress& progress) {
    const Clustering& clustering = *result.clustering;
    const analysis::Labelling labelling{clustering.labels, clustering.k};
    SilhouetteStudy study;
    study.silhouette = std::move(
        analysis::silhouettes(*result.prepared.matrix, {&labelling, 1}, progress).front());
    study.sizes = clustering.sizes;
    for (int cluster = 0; cluster < clustering.k; ++cluster)
        study.profiles.push_back(
            analysis::sorted_profile(study.silhouette, labelling, cluster, kProfileLines));
    std::vector<std::uint32_t> negative;
    for (std::size_t row = 0; row < result.rows(); ++row)
        if (study.silhouette.values[row] < 0.0)
            negative.push_back(result.prepared.rows->rows[row]);
    study.negative =
        std::make_shared<const RowSet>(RowSet::of(negative, result.prepared.table->rows));
    for (const std::size_t rows : study.silhouette.negative)
        study.negative_rows += rows;
    return study;
}

std::shared_ptr<const Clustering> kmeans_of(const Result& result, base::Progress& progress) {
    if (result.settings.method == Method::kmeans)
        return result.clustering;
    Clustering made =
        analysis::fit_kmeans(*result.prepared.matrix, result.settings.kmeans, progress);
    analysis::number_canonically(made, result.prepared.rows->numbering());
    return std::make_shared<const Clustering>(std::move(made));
}

// Ward's clusters at k: of each row, and of each leaf where there are enough leaves.
struct Cut {
    std::vector<Label> of_row;
    std::vector<int> of_leaf;
};

Cut cut_at(const WardStudy& ward, const features::Matrix& matrix, int k) {
    Cut cut;
    if (static_cast<std::size_t>(k) > ward.dendrogram->leaves()) {
        cut.of_row = analysis::cut_tree(*ward.tree, matrix, k).labels;
        return cut;
    }
    cut.of_leaf = analysis::cut_leaves(*ward.dendrogram, k);
    cut.of_row.reserve(matrix.rows);
    for (const Label leaf : ward.dendrogram->leaf_of_row)
        cut.of_row.push_back(static_cast<Label>(cut.of_leaf[leaf]));
    return cut;
}

// The number that each of Ward's clusters has in a result whose method is Ward.
std::vector<int> canonical_numbers(const Cut& cut, const Result& result, int k) {
    Clustering ward = analysis::labelled(*result.prepared.matrix, cut.of_row, k);
    analysis::number_canonically(ward, result.prepared.rows->numbering());
    std::vector<int> numbers(static_cast<std::size_t>(k), 0);
    for (std::size_t row = 0; row < cut.of_row.size(); ++row)
        numbers[cut.of_row[row]] = ward.labels[row];
    return numbers;
}

// Ward's clusters put in another order: the one that shares most with K-Means' cluster c becomes c.
void put_shared_on_diagonal(Comparison& made) {
    const auto k = static_cast<std::size_t>(made.k);
    const std::vector<int> place = analysis::assign_maximal(made.contingency, made.k, made.k);
    const std::vector<std::size_t> before = made.contingency;
    for (std::size_t ward = 0; ward < k; ++ward)
        std::copy_n(before.begin() + static_cast<std::ptrdiff_t>(ward * k), k,
                    made.contingency.begin() +
                        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(place[ward]) * k));
    for (int& cluster : made.ward_of_leaf)
        cluster = place[static_cast<std::size_t>(cluster)];
    const std::vector<int> numbers = made.ward_number;
    for (std::size_t ward = 0; ward < k; ++ward)
        made.ward_number[static_cast<std::size_t>(place[ward])] = numbers[ward];
}

Comparison compare(const Result& result, const WardStudy& ward, const Clustering& kmeans) {
    const int k = kmeans.k;
    const Cut cut = cut_at(ward, *result.prepared.matrix, k);
    Comparison made;
    made.k = k;
    made.dendrogram = ward.dendrogram;
    made.leaf_counts =
        analysis::contingency(ward.dendrogram->leaf_of_row,
                              static_cast<int>(ward.dendrogram->leaves()), kmeans.labels, k);
    made.kmeans_sizes = kmeans.sizes;
    made.contingency = analysis::contingency(cut.of_row, k, kmeans.labels, k);
    made.adjusted_rand = analysis::adjusted_rand_index(made.contingency, k, k);
    made.normalized_mutual_information =
        analysis::normalized_mutual_information(made.contingency, k, k);
    made.ward_of_leaf = cut.of_leaf;
    made.ward_number = canonical_numbers(cut, result, k);
    put_shared_on_diagonal(made);
    made.ward_sizes.assign(static_cast<std::size_t>(k), 0);
    for (std::size_t i = 0; i < made.contingency.size(); ++i)
        made.ward_sizes[i / static_cast<std::size_t>(k)] += made.contingency[i];
    made.kmeans_is_shown = result.settings.method == Method::kmeans;
    return made;
}

WardStudy study_ward(const Result& result, StudyContext& context, base::Progress& progress) {
    WardStudy study;
    study.tree = context.trees->get(*result.prepared.matrix, progress);
    study.dendrogram =
        std::make_shared<const analysis::Dendrogram>(analysis::last_merges(*study.tree));
    return study;
}

Comparison study_comparison(const Result& result, StudyContext& context, base::Progress& progress) {
    progress.enter_part(0.0, 0.9);
    const WardStudy ward = study_ward(result, context, progress);
    progress.enter_part(0.9, 1.0);
    std::shared_ptr<const Clustering> kmeans = kmeans_of(result, progress);
    Comparison made = compare(result, ward, *kmeans);
    made.kmeans = std::move(kmeans);
    return made;
}

analysis::Stability study_stability(const Result& result, base::Progress& progress) {
    const std::shared_ptr<const Clustering> kmeans = kmeans_of(result, progress);
    return analysis::bootstrap_stability(*result.prepared.matrix, *kmeans, result.settings.kmeans,
                                         analysis::kResamples, progress);
}

Sensitivity study_sensitivity(const Result& result, StudyContext& context, const Partial& partial,
                              base::Progress& progress) {
    const base::Fingerprint table = result.prepared.table->fingerprint;
    if (!context.pipeline || context.pipeline_table != table) {
        context.pipeline = std::make_unique<Pipeline>(result.prepared.table, context.trees);
        context.pipeline_table = table;
    }
    progress.enter_part(0.0, 0.02);
    const std::shared_ptr<const Clustering> kmeans = kmeans_of(result, progress);
    progress.enter_part(0.02, 1.0);
    return sensitivity(result, *kmeans, *context.pipeline, partial, progress);
}

} // namespace

StudyValue run_study(Study study, const Result& result, StudyContext& context,
                     const Partial& partial, base::Progress& progress) {
    const features::Matrix& matrix = *result.prepared.matrix;
    switch (study) {
    case Study::elbow:
        return study_elbow(result, partial, progress);
    case Study::scores:
        return analysis::cluster_scores(matrix, {result.clustering->labels, result.clustering->k});
    case Study::explain:
        return Explained{
            analysis::explain(*result.prepared.features, matrix, *result.clustering, progress),
            result.prepared.features, result.settings.schema};
    case Study::hopkins:
        return Hopkins{analysis::hopkins(matrix, result.settings.kmeans.seed, progress)};
    case Study::ward:
        return study_ward(result, context, progress);
    case Study::compare:
        return study_comparison(result, context, progress);
    case Study::silhouette:
        return study_silhouette(result, progress);
    case Study::stability:
        return study_stability(result, progress);
    case Study::peers:
        return study_peers(result, progress);
    case Study::sensitivity:
        break;
    }
    return study_sensitivity(result, context, partial, progress);
}

} // namespace cohortscope::engine

// The scores of a clustering: silhouettes over all rows, of one clustering and of an elbow's;
// Calinski–Harabasz and Davies–Bouldin; the bootstrap.
#include "analysis/silhouette/cluster_scores.h"
#include "analysis/silhouette/silhouette.h"
#include "analysis/stability/stability.h"
#include "bench.h"

namespace cohortscope::bench {

namespace {

using namespace analysis;

constexpr std::size_t kManyRows = 20'000; // what the peer can do in seconds

// The first rows of a matrix.
features::Matrix head_of(const features::Matrix& matrix, std::size_t rows) {
    features::Matrix head;
    head.rows = std::min(rows, matrix.rows);
    for (const auto& column : matrix.columns) {
        auto part = std::make_shared<features::MatrixColumn>(*column);
        part->values.resize(head.rows);
        part->values.resize((head.rows + features::kRowPadding - 1) / features::kRowPadding *
                                features::kRowPadding,
                            0.0f);
        head.columns.push_back(part);
    }
    return head;
}

std::vector<Clustering> fits(const features::Matrix& matrix, int from, int to) {
    std::vector<Clustering> result;
    for (int k = from; k <= to; ++k) {
        base::Progress progress;
        result.push_back(fit_kmeans(matrix, {.k = k}, progress));
    }
    return result;
}

std::vector<Labelling> labellings_of(const std::vector<Clustering>& clusterings) {
    std::vector<Labelling> labellings;
    for (const Clustering& clustering : clusterings)
        labellings.push_back({clustering.labels, clustering.k});
    return labellings;
}

struct Case {
    std::string name;
    std::size_t rows;
    int from_k, to_k;
    int runs;
};

void add_silhouettes(const Context& context, const Case& one) {
    add_benchmark(one.name, one.runs, [&context, one](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const features::Matrix matrix = head_of(*pipeline.prepare({}).matrix, one.rows);
        const std::vector<Clustering> clusterings = fits(matrix, one.from_k, one.to_k);
        const std::vector<Labelling> labellings = labellings_of(clusterings);
        for (auto _ : state)
            times.measure([&] {
                base::Progress progress;
                benchmark::DoNotOptimize(silhouettes(matrix, labellings, progress).data());
            });
    });
}

// Work on the whole matrix and its clustering at k = 5.
template <class Work>
void add_for_clustering(const Context& context, const std::string& name, int runs,
                        const Work& work) {
    add_benchmark(name, runs, [&context, work](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const features::Matrix matrix = *pipeline.prepare({}).matrix;
        const Clustering clustering = fits(matrix, 5, 5).front();
        for (auto _ : state)
            times.measure([&] { work(matrix, clustering); });
    });
}

void score(const features::Matrix& matrix, const Clustering& clustering) {
    benchmark::DoNotOptimize(cluster_scores(matrix, {clustering.labels, clustering.k}));
}

void resample(const features::Matrix& matrix, const Clustering& clustering) {
    base::Progress progress;
    benchmark::DoNotOptimize(
        bootstrap_stability(matrix, clustering, {}, kResamples, progress).jaccard.data());
}

} // namespace

void register_silhouette(const Context& context) {
    const std::size_t all = context.table->rows;
    add_silhouettes(context, {"silhouette_20000", kManyRows, 5, 5, 5});
    add_silhouettes(context, {"silhouette_all", all, 5, 5, 1});
    add_silhouettes(context, {"silhouettes_k2_to_k12_20000", kManyRows, 2, 12, 3});
    add_silhouettes(context, {"silhouettes_k2_to_k12", all, 2, 12, 1});
    add_for_clustering(context, "scores", 20, score);
    add_for_clustering(context, "stability", 1, resample);
}

} // namespace cohortscope::bench

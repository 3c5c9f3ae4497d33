#include "analysis/silhouette/silhouette.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "analysis/silhouette/silhouette_sums.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Above this the sums of all labellings together would need too much memory.
constexpr std::size_t kMostSums = std::size_t{1} << 25; // 256 MB

// A range of the progress.
struct Part {
    double begin = 0.0;
    double end = 1.0;
    double middle() const { return 0.5 * (begin + end); }
};

std::vector<std::size_t> sizes_of(const Labelling& labelling) {
    std::vector<std::size_t> sizes(static_cast<std::size_t>(labelling.k));
    for (const Label label : labelling.labels)
        ++sizes[label];
    return sizes;
}

// One labelling's clusters as the values of its rows need them.
struct Clusters {
    std::span<const double> sums; // k × stride
    std::size_t stride;
    std::vector<std::size_t> sizes; // k
};

double value_of(const Clusters& clusters, std::size_t slot, std::size_t own) {
    if (clusters.sizes[own] < 2)
        return 0.0;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < clusters.sizes.size(); ++c)
        if (c != own && clusters.sizes[c] > 0)
            nearest = std::min(nearest, clusters.sums[c * clusters.stride + slot] /
                                            static_cast<double>(clusters.sizes[c]));
    const double within =
        clusters.sums[own * clusters.stride + slot] / static_cast<double>(clusters.sizes[own] - 1);
    if (nearest == std::numeric_limits<double>::infinity() || std::max(within, nearest) == 0.0)
        return 0.0;
    return (nearest - within) / std::max(within, nearest);
}

// Sums over some rows, by cluster.
struct Totals {
    std::vector<double> sums;
    std::vector<std::size_t> negative;
};

Totals total_of(const Silhouette& silhouette, const Labelling& labelling,
                const base::Chunk& chunk) {
    const auto k = static_cast<std::size_t>(labelling.k);
    Totals totals{std::vector<double>(k), std::vector<std::size_t>(k)};
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        totals.sums[labelling.labels[row]] += silhouette.values[row];
        totals.negative[labelling.labels[row]] += silhouette.values[row] < 0.0;
    }
    return totals;
}

void summarise(const Labelling& labelling, std::span<const std::size_t> sizes,
               Silhouette& silhouette) {
    const auto partials = base::map_chunks<Totals>(
        silhouette.values.size(), base::kChunkRows,
        [&](const base::Chunk& chunk) { return total_of(silhouette, labelling, chunk); });
    silhouette.cluster_means.resize(sizes.size());
    silhouette.negative.resize(sizes.size());
    for (const Totals& partial : partials)
        for (std::size_t c = 0; c < sizes.size(); ++c) {
            silhouette.cluster_means[c] += partial.sums[c];
            silhouette.negative[c] += partial.negative[c];
        }
    double total = 0.0;
    for (std::size_t c = 0; c < sizes.size(); ++c) {
        total += silhouette.cluster_means[c];
        if (sizes[c] > 0)
            silhouette.cluster_means[c] /= static_cast<double>(sizes[c]);
    }
    if (!silhouette.values.empty())
        silhouette.mean = total / static_cast<double>(silhouette.values.size());
}

Silhouette finish(const Labelling& labelling, const Clusters& clusters,
                  const SilhouetteCells& cells, std::span<const std::uint32_t> slots) {
    Silhouette silhouette;
    silhouette.values.resize(labelling.labels.size());
    base::for_each_chunk(silhouette.values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            silhouette.values[row] =
                value_of(clusters, slots[cells.merged_row[row]], labelling.labels[row]);
    });
    summarise(labelling, clusters.sizes, silhouette);
    return silhouette;
}

class Silhouettes {
  public:
    Silhouettes(bool exactly, const features::Matrix& matrix, base::Progress& progress)
        : exactly_(exactly), matrix_(matrix), progress_(progress) {}

    // All at once where that is cheap, else in halves.
    void compute(std::span<const Labelling> labellings, Part part) {
        if (!try_at_once(labellings, part)) {
            const std::size_t half = labellings.size() / 2;
            compute(labellings.first(half), {part.begin, part.middle()});
            compute(labellings.subspan(half), {part.middle(), part.end});
        }
    }

    std::vector<Silhouette> take() { return std::move(result_); }

  private:
    // SilhouetteCells of few rows leave many lanes idle: below 16 on average, halves cost less.
    std::size_t most_cells(std::size_t labellings) const {
        return exactly_ || labellings == 1 ? matrix_.rows : matrix_.rows / 16;
    }

    bool try_at_once(std::span<const Labelling> labellings, Part part) {
        const auto checkpoint = [&](double fraction) {
            progress_.checkpoint(part.begin + fraction * (part.end - part.begin));
        };
        checkpoint(0.0);
        const auto cells = group_cells(matrix_, labellings, most_cells(labellings.size()));
        if (!cells)
            return false;
        checkpoint(0.0);
        const ClusterNumbers clusters(labellings);
        if (labellings.size() > 1 && !exactly_ && clusters.count * count_slots(*cells) > kMostSums)
            return false;
        const SumTask task{matrix_, *cells, clusters, checkpoint};
        const DistanceSums sums = exactly_ ? sum_distances_exactly(task) : sum_distances_fast(task);
        for (std::size_t l = 0; l < labellings.size(); ++l) {
            const std::vector<std::size_t> sizes = sizes_of(labellings[l]);
            const auto own = std::span(sums.sums).subspan(clusters.first[l] * sums.stride,
                                                          sizes.size() * sums.stride);
            result_.push_back(finish(labellings[l], {own, sums.stride, sizes}, *cells, sums.slot));
        }
        return true;
    }

    bool exactly_;
    const features::Matrix& matrix_;
    base::Progress& progress_;
    std::vector<Silhouette> result_;
};

} // namespace

std::vector<Silhouette> silhouettes_by(bool exactly, const features::Matrix& matrix,
                                       std::span<const Labelling> labellings,
                                       base::Progress& progress) {
    for (const Labelling& labelling : labellings) {
        ENSURE(labelling.labels.size() == matrix.rows);
        ENSURE(std::all_of(labelling.labels.begin(), labelling.labels.end(),
                           [&](Label label) { return label < labelling.k; }));
    }
    Silhouettes all(exactly, matrix, progress);
    if (!labellings.empty())
        all.compute(labellings, {});
    progress.checkpoint(1.0);
    return all.take();
}

std::vector<Silhouette> silhouettes(const features::Matrix& matrix,
                                    std::span<const Labelling> labellings,
                                    base::Progress& progress) {
    return silhouettes_by(matrix.rows <= kExactSilhouetteRows, matrix, labellings, progress);
}

std::vector<double> sorted_profile(const Silhouette& silhouette, const Labelling& labelling,
                                   int cluster, std::size_t lines) {
    std::vector<double> values;
    for (std::size_t row = 0; row < silhouette.values.size(); ++row)
        if (labelling.labels[row] == cluster)
            values.push_back(silhouette.values[row]);
    std::sort(values.begin(), values.end(), std::greater<>());
    std::vector<double> profile;
    for (std::size_t line = 0; line < std::min(lines, values.size()); ++line) {
        const std::size_t begin = line * values.size() / std::min(lines, values.size());
        const std::size_t end = (line + 1) * values.size() / std::min(lines, values.size());
        double sum = 0.0;
        for (std::size_t i = begin; i < end; ++i)
            sum += values[i];
        profile.push_back(sum / static_cast<double>(end - begin));
    }
    return profile;
}

} // namespace cohortscope::analysis

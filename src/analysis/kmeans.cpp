#include "analysis/kmeans.h"

#include <algorithm>
#include <optional>

#include "analysis/kmeans_lloyd.h"
#include "analysis/kmeans_seeding.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

// Restarts that share their passes: enough to use each chunk well while it is in the cache, and at
// most about 64 MB of distances.
int batch_size(const ChunkedRows &rows) {
    constexpr std::size_t most_distances = std::size_t{1} << 24;
    return static_cast<int>(std::clamp<std::size_t>(most_distances / rows.padded_rows(), 1, 16));
}

// The best run so far. A later restart must be better by more than rounding could make it.
struct Best {
    std::optional<LloydRun> run;
    double inertia = 0.0;

    void offer(LloydRun &other) {
        constexpr double clearly = 1.0 - 1e-12;
        const double others = other.inertia();
        if (run && !(others < inertia * clearly))
            return;
        inertia = others;
        run.emplace(std::move(other));
    }
};

class Restarts {
  public:
    Restarts(const features::Matrix &matrix, const KMeansSettings &settings,
             base::Progress &progress)
        : rows_(matrix), settings_(settings), progress_(progress),
          tolerance_(shift_tolerance(matrix, settings.tolerance)) {}

    const ChunkedRows &rows() const { return rows_; }

    LloydRun find_best() {
        const int restarts = settings_.k == 1 ? 1 : settings_.restarts; // all alike
        Best best;
        for (int first = 0; first < restarts; first += batch_size(rows_)) {
            std::vector<LloydRun> runs = seed(first, std::min(batch_size(rows_), restarts - first));
            iterate_all(runs, static_cast<double>(first) / restarts);
            for (LloydRun &run : runs)
                best.offer(run);
        }
        return std::move(*best.run);
    }

  private:
    std::vector<LloydRun> seed(int first, int count) {
        const Seeding seeding{settings_.k, settings_.seed, first, count};
        const std::vector<float> centres = seed_centres(rows_, seeding, progress_);
        const std::size_t values = centres.size() / static_cast<std::size_t>(count);
        std::vector<LloydRun> runs;
        for (std::size_t begin = 0; begin < centres.size(); begin += values)
            runs.push_back(
                LloydRun::from_centres(rows_, std::span(centres).subspan(begin, values)));
        return runs;
    }

    bool goes_on(const LloydRun &run) const {
        return !run.settled() && run.iterations() < settings_.max_iterations &&
               (run.iterations() == 0 || run.squared_shift() > tolerance_);
    }

    void iterate_all(std::vector<LloydRun> &runs, double fraction) {
        std::vector<LloydRun *> active;
        for (LloydRun &run : runs)
            active.push_back(&run);
        while (!active.empty()) {
            progress_.checkpoint(fraction);
            iterate(rows_, active);
            std::erase_if(active, [&](const LloydRun *run) { return !goes_on(*run); });
        }
    }

    ChunkedRows rows_;
    const KMeansSettings &settings_;
    base::Progress &progress_;
    double tolerance_;
};

} // namespace

Clustering fit_kmeans(const features::Matrix &matrix, const KMeansSettings &settings,
                      base::Progress &progress) {
    ENSURE(settings.k >= 1 && settings.k <= kMaximumClusters);
    ENSURE(settings.restarts >= 1 && settings.max_iterations >= 1);
    Restarts restarts(matrix, settings, progress);
    LloydRun best = restarts.find_best();
    settle(restarts.rows(), best, settings.max_iterations, progress);
    progress.checkpoint(1.0);
    return take_clustering(matrix, best);
}

Clustering lloyd_iteration(const features::Matrix &matrix, std::span<const double> centres, int k) {
    const std::size_t d = matrix.dimensions();
    ENSURE(k >= 1 && k <= kMaximumClusters && centres.size() == static_cast<std::size_t>(k) * d);
    const ChunkedRows rows(matrix);
    std::vector<float> rounded(centres.size());
    for (std::size_t i = 0; i < rounded.size(); ++i)
        rounded[i] = static_cast<float>(centres[i] - matrix.columns[i % d]->offset);
    LloydRun run = LloydRun::from_centres(rows, rounded);
    LloydRun *const only[] = {&run};
    iterate(rows, only);
    return take_clustering(matrix, run);
}

} // namespace cohortscope::analysis

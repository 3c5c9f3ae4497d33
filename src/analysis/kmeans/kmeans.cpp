#include "analysis/kmeans/kmeans.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "analysis/kmeans/kmeans_crossing.h"
#include "analysis/kmeans/kmeans_lloyd.h"
#include "analysis/kmeans/kmeans_seeding.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kFewColumns = 8; // a table with more is wide

// Restarts that share their passes: enough to use each chunk well while it is in the cache, and at
// most about 64 MB of distances; in wide tables, 256 MB of the clusters' sums by chunk.
int batch_size(const ChunkedRows& rows, int k) {
    constexpr std::size_t most_distances = std::size_t{1} << 24;
    constexpr std::size_t most_sums = std::size_t{1} << 25;
    const auto columns = static_cast<std::size_t>(rows.dimensions());
    std::size_t most = most_distances / rows.padded_rows();
    if (columns > kFewColumns)
        most = std::min(most, most_sums / (rows.chunks() * static_cast<std::size_t>(k) * columns));
    return static_cast<int>(std::clamp<std::size_t>(most, 1, 16));
}

// Runs from seeds of their own. Where rows are few, a run costs next to nothing and the search
// below has little to cross: up to four times as many runs are made, so that luck decides less.
int starts_of(const KMeansSettings& settings, const features::Matrix& matrix) {
    if (settings.k == 1)
        return 1; // all alike
    constexpr std::size_t most_row_runs = 400'000;
    const std::size_t columns = std::max(matrix.dimensions(), kFewColumns);
    const auto affordable = static_cast<int>(most_row_runs * kFewColumns /
                                             std::max(matrix.rows * columns, kFewColumns));
    return std::clamp(affordable, settings.restarts, 4 * settings.restarts);
}

// From so many rows, or values of wide tables, on a run is worth sparing: hopeless ones are given
// up.
constexpr std::size_t kManyRows = 32'768;

bool is_large(const features::Matrix& matrix) {
    const std::size_t columns = std::max(matrix.dimensions(), kFewColumns);
    return matrix.rows * columns >= kManyRows * kFewColumns;
}

constexpr double kRoundingShare = 1e-9; // a run is better only by more than this share

// Tells which runs have no hope: those that, going on as in their last iteration for kHorizon more,
// would stay above the best inertia of all runs so far. What they might still find by a late turn,
// the search for better optima finds: it goes on from them all.
class Hope {
  public:
    explicit Hope(double total) : total_(total) {}

    void watch(std::size_t runs) {
        before_.assign(runs, std::numeric_limits<double>::infinity());
        now_ = before_;
    }
    void note(std::size_t run, const LloydRun& state) {
        before_[run] = now_[run];
        now_[run] = state.rough_inertia(total_);
        best_ = std::min(best_, now_[run]);
    }
    bool is_left(std::size_t run) const {
        const double gap = now_[run] - best_ * (1.0 + kMargin);
        return gap <= 0.0 || gap < kHorizon * (before_[run] - now_[run]);
    }

  private:
    static constexpr double kMargin = 0.005;
    static constexpr double kHorizon = 5.0;
    double total_;
    double best_ = std::numeric_limits<double>::infinity();
    std::vector<double> before_, now_; // by run
};

class Restarts {
  public:
    Restarts(const features::Matrix& matrix, const KMeansSettings& settings,
             base::Progress& progress)
        : matrix_(matrix), rows_(matrix), settings_(settings), progress_(progress),
          tolerance_(shift_tolerance(matrix, settings.tolerance)),
          total_(total_variance(matrix) * static_cast<double>(matrix.rows)),
          many_(is_large(matrix)), hope_(total_) {
        rows_.keep_points();
        rows_.keep_squares();
        found_.points = rows_.points();
    }

    const ChunkedRows& rows() const { return rows_; }

    LloydRun find_best() {
        const int restarts = starts_of(settings_, matrix_);
        for (int first = 0; first < restarts; first += batch_size(rows_, settings_.k)) {
            std::vector<LloydRun> runs =
                seed(first, std::min(batch_size(rows_, settings_.k), restarts - first));
            iterate_all(runs, static_cast<double>(first) / restarts);
            for (LloydRun& run : runs) {
                found_.runs.emplace_back(run.rounded_centres().begin(),
                                         run.rounded_centres().end());
                if (offer(run))
                    found_.best = found_.runs.size() - 1;
            }
        }
        search_on();
        return std::move(*best_);
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

    // True where the run becomes the best so far.
    bool offer(LloydRun& run) {
        const double inertia = run.quick_inertia(total_);
        if (best_.has_value() && inertia >= found_.inertia * (1.0 - kRoundingShare))
            return false;
        best_.emplace(std::move(run));
        found_.inertia = inertia;
        return true;
    }

    // Goes on from all runs in small; what that finds is tried on all rows.
    void search_on() {
        std::vector<LloydRun> runs;
        for (const auto& centres : cross_clusterings(matrix_, found_, settings_.seed, progress_))
            runs.push_back(LloydRun::from_centres(rows_, centres));
        iterate_all(runs, 1.0);
        for (LloydRun& run : runs)
            offer(run);
    }

    bool goes_on(const LloydRun& run) const {
        return !run.settled() && run.iterations() < settings_.max_iterations &&
               (run.iterations() == 0 || run.squared_shift() > tolerance_);
    }

    void iterate_all(std::vector<LloydRun>& runs, double fraction) {
        std::vector<LloydRun*> active;
        for (LloydRun& run : runs)
            active.push_back(&run);
        hope_.watch(runs.size());
        while (!active.empty()) {
            progress_.checkpoint(fraction);
            iterate(rows_, active);
            const auto number = [&](const LloydRun* run) {
                return static_cast<std::size_t>(run - runs.data());
            };
            for (const LloydRun* run : active)
                hope_.note(number(run), *run);
            std::erase_if(active, [&](const LloydRun* run) {
                return !goes_on(*run) || (many_ && !hope_.is_left(number(run)));
            });
        }
    }

    const features::Matrix& matrix_;
    ChunkedRows rows_;
    const KMeansSettings& settings_;
    base::Progress& progress_;
    double tolerance_;
    double total_; // Σ over rows of the squared distance to the overall mean
    bool many_;    // rows
    std::optional<LloydRun> best_;
    FoundCentres found_;
    Hope hope_;
};

} // namespace

Clustering fit_kmeans(const features::Matrix& matrix, const KMeansSettings& settings,
                      base::Progress& progress) {
    ENSURE(settings.k >= 1 && settings.k <= kMaximumClusters);
    ENSURE(settings.restarts >= 1 && settings.max_iterations >= 1);
    Restarts restarts(matrix, settings, progress);
    LloydRun best = restarts.find_best();
    settle(restarts.rows(), best, settings.max_iterations, progress);
    progress.checkpoint(1.0);
    return take_clustering(matrix, best, best.inertia());
}

Clustering lloyd_iteration(const features::Matrix& matrix, std::span<const double> centres, int k) {
    const std::size_t d = matrix.dimensions();
    ENSURE(k >= 1 && k <= kMaximumClusters && centres.size() == static_cast<std::size_t>(k) * d);
    const ChunkedRows rows(matrix);
    std::vector<float> rounded(centres.size());
    for (std::size_t i = 0; i < rounded.size(); ++i)
        rounded[i] = static_cast<float>(centres[i] - matrix.columns[i % d]->offset);
    LloydRun run = LloydRun::from_centres(rows, rounded);
    LloydRun* const only[] = {&run};
    iterate(rows, only);
    return take_clustering(matrix, run, run.inertia());
}

} // namespace cohortscope::analysis

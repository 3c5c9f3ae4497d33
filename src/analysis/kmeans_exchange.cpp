#include "analysis/kmeans_exchange.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "analysis/kmeans_lloyd.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kSampleRows = 16384;
constexpr std::size_t kKept = 3;
constexpr int kTrialIterations = 40;
constexpr int kMostRounds = 12;

// Evenly spaced rows of the matrix; all of them where they are few.
features::Matrix sample_of(const features::Matrix& matrix) {
    features::Matrix sample;
    sample.rows = std::min(matrix.rows, kSampleRows);
    const std::size_t padded =
        (sample.rows + features::kRowPadding - 1) / features::kRowPadding * features::kRowPadding;
    for (const auto& column : matrix.columns) {
        auto part = std::make_shared<features::MatrixColumn>();
        part->values.resize(padded);
        part->variance = column->variance;
        for (std::size_t i = 0; i < sample.rows; ++i)
            part->values[i] = column->values[i * matrix.rows / sample.rows];
        sample.columns.push_back(std::move(part));
    }
    return sample;
}

// What Lloyd's iterations found on the sample.
struct Found {
    std::vector<float> centres; // k × d
    std::vector<Label> labels;
    double inertia = 0.0;
};

// One exchange: the centre `leaves` goes, `splits` becomes two.
struct Exchange {
    std::size_t leaves = 0;
    std::size_t splits = 0;
    double estimate = 0.0; // of the change of inertia before any iteration
};

class ExchangeSearch {
  public:
    explicit ExchangeSearch(const features::Matrix& matrix)
        : sample_(sample_of(matrix)), rows_(sample_), tolerance_(shift_tolerance(sample_, 1e-4)),
          d_(matrix.dimensions()) {}

    std::vector<std::vector<float>> run(std::span<const float> centres, base::Progress& progress);

  private:
    Found iterate_sample(std::span<const float> centres) const;
    std::vector<double> losses(const Found& found) const;
    void measure_spread(const Found& found);
    std::vector<Exchange> rank_exchanges(const Found& found);
    std::vector<float> apply(const Found& found, const Exchange& exchange) const;
    void keep(const Found& found);

    features::Matrix sample_;
    ChunkedRows rows_;
    double tolerance_;
    std::size_t d_;
    std::vector<std::size_t> split_axis_; // k; the axis of a cluster's largest variance
    std::vector<double> split_step_;      // k; how far the two halves' means lie from the centre
    std::vector<double> split_gain_;      // k; inertia that the split saves
    std::vector<Found> kept_;             // best first
};

// Iterates without the pool: trials run side by side.
Found ExchangeSearch::iterate_sample(std::span<const float> centres) const {
    LloydRun run = LloydRun::from_centres(rows_, centres);
    do {
        for (std::size_t chunk = 0; chunk < rows_.chunks(); ++chunk)
            run.assign(chunk);
        run.update();
    } while (!run.settled() && run.squared_shift() > tolerance_ &&
             run.iterations() < kTrialIterations);
    Found found;
    found.centres.assign(run.rounded_centres().begin(), run.rounded_centres().end());
    found.inertia = run.inertia();
    found.labels = run.take_labels();
    return found;
}

// What the inertia rises by when each centre goes and its rows turn to the next.
std::vector<double> ExchangeSearch::losses(const Found& found) const {
    const std::size_t k = found.centres.size() / d_;
    std::vector<double> rises(k);
    base::for_each_task(k, [&](std::size_t leaves) {
        std::vector<float> others = found.centres;
        const auto gone = others.begin() + static_cast<std::ptrdiff_t>(leaves * d_);
        others.erase(gone, gone + static_cast<std::ptrdiff_t>(d_));
        std::vector<Label> labels(base::kChunkRows);
        std::vector<float> distances(base::kChunkRows);
        double inertia = 0.0;
        for (std::size_t chunk = 0; chunk < rows_.chunks(); ++chunk) {
            const KernelRows part = rows_.chunk(chunk);
            kernels().assign(part.columns, part.d, (part.rows + 63) / 64 * 64, others.data(),
                             static_cast<int>(k) - 1, labels.data(), distances.data());
            for (std::size_t i = 0; i < part.rows; ++i)
                inertia += static_cast<double>(distances[i]);
        }
        rises[leaves] = inertia - found.inertia;
    });
    return rises;
}

// A cluster is split across the axis of its largest variance. For a normal cloud of deviation s,
// the halves' means lie √(2/π)·s from the centre, and the split saves 2/π of that axis's part.
void ExchangeSearch::measure_spread(const Found& found) {
    const std::size_t k = found.centres.size() / d_;
    std::vector<double> squares(k * d_);
    std::vector<double> sizes(k);
    for (std::size_t row = 0; row < sample_.rows; ++row) {
        const std::size_t label = found.labels[row];
        sizes[label] += 1.0;
        for (std::size_t f = 0; f < d_; ++f) {
            const double difference = static_cast<double>(sample_.columns[f]->values[row]) -
                                      static_cast<double>(found.centres[label * d_ + f]);
            squares[label * d_ + f] += difference * difference;
        }
    }
    constexpr double two_over_pi = 0.6366197723675814;
    for (std::size_t j = 0; j < k; ++j) {
        const auto first = squares.begin() + static_cast<std::ptrdiff_t>(j * d_);
        const auto widest = std::max_element(first, first + static_cast<std::ptrdiff_t>(d_));
        split_axis_[j] = static_cast<std::size_t>(widest - first);
        split_step_[j] = std::sqrt(two_over_pi * *widest / std::max(sizes[j], 1.0));
        split_gain_[j] = two_over_pi * *widest;
    }
}

// The most promising exchanges, best estimate first; equal ones by number.
std::vector<Exchange> ExchangeSearch::rank_exchanges(const Found& found) {
    const std::size_t k = found.centres.size() / d_;
    split_axis_.resize(k);
    split_step_.resize(k);
    split_gain_.resize(k);
    measure_spread(found);
    const std::vector<double> rises = losses(found);
    std::vector<Exchange> exchanges;
    for (std::size_t leaves = 0; leaves < k; ++leaves)
        for (std::size_t splits = 0; splits < k; ++splits)
            if (leaves != splits)
                exchanges.push_back({leaves, splits, rises[leaves] - split_gain_[splits]});
    std::stable_sort(exchanges.begin(), exchanges.end(),
                     [](const Exchange& a, const Exchange& b) { return a.estimate < b.estimate; });
    exchanges.resize(std::min(exchanges.size(), std::size_t{2} * k + 4));
    return exchanges;
}

std::vector<float> ExchangeSearch::apply(const Found& found, const Exchange& exchange) const {
    std::vector<float> centres = found.centres;
    float* halves[] = {centres.data() + exchange.splits * d_,
                       centres.data() + exchange.leaves * d_};
    std::copy_n(halves[0], d_, halves[1]);
    const std::size_t axis = split_axis_[exchange.splits];
    const auto step = static_cast<float>(split_step_[exchange.splits]);
    halves[0][axis] -= step;
    halves[1][axis] += step;
    return centres;
}

// Remembers the best few that differ; two optima within 1e-5 of each other count as one.
void ExchangeSearch::keep(const Found& found) {
    for (const Found& other : kept_)
        if (std::abs(other.inertia - found.inertia) <= 1e-5 * found.inertia)
            return;
    const auto place = std::find_if(kept_.begin(), kept_.end(), [&](const Found& other) {
        return found.inertia < other.inertia;
    });
    kept_.insert(place, found);
    if (kept_.size() > kKept)
        kept_.pop_back();
}

std::vector<std::vector<float>> ExchangeSearch::run(std::span<const float> centres,
                                                    base::Progress& progress) {
    const Found start = iterate_sample(centres);
    Found best = start;
    for (int round = 0; round < kMostRounds; ++round) {
        const std::vector<Exchange> exchanges = rank_exchanges(best);
        std::vector<Found> trials(exchanges.size());
        base::for_each_task(exchanges.size(), [&](std::size_t i) {
            progress.checkpoint(static_cast<double>(progress.fraction()));
            trials[i] = iterate_sample(apply(best, exchanges[i]));
        });
        bool better = false;
        for (const Found& trial : trials) {
            keep(trial);
            if (trial.inertia < best.inertia * (1.0 - 1e-5)) {
                best = trial;
                better = true;
            }
        }
        if (!better)
            break;
    }
    std::vector<std::vector<float>> result;
    for (const Found& found : kept_)
        if (found.inertia < start.inertia * 1.003 &&
            std::abs(found.inertia - start.inertia) > 1e-5 * start.inertia)
            result.push_back(found.centres);
    return result;
}

} // namespace

std::vector<std::vector<float>> search_exchanges(const features::Matrix& matrix,
                                                 std::span<const float> centres,
                                                 base::Progress& progress) {
    if (centres.size() < 2 * matrix.dimensions())
        return {};
    return ExchangeSearch(matrix).run(centres, progress);
}

} // namespace cohortscope::analysis

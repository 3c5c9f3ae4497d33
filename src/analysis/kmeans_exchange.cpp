#include "analysis/kmeans_exchange.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "analysis/kmeans_lloyd.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kSampleRows = 16384;
constexpr std::size_t kKept = 3;
constexpr std::size_t kAxes = 4;
constexpr double kSame = 1e-5;  // optima whose inertia differs by less than this share count as one
constexpr double kDoubt = 3e-3; // the order of optima closer than this may differ on all rows
constexpr int kFirstIterations = 6;
constexpr int kMostIterations = 40;
constexpr std::size_t kMostTrials = 120;
constexpr std::size_t kFinalists = 4;
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

double squared_length(const features::Matrix& matrix) {
    double sum = 0.0;
    for (const auto& column : matrix.columns)
        for (const float value : column->values)
            sum += static_cast<double>(value) * static_cast<double>(value);
    return sum;
}

// What Lloyd's iterations found on the sample.
struct Found {
    std::vector<float> centres; // k × d
    std::vector<Label> labels;
    double inertia = 0.0;
};

// A cluster's two halves.
struct Split {
    double gain = 0.0;          // inertia saved
    std::vector<float> centres; // 2 × d; their means
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
          d_(matrix.dimensions()), total_(squared_length(sample_)) {}

    std::vector<std::vector<float>> run(const std::vector<std::vector<float>>& starts,
                                        base::Progress& progress);

  private:
    Found iterate_sample(std::span<const float> centres, int most) const;
    std::vector<double> losses(const Found& found) const;
    std::vector<std::size_t> widest_axes(std::span<const double> squares) const;
    Split best_split(const Found& found, std::size_t cluster,
                     std::span<const std::uint32_t> rows) const;
    std::vector<Split> split_all(const Found& found) const;
    std::vector<Exchange> rank_exchanges(const Found& found);
    std::vector<float> apply(const Found& found, const Exchange& exchange) const;
    void keep(const Found& found);
    bool is_known(double inertia) const;
    std::vector<Found> race(const std::vector<std::vector<float>>& starts,
                            base::Progress& progress) const;
    void descend(Found best, base::Progress& progress);

    features::Matrix sample_;
    ChunkedRows rows_;
    double tolerance_;
    std::size_t d_;
    double total_;              // Σ over the sample's rows of their squared length
    std::vector<Split> splits_; // k
    std::vector<double> known_; // inertia of what the starts lead to
    std::vector<Found> kept_;   // best first
};

// Iterates without the pool: trials run side by side.
Found ExchangeSearch::iterate_sample(std::span<const float> centres, int most) const {
    LloydRun run = LloydRun::from_centres(rows_, centres);
    do {
        for (std::size_t chunk = 0; chunk < rows_.chunks(); ++chunk)
            run.assign(chunk);
        run.update();
    } while (!run.settled() && run.squared_shift() > tolerance_ && run.iterations() < most);
    Found found;
    found.centres.assign(run.rounded_centres().begin(), run.rounded_centres().end());
    found.inertia = run.quick_inertia(total_);
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

// The axes of a cluster's largest variances, at most kAxes of d.
std::vector<std::size_t> ExchangeSearch::widest_axes(std::span<const double> squares) const {
    std::vector<std::size_t> axes(d_);
    std::iota(axes.begin(), axes.end(), std::size_t{0});
    std::stable_sort(axes.begin(), axes.end(),
                     [&](std::size_t a, std::size_t b) { return squares[a] > squares[b]; });
    axes.resize(std::min(axes.size(), kAxes));
    return axes;
}

// Splits a cluster where its centre lies, across each of its widest axes in turn; the axis that
// saves most inertia counts. rows: the cluster's.
Split ExchangeSearch::best_split(const Found& found, std::size_t cluster,
                                 std::span<const std::uint32_t> rows) const {
    const float* centre = found.centres.data() + cluster * d_;
    std::vector<double> squares(d_), sums(d_);
    for (std::size_t f = 0; f < d_; ++f)
        for (const std::uint32_t row : rows) {
            const double value = static_cast<double>(sample_.columns[f]->values[row]);
            const double difference = value - static_cast<double>(centre[f]);
            squares[f] += difference * difference;
            sums[f] += value;
        }
    Split best{0.0, std::vector<float>(2 * d_)};
    for (const std::size_t axis : widest_axes(squares)) {
        const float* along = sample_.columns[axis]->values.data();
        std::vector<double> low(d_);
        double count = 0.0;
        for (const std::uint32_t row : rows)
            count += along[row] < centre[axis];
        const double others = static_cast<double>(rows.size()) - count;
        if (count < 1.0 || others < 1.0)
            continue;
        for (std::size_t f = 0; f < d_; ++f)
            for (const std::uint32_t row : rows)
                if (along[row] < centre[axis])
                    low[f] += static_cast<double>(sample_.columns[f]->values[row]);
        double gain = 0.0;
        for (std::size_t f = 0; f < d_; ++f) {
            const double apart = low[f] / count - (sums[f] - low[f]) / others;
            gain += apart * apart * count * others / (count + others);
        }
        if (gain <= best.gain)
            continue;
        best.gain = gain;
        for (std::size_t f = 0; f < d_; ++f) {
            best.centres[f] = static_cast<float>(low[f] / count);
            best.centres[d_ + f] = static_cast<float>((sums[f] - low[f]) / others);
        }
    }
    return best;
}

std::vector<Split> ExchangeSearch::split_all(const Found& found) const {
    const std::size_t k = found.centres.size() / d_;
    std::vector<std::vector<std::uint32_t>> members(k);
    for (std::size_t row = 0; row < sample_.rows; ++row)
        members[found.labels[row]].push_back(static_cast<std::uint32_t>(row));
    std::vector<Split> splits(k);
    base::for_each_task(k, [&](std::size_t cluster) {
        splits[cluster] = best_split(found, cluster, members[cluster]);
    });
    return splits;
}

// The most promising exchanges, best estimate first; equal ones by number.
std::vector<Exchange> ExchangeSearch::rank_exchanges(const Found& found) {
    const std::size_t k = found.centres.size() / d_;
    splits_ = split_all(found);
    const std::vector<double> rises = losses(found);
    std::vector<Exchange> exchanges;
    for (std::size_t leaves = 0; leaves < k; ++leaves)
        for (std::size_t splits = 0; splits < k; ++splits)
            if (leaves != splits && splits_[splits].gain > 0.0)
                exchanges.push_back({leaves, splits, rises[leaves] - splits_[splits].gain});
    std::stable_sort(exchanges.begin(), exchanges.end(),
                     [](const Exchange& a, const Exchange& b) { return a.estimate < b.estimate; });
    exchanges.resize(std::min({exchanges.size(), 8 * k + 4, kMostTrials}));
    return exchanges;
}

std::vector<float> ExchangeSearch::apply(const Found& found, const Exchange& exchange) const {
    std::vector<float> centres = found.centres;
    const auto place = [&](std::size_t cluster) {
        return centres.begin() + static_cast<std::ptrdiff_t>(cluster * d_);
    };
    const std::vector<float>& halves = splits_[exchange.splits].centres;
    std::copy_n(halves.begin(), d_, place(exchange.splits));
    std::copy_n(halves.begin() + static_cast<std::ptrdiff_t>(d_), d_, place(exchange.leaves));
    return centres;
}

bool ExchangeSearch::is_known(double inertia) const {
    return std::any_of(known_.begin(), known_.end(),
                       [&](double known) { return std::abs(known - inertia) <= kSame * inertia; });
}

// Remembers the best few that differ.
void ExchangeSearch::keep(const Found& found) {
    for (const Found& other : kept_)
        if (std::abs(other.inertia - found.inertia) <= kSame * found.inertia)
            return;
    const auto place = std::find_if(kept_.begin(), kept_.end(), [&](const Found& other) {
        return found.inertia < other.inertia;
    });
    kept_.insert(place, found);
    if (kept_.size() > kKept)
        kept_.pop_back();
}

// Iterates from every start, a little from all and to the end from those that then lead.
std::vector<Found> ExchangeSearch::race(const std::vector<std::vector<float>>& starts,
                                        base::Progress& progress) const {
    std::vector<Found> trials(starts.size());
    base::for_each_task(starts.size(), [&](std::size_t i) {
        progress.checkpoint();
        trials[i] = iterate_sample(starts[i], kFirstIterations);
    });
    std::stable_sort(trials.begin(), trials.end(),
                     [](const Found& a, const Found& b) { return a.inertia < b.inertia; });
    trials.resize(std::min(trials.size(), kFinalists));
    base::for_each_task(trials.size(), [&](std::size_t i) {
        trials[i] = iterate_sample(trials[i].centres, kMostIterations);
    });
    return trials;
}

void ExchangeSearch::descend(Found best, base::Progress& progress) {
    for (int round = 0; round < kMostRounds; ++round) {
        std::vector<std::vector<float>> starts;
        for (const Exchange& exchange : rank_exchanges(best))
            starts.push_back(apply(best, exchange));
        const double before = best.inertia;
        for (Found& trial : race(starts, progress)) {
            keep(trial);
            if (trial.inertia < best.inertia)
                best = std::move(trial);
        }
        if (best.inertia >= before * (1.0 - kSame))
            return;
    }
}

std::vector<std::vector<float>> ExchangeSearch::run(const std::vector<std::vector<float>>& starts,
                                                    base::Progress& progress) {
    double best = std::numeric_limits<double>::infinity();
    for (const std::vector<float>& start : starts) {
        const Found found = iterate_sample(start, kMostIterations);
        best = std::min(best, found.inertia);
        known_.push_back(found.inertia);
        descend(found, progress);
    }
    std::vector<std::vector<float>> result;
    for (const Found& found : kept_)
        if (found.inertia < best * (1.0 + kDoubt) && !is_known(found.inertia))
            result.push_back(found.centres);
    return result;
}

} // namespace

std::vector<std::vector<float>> search_exchanges(const features::Matrix& matrix,
                                                 const std::vector<std::vector<float>>& starts,
                                                 base::Progress& progress) {
    ENSURE(!starts.empty());
    if (starts.front().size() < 2 * matrix.dimensions())
        return {};
    try {
        return ExchangeSearch(matrix).run(starts, progress);
    } catch (const base::Error&) {
        return {}; // the sample has fewer than k distinct rows, though the table has enough
    }
}

} // namespace cohortscope::analysis

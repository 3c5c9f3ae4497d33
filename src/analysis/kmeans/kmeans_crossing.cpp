#include "analysis/kmeans/kmeans_crossing.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/kmeans/kmeans_cell_run.h"
#include "analysis/kmeans/kmeans_lloyd.h"
#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kPopulation = 16;
constexpr std::size_t kBorn = 8;       // children of one generation, made side by side
constexpr std::size_t kMostIdle = 600; // children in a row that bring nothing
constexpr std::size_t kFewestIdle = 64;
constexpr std::size_t kFewColumns = 16;     // a table with more is searched less thoroughly
constexpr std::size_t kFewRows = 8192;      // a table with more has larger cells
constexpr std::size_t kCheapValues = 16384; // cells × columns whose children cost little
constexpr std::size_t kMostBorn = 8192;
constexpr double kGain = 1e-5;  // share of the inertia; less is nothing
constexpr double kSame = 1e-4;  // optima that differ by less than this share count as one
constexpr double kDoubt = 2e-3; // the order of optima closer than this may differ on all rows
constexpr std::size_t kReturned = 8;
constexpr std::size_t kReturnedWide = 2;
constexpr double kTolerance = 1e-6; // of the mean column variance, on the centres' squared shift
constexpr int kMostIterations = 60;
constexpr std::uint64_t kFirstStream = std::uint64_t{1} << 32; // far from those of the restarts

using Centres = std::vector<float>;

class CrossingSearch {
  public:
    CrossingSearch(const features::Matrix& matrix, const FoundCentres& found, std::uint64_t seed)
        : d_(matrix.dimensions()), k_(found.runs.front().size() / d_),
          few_rows_(matrix.rows <= kFewRows),
          cells_(make_cells(matrix, found.inertia / static_cast<double>(k_), {k_, found.points})),
          seed_(seed), stop_{shift_tolerance(matrix, kTolerance), kMostIterations} {}

    std::vector<Centres> run(const FoundCentres& found, base::Progress& progress);

  private:
    struct Parents {
        std::size_t first = 0;
        std::size_t second = 0;
    };

    void settle_runs(const FoundCentres& found, base::Progress& progress);
    void tidy();
    Parents draw_parents(base::Random& random) const;
    void bear(std::size_t born, base::Progress& progress);
    Centres crossed(const Parents& parents, base::Random& random) const;
    void move_one(Centres& centres, base::Random& random) const;
    std::size_t draw_far_cell(std::span<const float> distances, base::Random& random) const;

    std::size_t most_idle() const;

    std::size_t d_, k_;
    bool few_rows_;
    Cells cells_;
    std::uint64_t seed_;
    CellStop stop_;
    std::vector<CellOptimum> population_; // best first, all different
    double known_ = 0.0;                  // inertia on the cells of the best run's optimum
};

// After so many children in a row that bring nothing, the search ends. Few clusters have few
// optima, and children of wide tables cost more. But small tables have many optima even so, and
// their children cost little.
std::size_t CrossingSearch::most_idle() const {
    const std::size_t affordable = d_ > kFewColumns ? kMostIdle * 8 / d_ : kMostIdle;
    const std::size_t enough = std::min(k_ * k_ * k_ / 2, std::max(affordable, kFewestIdle));
    if (!few_rows_)
        return enough;
    const std::size_t cheap = kMostIdle * kCheapValues / (cells_.count() * d_);
    return std::max(enough, std::min(cheap, kMostIdle));
}

bool is_near(double inertia, double other, double share) {
    return std::abs(inertia - other) <= share * other;
}

void CrossingSearch::settle_runs(const FoundCentres& found, base::Progress& progress) {
    population_.resize(found.runs.size());
    base::for_each_task(population_.size(), [&](std::size_t i) {
        progress.checkpoint();
        population_[i] = iterate_cells(cells_, found.runs[i], stop_);
    });
    known_ = population_[found.best].inertia;
    tidy();
}

// Best first; of equal optima the first, and no more than kPopulation.
void CrossingSearch::tidy() {
    std::erase_if(population_, [](const CellOptimum& one) { return !std::isfinite(one.inertia); });
    std::stable_sort(
        population_.begin(), population_.end(),
        [](const CellOptimum& a, const CellOptimum& b) { return a.inertia < b.inertia; });
    const auto end = std::unique(population_.begin(), population_.end(),
                                 [](const CellOptimum& a, const CellOptimum& b) {
                                     return is_near(a.inertia, b.inertia, kSame);
                                 });
    population_.erase(end, population_.end());
    if (population_.size() > kPopulation)
        population_.resize(kPopulation);
}

// Each the better of two drawn at random; two different ones where there are two.
CrossingSearch::Parents CrossingSearch::draw_parents(base::Random& random) const {
    const auto draw = [&] { return static_cast<std::size_t>(random.below(population_.size())); };
    const std::size_t first = std::min(draw(), draw());
    std::size_t second = std::min(draw(), draw());
    while (second == first && population_.size() > 1)
        second = draw();
    return {first, second};
}

// Pairs the centres of both parents, nearest pairs first, and takes one of each pair.
Centres CrossingSearch::crossed(const Parents& parents, base::Random& random) const {
    const Centres& first = population_[parents.first].centres;
    const Centres& second = population_[parents.second].centres;
    struct Pair {
        double distance;
        std::size_t i, j;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < k_; ++i)
        for (std::size_t j = 0; j < k_; ++j) {
            double distance = 0.0;
            for (std::size_t f = 0; f < d_; ++f) {
                const double apart = static_cast<double>(first[i * d_ + f]) -
                                     static_cast<double>(second[j * d_ + f]);
                distance += apart * apart;
            }
            pairs.push_back({distance, i, j});
        }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.distance < b.distance; });
    Centres child = first;
    std::vector<bool> used_first(k_), used_second(k_);
    for (const Pair& pair : pairs) {
        if (used_first[pair.i] || used_second[pair.j])
            continue;
        used_first[pair.i] = used_second[pair.j] = true;
        if (random.below(2) == 1)
            std::copy_n(second.begin() + static_cast<std::ptrdiff_t>(pair.j * d_), d_,
                        child.begin() + static_cast<std::ptrdiff_t>(pair.i * d_));
    }
    return child;
}

// A cell with probability proportional to its rows' squared distance.
std::size_t CrossingSearch::draw_far_cell(std::span<const float> distances,
                                          base::Random& random) const {
    double total = 0.0;
    for (std::size_t cell = 0; cell < cells_.count(); ++cell)
        total += cells_.weights[cell] * static_cast<double>(distances[cell]);
    double left = random.uniform() * total;
    std::size_t drawn = 0;
    for (std::size_t cell = 0; cell < cells_.count(); ++cell) {
        if (!(distances[cell] > 0.0f))
            continue;
        drawn = cell;
        left -= cells_.weights[cell] * static_cast<double>(distances[cell]);
        if (left < 0.0)
            break;
    }
    return drawn;
}

// A centre drawn at random goes, and comes back as k-means++ would draw the next one.
void CrossingSearch::move_one(Centres& centres, base::Random& random) const {
    const auto place = centres.begin() +
                       static_cast<std::ptrdiff_t>(static_cast<std::size_t>(random.below(k_)) * d_);
    Centres others(centres.begin(), place);
    others.insert(others.end(), place + static_cast<std::ptrdiff_t>(d_), centres.end());
    std::vector<float> distances(cells_.padded);
    distances_to_nearest(cells_, others, distances);
    const std::size_t cell = draw_far_cell(distances, random);
    for (std::size_t f = 0; f < d_; ++f)
        place[static_cast<std::ptrdiff_t>(f)] = cells_.column(f)[cell];
}

// One generation, `born` children after the first: the parents are those at its beginning, and a
// child draws from a stream of its own, so the order of the threads is nothing to it.
void CrossingSearch::bear(std::size_t born, base::Progress& progress) {
    std::vector<CellOptimum> children(kBorn);
    base::for_each_task(kBorn, [&](std::size_t i) {
        progress.checkpoint();
        base::Random random(seed_, kFirstStream + born + i);
        Centres centres = crossed(draw_parents(random), random);
        move_one(centres, random);
        children[i] = iterate_cells(cells_, std::move(centres), stop_);
    });
    for (CellOptimum& child : children)
        population_.push_back(std::move(child));
    tidy();
}

std::vector<Centres> CrossingSearch::run(const FoundCentres& found, base::Progress& progress) {
    if (cells_.count() < k_)
        return {};
    settle_runs(found, progress);
    if (population_.empty())
        return {};
    std::size_t idle = 0;
    for (std::size_t born = 0; born < kMostBorn && idle < most_idle(); born += kBorn) {
        const double before = population_.front().inertia;
        bear(born, progress);
        idle = population_.front().inertia < before * (1.0 - kGain) ? 0 : idle + kBorn;
    }
    const std::size_t most = d_ > kFewColumns ? kReturnedWide : kReturned;
    std::vector<Centres> result;
    for (const CellOptimum& one : population_)
        if (one.inertia <= population_.front().inertia * (1.0 + kDoubt) &&
            !is_near(one.inertia, known_, kGain) && result.size() < most)
            result.push_back(one.centres);
    return result;
}

} // namespace

std::vector<std::vector<float>> cross_clusterings(const features::Matrix& matrix,
                                                  const FoundCentres& found, std::uint64_t seed,
                                                  base::Progress& progress) {
    ENSURE(!found.runs.empty() && found.best < found.runs.size());
    if (found.runs.front().size() < 2 * matrix.dimensions())
        return {}; // one cluster is the mean
    return CrossingSearch(matrix, found, seed).run(found, progress);
}

} // namespace cohortscope::analysis

#include "analysis/kmeans/kmeans_cell_run.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "analysis/kernels/kernels.h"

namespace cohortscope::analysis {

namespace {

void add_scaled(const float* point, std::size_t d, double weight, double* sums) {
    for (std::size_t f = 0; f < d; ++f)
        sums[f] += weight * static_cast<double>(point[f]);
}

constexpr double kRounding = 1e-12; // of the total: less is no inertia at all

class CellRun {
  public:
    CellRun(const Cells& cells, std::vector<float> centres)
        : cells_(cells), columns_(cells.columns()), k_(centres.size() / cells.d),
          centres_(std::move(centres)), labels_(cells.padded, kNoLabel), fresh_(cells.padded),
          sums_(k_ * cells.d), weights_(k_), counts_(k_) {}

    // False where a cluster stays empty.
    bool iterate();

    bool settled() const { return settled_; }
    double squared_shift() const { return squared_shift_; }
    CellOptimum take();

  private:
    void assign();
    void move(std::size_t cell, Label to);
    bool fill_empty_clusters();
    void move_centres();

    const Cells& cells_;
    std::vector<const float*> columns_;
    std::size_t k_;
    std::vector<float> centres_;      // k × d
    std::vector<Label> labels_;       // padded
    std::vector<Label> fresh_;        // padded; labels by the nearest centre
    std::vector<double> sums_;        // k × d, of rows
    std::vector<double> weights_;     // k, rows
    std::vector<std::size_t> counts_; // k, cells
    double squared_shift_ = 0.0;
    double inertia_ = 0.0;
    bool settled_ = false;
};

void CellRun::move(std::size_t cell, Label to) {
    const Label from = labels_[cell];
    const std::size_t d = cells_.d;
    const double weight = cells_.weights[cell];
    const float* point = cells_.point(cell);
    add_scaled(point, d, weight, sums_.data() + to * d);
    if (from != kNoLabel)
        add_scaled(point, d, -weight, sums_.data() + from * d);
    weights_[to] += weight;
    ++counts_[to];
    if (from != kNoLabel) {
        weights_[from] -= weight;
        --counts_[from];
    }
    labels_[cell] = to;
    settled_ = false;
}

void CellRun::assign() {
    const KernelRows rows{columns_.data(), static_cast<int>(cells_.d), cells_.count(), nullptr,
                          cells_.squares.empty() ? nullptr : cells_.squares.data()};
    kernels().nearest(rows, centres_.data(), static_cast<int>(k_), fresh_.data());
    constexpr std::size_t step = 8; // few labels change: eight are compared at once
    for (std::size_t first = 0; first < cells_.count(); first += step) {
        if (std::memcmp(labels_.data() + first, fresh_.data() + first, step) == 0)
            continue;
        const std::size_t end = std::min(first + step, cells_.count());
        for (std::size_t cell = first; cell < end; ++cell)
            if (labels_[cell] != fresh_[cell])
                move(cell, fresh_[cell]);
    }
}

bool CellRun::fill_empty_clusters() {
    if (std::find(counts_.begin(), counts_.end(), std::size_t{0}) == counts_.end())
        return true;
    std::vector<float> distances(cells_.padded);
    distances_to_nearest(cells_, centres_, distances);
    for (std::size_t j = 0; j < k_; ++j) {
        if (counts_[j] > 0)
            continue;
        float most = 0.0f;
        std::size_t farthest = 0;
        for (std::size_t cell = 0; cell < cells_.count(); ++cell)
            if (distances[cell] > most && counts_[labels_[cell]] > 1) {
                most = distances[cell];
                farthest = cell;
            }
        if (!(most > 0.0f))
            return false;
        move(farthest, static_cast<Label>(j));
        distances[farthest] = 0.0f;
    }
    return true;
}

void CellRun::move_centres() {
    squared_shift_ = 0.0;
    double between = 0.0;
    for (std::size_t i = 0; i < centres_.size(); ++i) {
        const double mean = sums_[i] / weights_[i / cells_.d];
        const double shift = mean - static_cast<double>(centres_[i]);
        squared_shift_ += shift * shift;
        between += mean * sums_[i];
        centres_[i] = static_cast<float>(mean);
    }
    const double inertia = cells_.total - between;
    inertia_ = inertia > kRounding * cells_.total ? inertia : 0.0;
}

bool CellRun::iterate() {
    settled_ = true;
    assign();
    if (!fill_empty_clusters())
        return false;
    move_centres();
    return true;
}

CellOptimum CellRun::take() { return {std::move(centres_), inertia_}; }

} // namespace

void distances_to_nearest(const Cells& cells, std::span<const float> centres,
                          std::span<float> distances) {
    std::vector<Label> labels(cells.padded);
    kernels().assign(cells.columns().data(), static_cast<int>(cells.d), cells.padded,
                     centres.data(), static_cast<int>(centres.size() / cells.d), labels.data(),
                     distances.data());
}

CellOptimum iterate_cells(const Cells& cells, std::vector<float> centres, const CellStop& stop) {
    CellRun run(cells, std::move(centres));
    for (int iteration = 0; iteration < stop.iterations; ++iteration) {
        if (!run.iterate())
            return {{}, std::numeric_limits<double>::infinity()};
        if (run.settled() || run.squared_shift() <= stop.squared_shift)
            break;
    }
    return run.take();
}

} // namespace cohortscope::analysis

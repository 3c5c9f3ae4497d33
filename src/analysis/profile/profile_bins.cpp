#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "analysis/profile/profile.h"
#include "base/elementary.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr int kBinsPerDecade = 24;
constexpr int kMaximumBins = 255;
constexpr double kLn10 = 2.302585092994045684;

// Powers of ten, which much pay is, must fall on the upper side of the edge they stand on whatever
// the last bit of the logarithm says. No other edge is a number that pay takes.
constexpr double kEdgeTolerance = 1e-9;

double log10_of(double pay) { return base::natural_log(pay) / kLn10; }

// Edges lie at whole multiples of 1/24 decade, so that bins stay where they are while knobs move;
// only more than ten decades of pay need wider ones.
PayAxis axis_over(double minimum, double maximum) {
    for (int width = 1;; ++width) {
        const double step = static_cast<double>(width) / kBinsPerDecade;
        const double first = std::floor(log10_of(minimum) / step + kEdgeTolerance);
        const double end = std::ceil(log10_of(maximum) / step - kEdgeTolerance);
        if (end - first <= kMaximumBins)
            return {first * step, step, std::max(1, static_cast<int>(end - first))};
    }
}

std::vector<double> lower_edges(const PayAxis& axis) {
    std::vector<double> edges;
    for (int bin = 0; bin < axis.bins; ++bin) {
        const double edge = (axis.low + bin * axis.step) * kLn10;
        edges.push_back(base::exponential(edge) * (1.0 - kEdgeTolerance));
    }
    return edges;
}

// Cells of equal leading bits, so that a slot needs no search. With at most this many of them a
// cell is at most half as wide as a bin: at most one edge runs through it, and one comparison
// settles on which side pay lies.
constexpr std::uint64_t kMostCells = 4096;
constexpr int kFewestDroppedBits = 44; // of 52 in the mantissa: cells of 0.4 %

// Slots are cells, cut in two where an edge runs through.
class SlotFinder {
  public:
    SlotFinder(const PayAxis& axis, double minimum, double maximum) {
        const auto bits_of = [](double pay) { return std::bit_cast<std::uint64_t>(pay); };
        while ((bits_of(maximum) >> dropped_) - (bits_of(minimum) >> dropped_) >= kMostCells)
            ++dropped_;
        first_ = bits_of(minimum) >> dropped_;
        std::vector<double> edges = lower_edges(axis);
        edges.push_back(std::numeric_limits<double>::infinity());
        for (std::uint64_t cell = first_; cell <= bits_of(maximum) >> dropped_; ++cell) {
            const double smallest = std::bit_cast<double>(cell << dropped_);
            const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, smallest);
            const auto bin = static_cast<std::size_t>(above - edges.begin() - 1);
            const std::size_t slot = static_cast<std::size_t>(cell - first_) + bin;
            cells_.push_back({*above, static_cast<std::uint32_t>(slot)});
            bins_of_slot_.resize(slot + 2);
            bins_of_slot_[slot] = static_cast<std::uint8_t>(bin);
            bins_of_slot_[slot + 1] = static_cast<std::uint8_t>(bin + 1);
        }
        bins_of_slot_.resize(slot_of(maximum) + 1u);
    }

    std::uint16_t slot_of(double pay) const {
        const Cell& cell = cells_[(std::bit_cast<std::uint64_t>(pay) >> dropped_) - first_];
        return static_cast<std::uint16_t>(cell.slot + (pay >= cell.edge ? 1 : 0));
    }
    const std::vector<std::uint8_t>& bins_of_slot() const { return bins_of_slot_; }

  private:
    struct Cell {
        double edge = 0.0; // first one above the cell's smallest number
        std::uint32_t slot = 0;
    };
    int dropped_ = kFewestDroppedBits;
    std::uint64_t first_ = 0;
    std::vector<Cell> cells_;
    std::vector<std::uint8_t> bins_of_slot_;
};

} // namespace

PayBins bin_pay(const features::Learners& learners) {
    PayBins result;
    const std::size_t n = learners.ctc.size();
    ENSURE(n > 0 && learners.by_pay.size() == n);
    const double minimum = learners.ctc[learners.by_pay.front()];
    const double maximum = learners.ctc[learners.by_pay.back()];
    ENSURE(minimum > 0.0);
    result.axis = axis_over(minimum, maximum);
    result.slot.resize(n);
    const SlotFinder finder(result.axis, minimum, maximum);
    result.bins_of_slot = finder.bins_of_slot();
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            result.slot[row] = finder.slot_of(learners.ctc[row]);
    });
    return result;
}

} // namespace cohortscope::analysis

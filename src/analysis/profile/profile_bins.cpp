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
constexpr int kLinearBins = 120;
constexpr double kLn10 = 2.302585092994045684;

// Powers of ten, which many measures are, must fall on the upper side of the edge they stand on
// whatever the last bit of the logarithm says. No other edge is a number that they take.
constexpr double kEdgeTolerance = 1e-9;

double log10_of(double value) { return base::natural_log(value) / kLn10; }

// Edges lie at whole multiples of 1/24 decade, so that bins stay where they are while knobs move;
// only more than ten decades need wider ones.
MeasureAxis axis_over(double minimum, double maximum) {
    for (int width = 1;; ++width) {
        const double step = static_cast<double>(width) / kBinsPerDecade;
        const double first = std::floor(log10_of(minimum) / step + kEdgeTolerance);
        const double end = std::ceil(log10_of(maximum) / step - kEdgeTolerance);
        if (end - first <= kMaximumBins)
            return {true, first * step, step, std::max(1, static_cast<int>(end - first))};
    }
}

std::vector<double> lower_edges(const MeasureAxis& axis) {
    std::vector<double> edges;
    for (int bin = 0; bin < axis.bins; ++bin) {
        const double edge = (axis.low + bin * axis.step) * kLn10;
        edges.push_back(base::exponential(edge) * (1.0 - kEdgeTolerance));
    }
    return edges;
}

// Cells of equal leading bits, so that a slot needs no search. With at most this many of them a
// cell is at most half as wide as a bin: at most one edge runs through it, and one comparison
// settles on which side a value lies.
constexpr std::uint64_t kMostCells = 4096;
constexpr int kFewestDroppedBits = 44; // of 52 in the mantissa: cells of 0.4 %

// Slots are cells, cut in two where an edge runs through.
class SlotFinder {
  public:
    SlotFinder(const MeasureAxis& axis, double minimum, double maximum) {
        const auto bits_of = [](double value) { return std::bit_cast<std::uint64_t>(value); };
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

    std::uint16_t slot_of(double value) const {
        const Cell& cell = cells_[(std::bit_cast<std::uint64_t>(value) >> dropped_) - first_];
        return static_cast<std::uint16_t>(cell.slot + (value >= cell.edge ? 1 : 0));
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

bool all_whole(std::span<const double> values) {
    const auto parts =
        base::map_chunks<char>(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            bool whole = true;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                whole = whole && values[row] == std::floor(values[row]);
            return static_cast<char>(whole);
        });
    return std::ranges::all_of(parts, [](char whole) { return whole != 0; });
}

// Of whole numbers each bin holds equally many, or the shape would be a comb.
MeasureAxis linear_axis(std::span<const double> values, double minimum, double maximum) {
    const double width = maximum - minimum;
    if (!std::isfinite(width) || width <= 0.0)
        return {false, minimum, 1.0, 1};
    if (!all_whole(values))
        return {false, minimum, width / kLinearBins, kLinearBins};
    const double step = std::max(1.0, std::ceil((width + 1.0) / kLinearBins));
    return {false, minimum - 0.5, step, static_cast<int>(std::ceil((width + 1.0) / step))};
}

// Of a measure that is no logarithm: bins of equal width, which are the slots.
MeasureBins linear_bins(std::span<const double> values, double minimum, double maximum) {
    MeasureBins result;
    result.axis = linear_axis(values, minimum, maximum);
    result.slot.resize(values.size());
    for (int bin = 0; bin < result.axis.bins; ++bin)
        result.bins_of_slot.push_back(static_cast<std::uint8_t>(bin));
    base::for_each_chunk(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const double place = (values[row] - result.axis.low) / result.axis.step;
            result.slot[row] = static_cast<std::uint16_t>(
                std::clamp(place, 0.0, static_cast<double>(result.axis.bins - 1)));
        }
    });
    return result;
}

} // namespace

MeasureBins bin_measure(const features::PreparedRows& prepared) {
    const std::size_t n = prepared.measure.size();
    ENSURE(n > 0 && prepared.by_measure.size() == n);
    const double minimum = prepared.measure[prepared.by_measure.front()];
    const double maximum = prepared.measure[prepared.by_measure.back()];
    const bool logarithmic =
        prepared.measure_spec->encoding == schema::Encoding::logarithm && minimum > 0.0;
    return bin_values(prepared.measure, minimum, maximum, logarithmic);
}

MeasureBins bin_values(std::span<const double> values, double minimum, double maximum,
                       bool logarithmic) {
    if (!logarithmic)
        return linear_bins(values, minimum, maximum);
    MeasureBins result;
    result.axis = axis_over(minimum, maximum);
    result.slot.resize(values.size());
    const SlotFinder finder(result.axis, minimum, maximum);
    result.bins_of_slot = finder.bins_of_slot();
    base::for_each_chunk(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            result.slot[row] = finder.slot_of(values[row]);
    });
    return result;
}

} // namespace cohortscope::analysis

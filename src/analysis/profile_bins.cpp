#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "analysis/profile.h"
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

// Finds a bin by the leading bits of the number: pay that agrees in them lies within 0.4 %, so at
// most one edge runs between, and one comparison settles it.
class BinFinder {
  public:
    BinFinder(const PayAxis& axis, double minimum, double maximum)
        : edges_(lower_edges(axis)), first_(leading_bits(minimum)) {
        edges_.push_back(std::numeric_limits<double>::infinity());
        for (std::uint64_t bits = first_; bits <= leading_bits(maximum); ++bits) {
            const double smallest = std::bit_cast<double>(bits << kDroppedBits);
            const auto above = std::upper_bound(edges_.begin() + 1, edges_.end() - 1, smallest);
            bins_.push_back(static_cast<std::uint8_t>(above - edges_.begin() - 1));
        }
    }

    std::uint8_t bin_of(double pay) const {
        const std::uint8_t bin = bins_[leading_bits(pay) - first_];
        return static_cast<std::uint8_t>(bin + (pay >= edges_[bin + 1u] ? 1 : 0));
    }

  private:
    static constexpr int kDroppedBits = 44; // of 52 in the mantissa
    static std::uint64_t leading_bits(double pay) {
        return std::bit_cast<std::uint64_t>(pay) >> kDroppedBits;
    }

    std::vector<double> edges_;      // lower edges, then infinity
    std::vector<std::uint8_t> bins_; // by leading bits less first_
    std::uint64_t first_;
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
    result.bin.resize(n);
    const BinFinder finder(result.axis, minimum, maximum);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            result.bin[row] = finder.bin_of(learners.ctc[row]);
    });
    return result;
}

} // namespace cohortscope::analysis

#include "plot/clusters/smoothed.h"

#include <algorithm>
#include <array>

namespace cohortscope::plot {

std::vector<float> smoothed_shares(const std::vector<double>& counts, std::size_t rows) {
    constexpr std::array<double, 5> kKernel = {1.0 / 16, 4.0 / 16, 6.0 / 16, 4.0 / 16, 1.0 / 16};
    const int bins = static_cast<int>(counts.size());
    std::vector<float> shares(counts.size());
    for (int bin = 0; bin < bins; ++bin) {
        double sum = 0.0;
        for (int offset = -2; offset <= 2; ++offset) {
            int from = bin + offset;
            from = from < 0 ? -from - 1 : from >= bins ? 2 * bins - 1 - from : from;
            from = std::clamp(from, 0, bins - 1); // one or two bins reflect more than once
            sum += kKernel[static_cast<std::size_t>(offset + 2)] *
                   counts[static_cast<std::size_t>(from)];
        }
        shares[static_cast<std::size_t>(bin)] =
            static_cast<float>(sum / static_cast<double>(std::max<std::size_t>(rows, 1)));
    }
    return shares;
}

} // namespace cohortscope::plot

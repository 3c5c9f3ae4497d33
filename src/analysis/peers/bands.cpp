#include "analysis/peers/bands.h"

#include <algorithm>

#include "base/format.h"
#include "base/order_statistics.h"

namespace cohortscope::analysis {

std::size_t Bands::of(double value) const {
    std::size_t band = 0;
    for (const double edge : edges) // few of them: no search is faster
        band += value >= edge ? 1 : 0;
    return band;
}

Bands quarters(std::span<const double> values) {
    Bands bands;
    if (values.empty())
        return bands;
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted);
    for (const double percent : {25.0, 50.0, 75.0}) {
        const double edge =
            base::percentile_at(sorted.size(), percent, [&](std::size_t i) { return sorted[i]; });
        if (edge > (bands.edges.empty() ? sorted.front() : bands.edges.back()))
            bands.edges.push_back(edge);
    }
    return bands;
}

std::string label_of(const Bands& bands, std::size_t band) {
    if (bands.edges.empty())
        return "all";
    if (band == 0)
        return "under " + base::shortest(bands.edges.front());
    const std::string from = base::shortest(bands.edges[band - 1]);
    return band < bands.edges.size() ? from + " to <" + base::shortest(bands.edges[band])
                                     : from + " and more";
}

} // namespace cohortscope::analysis

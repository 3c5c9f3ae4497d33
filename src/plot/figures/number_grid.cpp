#include "plot/figures/number_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/order_statistics.h"
#include "base/parallel.h"

namespace cohortscope::plot {

namespace {

// Of values in any order, which it changes.
double percentile_of(std::vector<double>& values, double percent) {
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    return base::percentile_at(values.size(), percent, [&](std::size_t rank) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank);
        std::nth_element(values.begin(), place, values.end());
        return *place;
    });
}

} // namespace

double GridAxis::place_of(double value) const {
    if (!logarithmic)
        return value;
    return value > 0.0 ? std::log10(value) : -std::numeric_limits<double>::infinity();
}

int GridAxis::bin_of(double value) const {
    const double place = place_of(value);
    if (!(place >= low && place <= high))
        return -1;
    return std::min(bins - 1, static_cast<int>((place - low) / (high - low) * bins));
}

NumberGrid count_grid(std::span<const double> x, std::span<const double> y, const GridAxis& across,
                      const GridAxis& upwards) {
    ENSURE(x.size() == y.size() && across.low < across.high && upwards.low < upwards.high);
    NumberGrid grid{across, upwards, {}, 0, 0};
    const auto cells =
        static_cast<std::size_t>(across.bins) * static_cast<std::size_t>(upwards.bins);
    const auto parts = base::map_chunks<std::vector<std::uint32_t>>(
        x.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            std::vector<std::uint32_t> part(cells + 1, 0); // the last one: outside
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                const int column = across.bin_of(x[row]), line = upwards.bin_of(y[row]);
                const bool inside = column >= 0 && line >= 0;
                ++part[inside ? static_cast<std::size_t>(column * upwards.bins + line) : cells];
            }
            return part;
        });
    grid.counts.assign(cells, 0);
    for (const std::vector<std::uint32_t>& part : parts) {
        for (std::size_t cell = 0; cell < cells; ++cell)
            grid.counts[cell] += part[cell];
        grid.outside += part[cells];
    }
    for (const std::uint32_t count : grid.counts)
        grid.most = std::max(grid.most, count);
    return grid;
}

std::vector<NumberBand> bands_of(std::span<const double> x, std::span<const double> y,
                                 std::span<const double> edges) {
    ENSURE(x.size() == y.size() && edges.size() >= 2);
    std::vector<std::vector<double>> values(edges.size() - 1);
    for (std::size_t row = 0; row < x.size(); ++row) {
        if (!(x[row] >= edges.front() && x[row] <= edges.back()))
            continue;
        const auto above = std::upper_bound(edges.begin(), edges.end(), x[row]);
        const auto band = static_cast<std::size_t>(above - edges.begin()) - 1;
        values[std::min(band, values.size() - 1)].push_back(y[row]);
    }
    std::vector<NumberBand> bands;
    for (std::size_t i = 0; i < values.size(); ++i)
        bands.push_back({edges[i], edges[i + 1], values[i].size(), percentile_of(values[i], 25),
                         percentile_of(values[i], 50), percentile_of(values[i], 75)});
    return bands;
}

} // namespace cohortscope::plot

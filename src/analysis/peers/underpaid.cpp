#include "analysis/peers/underpaid.h"

#include <algorithm>
#include <array>
#include <limits>

#include "analysis/contrast/share_contrast.h"
#include "base/order_statistics.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double median_of(std::vector<double>& values) {
    if (values.empty())
        return kNone;
    // The middle two stand where they belong; no more of the order is needed.
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (middle + 1 != values.end())
        std::iter_swap(middle + 1, std::min_element(middle + 1, values.end()));
    return base::percentile_at(values.size(), 50.0, [&](std::size_t i) { return values[i]; });
}

template <class Part>
std::vector<UnderpaidShare> by_part(const Underpaid& of, std::span<const Part> part_of,
                                    std::size_t parts) {
    std::vector<std::array<std::size_t, 3>> counts(parts);
    for (std::size_t row = 0; row < part_of.size(); ++row)
        ++counts[static_cast<std::size_t>(part_of[row])][of.standing[row]];
    std::vector<std::vector<double>> gaps(parts);
    for (std::size_t i = 0; i < of.positions.size(); ++i)
        gaps[static_cast<std::size_t>(part_of[of.positions[i]])].push_back(of.gaps[i]);
    std::vector<UnderpaidShare> shares;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto& [none, fine, low] = counts[part];
        shares.push_back({none + fine + low, fine + low, low, median_of(gaps[part])});
    }
    return shares;
}

} // namespace

double UnderpaidShare::share() const {
    return compared == 0 ? kNone : static_cast<double>(underpaid) / static_cast<double>(compared);
}

Interval UnderpaidShare::interval() const {
    return compared == 0 ? Interval{kNone, kNone} : wilson(underpaid, compared);
}

Underpaid underpaid(std::span<const double> measure, std::span<const std::int32_t> group_of,
                    std::span<const double> medians, std::span<const std::size_t> rows,
                    const PeerLimits& limits) {
    std::vector<double> limit(medians.size(), kNone); // nothing is below what is no number
    for (std::size_t group = 0; group < medians.size(); ++group)
        if (rows[group] >= std::max<std::size_t>(limits.fewest, 1))
            limit[group] = (1.0 - limits.gap) * medians[group];
    Underpaid made;
    made.standing.resize(measure.size());
    const auto parts = base::map_chunks<std::vector<std::uint32_t>>(
        measure.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            std::vector<std::uint32_t> low;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                const double least = limit[static_cast<std::size_t>(group_of[row])];
                const bool is_low = measure[row] < least;
                made.standing[row] = is_low           ? kUnderpaid
                                     : least == least ? kNotUnderpaid
                                                      : kNotCompared;
                if (is_low)
                    low.push_back(static_cast<std::uint32_t>(row));
            }
            return low;
        });
    for (const auto& part : parts)
        made.positions.insert(made.positions.end(), part.begin(), part.end());
    made.gaps.reserve(made.positions.size());
    for (const std::uint32_t row : made.positions) {
        const double median = medians[static_cast<std::size_t>(group_of[row])];
        made.gaps.push_back((median - measure[row]) / median);
    }
    return made;
}

std::vector<UnderpaidShare> underpaid_by(const Underpaid& of, std::span<const Label> part_of,
                                         std::size_t parts) {
    return by_part(of, part_of, parts);
}

std::vector<UnderpaidShare> underpaid_by(const Underpaid& of, std::span<const std::int32_t> part_of,
                                         std::size_t parts) {
    return by_part(of, part_of, parts);
}

} // namespace cohortscope::analysis

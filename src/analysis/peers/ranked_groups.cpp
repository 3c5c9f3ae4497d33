#include "analysis/peers/ranked_groups.h"

#include <limits>

#include "analysis/profile/median_interval.h"
#include "base/order_statistics.h"

namespace cohortscope::analysis {

namespace {

template <class Group>
RankedGroups ranked_by(std::span<const std::uint32_t> by_measure, std::span<const Group> group_of,
                       std::size_t groups) {
    RankedGroups ranked;
    ranked.begins.assign(groups + 1, 0);
    for (const Group group : group_of)
        ++ranked.begins[static_cast<std::size_t>(group) + 1];
    for (std::size_t group = 0; group < groups; ++group)
        ranked.begins[group + 1] += ranked.begins[group];
    std::vector<std::uint32_t> next(ranked.begins.begin(), ranked.begins.end() - 1);
    ranked.positions.resize(by_measure.size());
    for (const std::uint32_t position : by_measure)
        ranked.positions[next[static_cast<std::size_t>(group_of[position])]++] = position;
    return ranked;
}

} // namespace

RankedGroups rank_groups(std::span<const std::uint32_t> by_measure,
                         std::span<const std::int32_t> group_of, std::size_t groups) {
    return ranked_by(by_measure, group_of, groups);
}

RankedGroups rank_groups(std::span<const std::uint32_t> by_measure, std::span<const Label> group_of,
                         std::size_t groups) {
    return ranked_by(by_measure, group_of, groups);
}

FiveNumbers five_numbers(std::span<const std::uint32_t> ranked, std::span<const double> measure) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const std::size_t n = ranked.size();
    if (n == 0)
        return {0, kNone, kNone, kNone, kNone, kNone, {kNone, kNone}};
    const auto value_at = [&](std::size_t rank) { return measure[ranked[rank]]; };
    const auto at = [&](double percent) { return base::percentile_at(n, percent, value_at); };
    FiveNumbers five{n, value_at(0), at(25), at(50), at(75), value_at(n - 1), {kNone, kNone}};
    constexpr std::size_t kFewest = 6; // rows that an interval needs
    if (const std::size_t rank = n < kFewest ? 0 : median_rank(n); rank > 0)
        five.interval = {value_at(rank - 1), value_at(n - rank)};
    return five;
}

std::vector<FiveNumbers> five_numbers(const RankedGroups& groups, std::span<const double> measure) {
    std::vector<FiveNumbers> all;
    all.reserve(groups.count());
    for (std::size_t group = 0; group < groups.count(); ++group)
        all.push_back(five_numbers(groups.of(group), measure));
    return all;
}

} // namespace cohortscope::analysis

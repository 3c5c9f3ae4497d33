#include "plot/clusters/ridge_scale.h"

#include <numeric>

#include "base/format.h"
#include "base/whole.h"
#include "plot/draw.h"
#include "plot/effects.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr int kBetweenTicks = 64; // labels, pixels
constexpr int kMostBars = 16;

// A whole number each, as many as there is room for.
std::vector<Tick> whole_ticks(const ClusterParts& c, const NumberScale& scale) {
    std::vector<Tick> ticks;
    const int every =
        std::max(1, static_cast<int>(std::ceil(c.scaled(kBetweenTicks) / 2 / scale.bin_width())));
    for (int bin = 0; bin < scale.axis.bins; bin += every) {
        const double value = scale.axis.low + bin + 0.5;
        ticks.push_back({value, base::whole(value)});
        if (value < 0)
            ticks.back().label = kMinus + base::whole(-value);
    }
    return ticks;
}

} // namespace

bool clips(const ClusterParts& c) { return c.number()->bounds.mode == schema::OutlierMode::clip; }

BinRange shown_bins(const ClusterParts& c) {
    constexpr double kBeyond = 0.005;
    BinRange shown = {0, c.number()->axis.bins};
    if (c.number()->bounds.mode != schema::OutlierMode::none || has_bars(c))
        return shown;
    const auto& counts = c.number()->all.histogram;
    const double most = kBeyond * static_cast<double>(c.result.rows());
    const auto count = [&](int bin) { return counts[static_cast<std::size_t>(bin)]; };
    for (double low = count(shown.first); low <= most && shown.first + 1 < shown.end;)
        low += count(++shown.first);
    for (double high = count(shown.end - 1); high <= most && shown.first + 1 < shown.end;)
        high += count(--shown.end - 1);
    return shown;
}

const analysis::NumberSpread& spread_of(const ClusterParts& c, int cluster) {
    return c.number()->clusters[static_cast<std::size_t>(cluster)];
}

EndRows clipped_rows(const ClusterParts& c, int cluster) {
    const analysis::NumberBounds& bounds = c.number()->bounds;
    const analysis::NumberSpread& spread = spread_of(c, cluster);
    if (!clips(c))
        return {};
    return {bounds.below > 0 ? spread.at_lowest : 0, bounds.above > 0 ? spread.at_highest : 0};
}

EndRows end_rows(const ClusterParts& c, int cluster) {
    if (clips(c))
        return clipped_rows(c, cluster);
    const BinRange shown = shown_bins(c);
    const auto& counts = spread_of(c, cluster).histogram;
    const auto sum = [](auto from, auto to) { return std::accumulate(from, to, std::size_t{0}); };
    return {sum(counts.begin(), counts.begin() + shown.first),
            sum(counts.begin() + shown.end, counts.end())};
}

NumberScale number_scale(const ClusterParts& c) {
    const analysis::NumberBounds& bounds = c.number()->bounds;
    const float bar = c.scaled(kEndBar + kEndBarGap);
    const analysis::MeasureAxis& axis = c.number()->axis;
    const BinRange shown = shown_bins(c);
    const bool clipped = clips(c);
    const bool low = (clipped && bounds.below > 0) || shown.first > 0;
    const bool high = (clipped && bounds.above > 0) || shown.end < axis.bins;
    return {axis, shown, c.columns.ridge.left + (low ? bar : 0),
            c.columns.ridge.right - (high ? bar : 0)};
}

std::vector<Tick> number_ticks(const ClusterParts& c) {
    const NumberScale scale = number_scale(c);
    if (!(scale.high() > scale.low()))
        return {};
    if (has_bars(c))
        return whole_ticks(c, scale);
    const int target =
        std::clamp(static_cast<int>((scale.right - scale.left) / c.scaled(kBetweenTicks)), 3, 12);
    return scale.axis.logarithmic ? log_ticks(c.spec(), scale.low(), scale.high(), target)
                                  : linear_ticks(c.spec(), scale.low(), scale.high(), target);
}

analysis::ColumnSpread measure_spread(const engine::Result& result) {
    const auto spread_of = [](const analysis::ClusterProfile& profile) {
        return analysis::NumberSpread{
            profile.size,      profile.measure_q1, profile.measure_median, profile.measure_q3,
            profile.histogram, profile.at_lowest,  profile.at_highest};
    };
    const analysis::Profiles& profiles = *result.profiles;
    const features::MeasureBounds& bounds = *result.prepared.bounds;
    analysis::Distribution made{
        profiles.measure_axis,
        spread_of(profiles.all),
        {},
        {measure_outliers(result), bounds.low, bounds.high, bounds.below, bounds.above}};
    for (const analysis::ClusterProfile& profile : profiles.clusters)
        made.clusters.push_back(spread_of(profile));
    return {profiles.measure->name, profiles.measure, std::move(made)};
}

bool has_bars(const ClusterParts& c) {
    const analysis::MeasureAxis& axis = c.number()->axis;
    return !axis.logarithmic && axis.bins > 1 && axis.bins <= kMostBars && axis.step == 1.0;
}

std::string outlier_note(const ClusterParts& c) {
    if (c.number() == nullptr)
        return {};
    const analysis::NumberBounds& bounds = c.number()->bounds;
    if (bounds.mode == schema::OutlierMode::none || !std::isfinite(bounds.low) ||
        !std::isfinite(bounds.high))
        return {};
    return base::grouped(static_cast<long long>(bounds.below)) + " + " + row_count(bounds.above) +
           (clips(c) ? " clipped to " : " dropped outside ") + c.amount(bounds.low) + " … " +
           c.amount(bounds.high);
}

} // namespace cohortscope::plot

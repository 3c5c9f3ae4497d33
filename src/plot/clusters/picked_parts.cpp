#include "plot/clusters/picked_parts.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/elementary.h"

namespace cohortscope::plot {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool is_category(const engine::Result& result, const std::string& column) {
    return std::ranges::any_of(result.prepared.rows->names,
                               [&](const auto& names) { return names.spec->name == column; });
}

bool is_number(const engine::Result& result, const std::string& column) {
    const features::PreparedRows& rows = *result.prepared.rows;
    return (rows.has_measure && rows.measure_spec->name == column) ||
           std::ranges::any_of(rows.numbers,
                               [&](const auto& number) { return number.spec->name == column; });
}

std::optional<engine::Shape> part_of_names(const analysis::ColumnSpread& spread,
                                           const analysis::NameShares& shares, int value) {
    const auto part = static_cast<std::size_t>(value);
    if (part < shares.names.size())
        return engine::Shape{engine::Name{spread.column, shares.names[part]}};
    if (part < shares.all.size())
        return engine::Shape{engine::OtherNames{spread.column, shares.names}};
    return std::nullopt;
}

} // namespace

std::optional<engine::Shape> side_of(const std::string& column, double value, double all) {
    if (!std::isfinite(value) || !std::isfinite(all))
        return std::nullopt;
    return value >= all ? engine::Shape{engine::NumberRange{column, all, kInfinity}}
                        : engine::Shape{engine::NumberRange{column, -kInfinity, all}};
}

std::optional<engine::Shape> side_of_feature(const engine::Result& result,
                                             const features::Feature& feature, double mean) {
    const std::string& from = feature.spec->from;
    if (!feature.level.empty() && is_category(result, from))
        return mean >= feature.mean ? engine::Shape{engine::Name{from, feature.level}}
                                    : engine::Shape{engine::OtherNames{from, {feature.level}}};
    if (feature.spec->encoding == schema::Encoding::logarithm && is_number(result, from))
        return side_of(from, base::exponential(mean) - 1.0, base::exponential(feature.mean) - 1.0);
    return side_of(feature.name, mean, feature.mean);
}

std::optional<engine::Shape> side_of_outcome(const std::string& column, bool rate, double mean,
                                             double all) {
    if (!rate)
        return side_of(column, mean, all);
    if (!std::isfinite(mean) || !std::isfinite(all))
        return std::nullopt;
    return engine::Shape{engine::Outcome{mean >= all ? 1.0 : 0.0}};
}

std::optional<engine::Shape> shape_of_part(const analysis::ColumnSpread& spread, int value,
                                           int cluster) {
    if (value < 0)
        return std::nullopt;
    if (const auto* shares = std::get_if<analysis::NameShares>(&spread.what))
        return part_of_names(spread, *shares, value);
    const auto* means = std::get_if<analysis::OutcomeMeans>(&spread.what);
    if (means == nullptr || value != kMeanPart)
        return std::nullopt;
    if (means->rate)
        return engine::Shape{engine::Outcome{1.0}};
    const analysis::OutcomeMean& shown =
        cluster < 0 ? means->all : means->clusters[static_cast<std::size_t>(cluster)];
    return side_of(spread.column, shown.mean, means->all.mean);
}

} // namespace cohortscope::plot

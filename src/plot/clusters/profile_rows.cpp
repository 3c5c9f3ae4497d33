#include "plot/clusters/profile_rows.h"

#include <algorithm>
#include <cmath>

#include "base/elementary.h"
#include "base/format.h"
#include "base/whole.h"
#include "features/encode.h"
#include "plot/clusters/group_words.h"
#include "plot/clusters/picked_parts.h"
#include "plot/clusters/profile_strength.h"
#include "plot/effects.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using Field = double analysis::ClusterProfile::*;

// What amounts are shown in: Indian money in lakh, or whole where that would leave nothing but
// zeros; all else as it stands.
struct AmountUnit {
    double size = 1.0;
    std::string name;
};

AmountUnit amount_unit(const analysis::Profiles& profiles, Field field) {
    if (profiles.measure->currency != "INR")
        return {1.0, unit_behind(*profiles.measure)};
    constexpr double kSmall = 1e4;
    double largest = profiles.all.*field;
    for (const auto& cluster : profiles.clusters)
        largest = std::max(largest, cluster.*field);
    return largest < kSmall ? AmountUnit{1.0, "₹"} : AmountUnit{1e5, "₹ lakh"};
}

std::string amount_in(const schema::ColumnSpec& measure, const AmountUnit& unit, double value) {
    if (measure.currency != "INR")
        return measure_number(measure, value);
    const double amount = value / unit.size;
    if (amount >= 99.95)
        return base::whole(amount);
    return base::fixed(amount, amount < 0.995 ? 2 : 1);
}

// How much the measure of rows differs, on the scale that its feature uses: a logarithm where it
// has one, else what the middle half says.
struct Spread {
    bool logarithmic = false;
    double deviation = 0.0;

    double between(double value, double all) const {
        if (!(deviation > 0))
            return 0.0;
        if (!logarithmic)
            return (value - all) / deviation;
        return value > 0 && all > 0 ? base::natural_log(value / all) / deviation : 0.0;
    }
};

Spread spread_of(const engine::Result& result) {
    const std::string& measure = result.profiles->measure->name;
    for (const auto& column : result.prepared.features->columns)
        if (column->spec->from == measure && column->spec->encoding == schema::Encoding::logarithm)
            return {true, column->std};
    constexpr double kQuartiles = 1.349; // apart, in deviations of a normal distribution
    const analysis::ClusterProfile& all = result.profiles->all;
    return {false, (all.measure_q3 - all.measure_q1) / kQuartiles};
}

// The short word of a feature that holds the column as it stands.
std::string brief_of_column(const engine::Result& result, const schema::ColumnSpec& column) {
    for (const auto& feature : result.prepared.features->columns)
        if (feature->spec->from == column.name &&
            feature->spec->encoding == schema::Encoding::number && !feature->spec->brief.empty())
            return feature->spec->brief;
    return column.label;
}

ProfileRow measure_row(const engine::Result& result, const std::string& what, Field field) {
    const auto& profiles = *result.profiles;
    const schema::ColumnSpec& measure = *profiles.measure;
    const std::string label = what + " " + measure.label;
    const Spread spread = spread_of(result);
    const AmountUnit unit = amount_unit(profiles, field);
    ProfileRow row{label,
                   what + " " + brief_of_column(result, measure),
                   unit.name,
                   amount_in(measure, unit, profiles.all.*field),
                   short_measure(measure, profiles.all.*field),
                   {}};
    for (const auto& cluster : profiles.clusters) {
        const double value = cluster.*field;
        row.cells.push_back({amount_in(measure, unit, value), short_measure(measure, value),
                             spread.between(value, profiles.all.*field), "",
                             side_of(measure.name, value, profiles.all.*field)});
    }
    return row;
}

// Rare names count as one: their frequency is not that of a frequent name.
bool mostly_lumped(const analysis::ClusterProfile& cluster, const engine::Result& result) {
    const features::NamesSlot* slot = lumped_names(result);
    if (slot == nullptr)
        return false;
    const auto& top =
        cluster.top_names[static_cast<std::size_t>(slot - result.prepared.rows->names.data())];
    return !top.empty() && top.front().name == slot->spec->rare_name &&
           2 * top.front().count >= cluster.size;
}

ProfileRow feature_row(const engine::Result& result, std::size_t index) {
    const features::Feature& feature = *result.prepared.features->columns[index];
    const std::string label = label_of(feature), unit = unit_of(feature);
    ProfileRow row{label,
                   brief_of(feature),
                   label.ends_with(unit) ? "" : unit,
                   format_number(feature, feature.mean),
                   format_value(feature, feature.mean),
                   {}};
    const features::NamesSlot* slot = lumped_names(result);
    const bool lumped = slot != nullptr && feature.spec->from == slot->spec->name &&
                        feature.spec->encoding == schema::Encoding::frequency;
    for (const auto& cluster : result.profiles->clusters) {
        const double mean = cluster.feature_means[index];
        ProfileCell cell{format_number(feature, mean), format_value(feature, mean),
                         feature.std > 0 ? (mean - feature.mean) / feature.std : 0.0, "",
                         side_of_feature(result, feature, mean)};
        if (lumped && mostly_lumped(cluster, result)) {
            cell.text += kLumpSign;
            cell.remark = "; mostly rare " + plural_of(*slot->spec) +
                          ", counted together as one: no large " + slot->spec->label;
        }
        row.cells.push_back(std::move(cell));
    }
    row.compared = static_cast<int>(index);
    return row;
}

// A rate in % of the rows that have an outcome, or the mean of one that is no matter of yes and no.
ProfileRow outcome_row(const engine::Result& result) {
    const analysis::Profiles& profiles = *result.profiles;
    const schema::ColumnSpec& outcome = *profiles.outcome;
    const bool rate = is_rate(result);
    const auto number = [&](double mean) {
        return rate ? base::fixed(100.0 * mean, 1) : measure_number(outcome, mean);
    };
    const std::string unit = rate ? "% of rows" : unit_behind(outcome);
    const auto with_unit = [&](double mean) {
        return unit.empty() ? number(mean) : number(mean) + " " + unit;
    };
    const double all = profiles.all.outcome_mean;
    const double deviation = rate ? std::sqrt(all * (1.0 - all)) : 0.0;
    ProfileRow row{outcome.label, outcome.label, unit, number(all), with_unit(all), {}};
    for (const analysis::ClusterProfile& cluster : profiles.clusters) {
        if (cluster.outcome_rows == 0) {
            row.cells.push_back({"–", "–", kNoDeviation});
            continue;
        }
        row.cells.push_back(
            {number(cluster.outcome_mean), with_unit(cluster.outcome_mean),
             deviation > 0 ? (cluster.outcome_mean - all) / deviation : kNoDeviation, "",
             side_of_outcome(outcome.name, rate, cluster.outcome_mean, all)});
    }
    return row;
}

std::string top_name(const analysis::ClusterProfile& cluster, std::size_t slot, bool tip) {
    const auto& top = cluster.top_of(slot);
    if (top.empty() || cluster.size == 0)
        return "–";
    constexpr std::size_t kShort = 12;
    if (!tip)
        return base::shortened(top.front().name, kShort);
    return top.front().name + ", " +
           percent(static_cast<double>(top.front().count) / static_cast<double>(cluster.size), 0) +
           " of rows";
}

// The most frequent name of each cluster.
ProfileRow names_row(const engine::Result& result, std::size_t slot) {
    const analysis::Profiles& profiles = *result.profiles;
    const std::string label = "frequent " + plural_of(*profiles.names[slot]);
    ProfileRow row{label,
                   plural_of(*profiles.names[slot]),
                   "",
                   top_name(profiles.all, slot, false),
                   top_name(profiles.all, slot, true),
                   {}};
    for (const analysis::ClusterProfile& cluster : profiles.clusters) {
        ProfileCell cell{top_name(cluster, slot, false), top_name(cluster, slot, true),
                         kNoDeviation};
        if (const auto& top = cluster.top_of(slot); !top.empty() && cluster.size > 0)
            cell.side = {engine::Name{profiles.names[slot]->name, top.front().name}};
        row.cells.push_back(std::move(cell));
    }
    return row;
}

// A number of which no feature is made.
ProfileRow other_row(const engine::Result& result, std::size_t index) {
    const analysis::OtherNumber& number = result.profiles->others[index];
    const schema::ColumnSpec& column = *result.prepared.rows->numbers[number.slot].spec;
    ProfileRow row{column.label,
                   column.label,
                   unit_behind(column),
                   measure_number(column, number.mean),
                   short_measure(column, number.mean),
                   {}};
    for (const double mean : number.means)
        row.cells.push_back(
            std::isnan(mean)
                ? ProfileCell{"–", "–", kNoDeviation}
                : ProfileCell{measure_number(column, mean), short_measure(column, mean),
                              number.std > 0 ? (mean - number.mean) / number.std : 0.0, "",
                              side_of(column.name, mean, number.mean)});
    return row;
}

bool has_feature(const engine::Result& result, const schema::ColumnSpec& column) {
    return std::ranges::any_of(result.prepared.features->columns, [&](const auto& feature) {
        return feature->spec->from == column.name;
    });
}

// Of the strengths, which a result that nobody compared lacks.
double strength_at(const std::vector<double>& strengths, std::size_t index) {
    return index < strengths.size() ? strengths[index] : kNoDeviation;
}

double strength_if_any(const analysis::Strengths& all, double strength) {
    return all.features.empty() ? kNoDeviation : strength;
}

void add_measure_rows(const engine::Result& result, std::vector<ProfileRow>& rows) {
    const analysis::Profiles& profiles = *result.profiles;
    const std::string& label = profiles.measure->label;
    rows.push_back(measure_row(result, "median", &analysis::ClusterProfile::measure_median));
    if (result.prepared.rows->has_measure) // else a feature's row tells it
        rows.push_back(measure_row(result, "mean", &analysis::ClusterProfile::measure_mean));
    for (ProfileRow& row : rows) {
        row.outside = !is_in_distance(result, profiles.measure->name);
        set_number_strength(row, label,
                            strength_if_any(profiles.strengths, profiles.strengths.measure));
    }
}

void add_feature_rows(const engine::Result& result, std::vector<ProfileRow>& rows) {
    const auto& columns = result.prepared.features->columns;
    for (std::size_t f = 0; f < columns.size(); ++f) {
        ProfileRow row = feature_row(result, f);
        row.outside = !(features::weight_of(result.settings.weights, *columns[f]->spec) > 0.0);
        set_number_strength(row, row.label, strength_at(result.profiles->strengths.features, f));
        rows.push_back(std::move(row));
    }
}

void add_outside_rows(const engine::Result& result, std::vector<ProfileRow>& rows) {
    const analysis::Profiles& profiles = *result.profiles;
    for (std::size_t i = 0; i < profiles.others.size(); ++i) {
        if (result.prepared.rows->numbers[profiles.others[i].slot].spec->name ==
            profiles.measure->name)
            continue; // of a table without a measure, its stand-in
        rows.push_back(other_row(result, i));
        rows.back().outside = true;
        set_number_strength(rows.back(), rows.back().label,
                            strength_at(profiles.strengths.others, i));
    }
    for (std::size_t slot = 0; slot < profiles.names.size(); ++slot) {
        if (has_feature(result, *profiles.names[slot]))
            continue;
        rows.push_back(names_row(result, slot));
        rows.back().outside = rows.back().names = true;
        set_names_strength(rows.back(), plural_of(*profiles.names[slot]),
                           strength_at(profiles.strengths.names, slot));
    }
}

} // namespace

bool is_in_distance(const engine::Result& result, const std::string& column) {
    return std::ranges::any_of(result.prepared.features->columns, [&](const auto& feature) {
        return feature->spec->from == column &&
               features::weight_of(result.settings.weights, *feature->spec) > 0.0;
    });
}

bool marks_lump(const engine::Result& result) {
    return std::ranges::any_of(result.profiles->clusters,
                               [&](const auto& cluster) { return mostly_lumped(cluster, result); });
}

std::vector<ProfileRow> profile_rows(const engine::Result& result, bool by_strength) {
    const analysis::Profiles& profiles = *result.profiles;
    std::vector<ProfileRow> rows;
    add_measure_rows(result, rows);
    if (profiles.outcome != nullptr && profiles.all.outcome_rows > 0) {
        rows.push_back(outcome_row(result));
        rows.back().outside = true;
        set_number_strength(rows.back(), profiles.outcome->label,
                            strength_if_any(profiles.strengths, profiles.strengths.outcome));
    }
    add_feature_rows(result, rows);
    add_outside_rows(result, rows);
    if (by_strength)
        std::ranges::stable_sort(rows, [](const ProfileRow& a, const ProfileRow& b) {
            return (std::isnan(a.strength) ? -1.0 : a.strength) >
                   (std::isnan(b.strength) ? -1.0 : b.strength);
        });
    return rows;
}

} // namespace cohortscope::plot

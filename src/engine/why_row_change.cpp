#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/why/change.h"
#include "analysis/why/standing.h"
#include "engine/rules.h"
#include "engine/why_row_parts.h"

namespace cohortscope::engine {

namespace {

using analysis::CellCoordinate;
using analysis::NumberCell;
using analysis::Replaced;
using schema::Encoding;

const features::Feature& feature_of(const WhyInput& input, std::size_t i) {
    return *input.result.prepared.features->columns[i];
}

const features::MatrixColumn& matrix_of(const WhyInput& input, std::size_t i) {
    return *input.result.prepared.matrix->columns[i];
}

bool counts(const features::MatrixColumn& column) {
    return column.weight != 0.0 && column.scaling.spread != 0.0;
}

// The scaled, weighted coordinate of an encoded value.
double coordinate(const features::MatrixColumn& column, double encoded) {
    return column.weight * ((encoded - column.scaling.centre) / column.scaling.spread);
}

// encoded = turn · curve(cell) + shift.
CellCoordinate coordinate_of(const WhyInput& input, std::size_t i, double turn, double shift) {
    const features::MatrixColumn& column = matrix_of(input, i);
    CellCoordinate made;
    made.feature = i;
    if (feature_of(input, i).spec->encoding == Encoding::logarithm)
        made.curve = analysis::Curve::logarithm;
    made.start = coordinate(column, shift);
    made.slope = turn * column.weight / column.scaling.spread;
    return made;
}

bool is_age(const ColumnSource& source, const schema::FeatureSpec& spec) {
    return source.spec->role == schema::Role::year && spec.encoding == Encoding::age;
}

void set_limits_of_number(const WhyInput& input, std::size_t slot, NumberCell& cell) {
    const features::NumberRule rule =
        number_rule(input.result.settings, *input.result.prepared.bound, slot);
    const features::FilledNumber& filled = *input.result.prepared.numbers[slot];
    cell.lowest = std::max(cell.lowest, rule.lowest);
    cell.highest = std::min(cell.highest, rule.highest);
    if (rule.outliers.mode == schema::OutlierMode::drop) {
        cell.lowest = std::max(cell.lowest, filled.low);
        cell.highest = std::min(cell.highest, filled.high);
    } else {
        cell.low = filled.low;
        cell.high = filled.high;
    }
}

// A row whose measure is beyond the bounds is clipped, or goes; one without a measure goes.
void set_limits_of_measure(const WhyInput& input, const ColumnSource& source, NumberCell& cell) {
    const features::MeasureBounds& bounds = *input.result.prepared.bounds;
    if (source.spec->encoding == Encoding::logarithm)
        cell.lowest = std::numeric_limits<double>::min();
    if (outliers_of(input.result.settings, *source.spec).mode == schema::OutlierMode::drop) {
        cell.lowest = std::max(cell.lowest, bounds.low);
        cell.highest = std::min(cell.highest, bounds.high);
    } else {
        cell.low = bounds.low;
        cell.high = bounds.high;
    }
}

// Beyond that a number's last digit is worth more than 1: of a logarithm, boundaries lie anywhere.
constexpr double kLargestCell = 1e15;

NumberCell number_cell(const WhyInput& input, const ColumnSource& source, const WhyColumn& column) {
    NumberCell cell;
    cell.lowest = -kLargestCell;
    cell.highest = kLargestCell;
    if (source.number)
        set_limits_of_number(input, *source.number, cell);
    if (source.is_measure)
        set_limits_of_measure(input, source, cell);
    if (source.is_id) {
        cell.is_whole = true;
        cell.lowest = 1.0;
    }
    const bool is_valid = column.number_read >= cell.lowest && column.number_read <= cell.highest;
    cell.value = is_valid ? column.number_read : column.number;
    for (const std::size_t i : source.features) {
        if (!counts(matrix_of(input, i)))
            continue;
        const bool turned = is_age(source, *feature_of(input, i).spec);
        cell.coordinates.push_back(coordinate_of(
            input, i, turned ? -1.0 : 1.0, turned ? input.result.settings.reference_year : 0.0));
    }
    return cell;
}

// Whether a coordinate leaves what the rows have.
bool is_beyond_all(const WhyInput& input, const NumberCell& cell, double to) {
    const std::vector<double> row = analysis::row_with(input.coordinates, cell, to);
    return std::ranges::any_of(cell.coordinates, [&](const CellCoordinate& each) {
        const features::Feature& feature = feature_of(input, each.feature);
        const double low = coordinate(matrix_of(input, each.feature), feature.min);
        const double high = coordinate(matrix_of(input, each.feature), feature.max);
        const double slack = 1e-9 * (high - low);
        return row[each.feature] < low - slack || row[each.feature] > high + slack;
    });
}

// Rounds the amount away from 0 to few digits, and on to more until the cell holds it and it moves
// the row.
void round_amount(const WhyInput& input, const NumberCell& cell, bool up, int decimals,
                  WhyChange& change) {
    constexpr int kMoreDigits = 6;
    const double size = std::fabs(change.amount);
    change.said = change.amount;
    change.said_decimals = std::max(decimals, 0);
    for (int more = 0; more < kMoreDigits; ++more) {
        const double step = std::pow(10.0, -(decimals + more));
        const double rounded = std::max(1.0, std::ceil(size / step - 1e-9)) * step;
        const double to = cell.value + (up ? rounded : -rounded);
        if (to < cell.lowest || to > cell.highest)
            continue;
        if (analysis::nearest_centre(analysis::row_with(input.coordinates, cell, to),
                                     *input.result.clustering) == input.own)
            continue;
        change.said = std::copysign(rounded, change.amount);
        change.said_decimals = std::max(decimals + more, 0);
        return;
    }
}

// Decimals that two significant digits take; those that the schema says, where it does.
int decimals_of(const ColumnSource& source, const WhyChange& change) {
    const double size = std::fabs(change.amount);
    const auto plain = [&] {
        return size > 0.0 ? 1 - static_cast<int>(std::floor(std::log10(size))) : 1;
    };
    if (source.is_id)
        return 0;
    if (source.spec->currency == "INR") // written in lakh, and in whole units below that
        return std::min(plain(), 0);
    const int said = change.unit_of ? change.unit_of->decimals : source.spec->decimals;
    return said == schema::kPlainDecimals ? plain() : said;
}

WhyChange change_of_number(const WhyInput& input, const ColumnSource& source,
                           const WhyColumn& column) {
    const NumberCell cell = number_cell(input, source, column);
    const auto found =
        analysis::smallest_change(input.coordinates, *input.result.clustering, input.own, cell);
    WhyChange change;
    change.why_not = Unmoved::none_moves;
    if (!found)
        return change;
    change.why_not = Unmoved::moves;
    change.cluster = found->cluster;
    change.to = found->to;
    change.amount = found->to - cell.value;
    change.beyond_all = is_beyond_all(input, cell, found->to);
    const features::Feature& first = feature_of(input, cell.coordinates.front().feature);
    const bool turned = is_age(source, *first.spec);
    if (turned || source.is_id)
        change.unit_of = first.spec;
    if (change.amount == 0.0) // on the boundary: the sign says which way leads across
        change.amount = found->up ? 0.0 : -0.0;
    if (turned)
        change.amount = -change.amount;
    round_amount(input, cell, found->up, decimals_of(source, change), change);
    return change;
}

// The coordinates of the row under another name of the column, or at another place of its levels.
std::vector<Replaced> replaced_by(const WhyInput& input, const ColumnSource& source,
                                  std::int32_t code, double place) {
    std::vector<Replaced> replaced;
    const Prepared& prepared = input.result.prepared;
    for (const std::size_t i : source.features) {
        const features::MatrixColumn& column = matrix_of(input, i);
        const features::Feature& feature = feature_of(input, i);
        if (!counts(column))
            continue;
        double encoded = 0.0;
        if (feature.spec->encoding == Encoding::ordinal) {
            const features::FilledNumber& filled = *prepared.numbers[*source.number];
            encoded = std::clamp(place, filled.low, filled.high);
        } else if (code != data::kMissingCode) {
            const features::NamesSlot& slot = prepared.rows->names[*source.names];
            const bool is_it = feature.level == (*slot.text.names)[code];
            encoded = !feature.level.empty() ? (is_it ? 1.0 : 0.0)
                                             : slot.name_rows[static_cast<std::size_t>(code)] /
                                                   static_cast<double>(slot.text.codes.size());
        }
        replaced.push_back({i, coordinate(column, encoded)});
    }
    return replaced;
}

std::size_t rows_of(const features::NamesSlot& slot, std::int32_t code) {
    return code == data::kMissingCode ? 0 : slot.name_rows[static_cast<std::size_t>(code)];
}

// The levels by how far they are from the row's, the lower of two equally far first.
WhyChange change_of_level(const WhyInput& input, const ColumnSource& source, double place) {
    const features::NamesSlot& slot = input.result.prepared.rows->names[*source.names];
    const std::vector<std::string>& levels = source.spec->levels;
    std::vector<std::size_t> order;
    for (std::size_t level = 0; level < levels.size(); ++level)
        if (static_cast<double>(level) != place)
            order.push_back(level);
    std::ranges::stable_sort(order, {}, [&](std::size_t level) {
        return std::fabs(static_cast<double>(level) - place);
    });
    for (const std::size_t level : order) {
        const std::int32_t code = features::find_name(*slot.text.names, levels[level]);
        const int cluster =
            analysis::nearest_with(input.coordinates, *input.result.clustering,
                                   replaced_by(input, source, code, static_cast<double>(level)));
        if (cluster == input.own)
            continue;
        WhyChange change;
        change.why_not = Unmoved::moves;
        change.cluster = cluster;
        change.name = levels[level];
        change.name_rows = rows_of(slot, code);
        change.to = static_cast<double>(level);
        change.amount = change.to - place;
        return change;
    }
    return {Unmoved::none_moves};
}

// Names from the most common on. Of a frequency, names of as many rows are the same: the first in
// byte order stands for them.
std::vector<std::int32_t> names_to_try(const WhyInput& input, const ColumnSource& source) {
    const features::NamesSlot& slot = input.result.prepared.rows->names[*source.names];
    const std::int32_t own = slot.text.codes[input.row.prepared];
    const bool by_rows = std::ranges::none_of(
        source.features, [&](std::size_t i) { return !feature_of(input, i).level.empty(); });
    std::multimap<std::uint32_t, std::int32_t, std::greater<>> by_count;
    for (std::size_t code = 0; code < slot.name_rows.size(); ++code)
        if (static_cast<std::int32_t>(code) != own &&
            !(by_rows && by_count.contains(slot.name_rows[code])))
            by_count.emplace(slot.name_rows[code], static_cast<std::int32_t>(code));
    std::vector<std::int32_t> codes;
    for (const auto& [rows, code] : by_count)
        codes.push_back(code);
    return codes;
}

WhyChange change_of_name(const WhyInput& input, const ColumnSource& source) {
    const features::NamesSlot& slot = input.result.prepared.rows->names[*source.names];
    for (const std::int32_t code : names_to_try(input, source)) {
        const int cluster = analysis::nearest_with(input.coordinates, *input.result.clustering,
                                                   replaced_by(input, source, code, 0.0));
        if (cluster == input.own)
            continue;
        WhyChange change;
        change.why_not = Unmoved::moves;
        change.cluster = cluster;
        change.name = (*slot.text.names)[code];
        change.name_rows = rows_of(slot, code);
        return change;
    }
    return {Unmoved::none_moves};
}

// Of the column, before it is asked how.
Unmoved why_not(const WhyInput& input, const ColumnSource& source) {
    if (source.features.empty())
        return Unmoved::not_in_distance;
    const auto all = [&](const auto& holds) {
        return std::ranges::all_of(source.features,
                                   [&](std::size_t i) { return holds(matrix_of(input, i)); });
    };
    if (all([](const features::MatrixColumn& column) { return column.weight == 0.0; }))
        return Unmoved::muted;
    if (all([](const features::MatrixColumn& column) { return !counts(column); }))
        return Unmoved::constant;
    return input.unmoved;
}

} // namespace

WhyChange change_of(const WhyInput& input, const ColumnSource& source, const WhyColumn& column) {
    if (const Unmoved reason = why_not(input, source); reason != Unmoved::moves)
        return {reason};
    if (source.is_ordinal)
        return change_of_level(input, source, column.number);
    if (source.names)
        return change_of_name(input, source);
    return change_of_number(input, source, column);
}

} // namespace cohortscope::engine

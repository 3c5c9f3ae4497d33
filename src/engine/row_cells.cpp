#include "engine/row_cells.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"

namespace cohortscope::engine {

namespace {

constexpr double kGroupedFrom = 10'000.0; // four digits read well as they are, and may be a year
constexpr double kTooLarge = 1e15;        // for digits one by one

std::string grouped_text(const RowColumn& column, double value, int decimals) {
    const bool money = column.spec != nullptr && column.spec->currency == "INR";
    const std::string fixed = base::fixed(std::fabs(value), decimals);
    const std::size_t point = std::min(fixed.find('.'), fixed.size());
    const long long whole = std::stoll(fixed.substr(0, point));
    const std::string digits = money ? base::indian(whole) : base::grouped(whole);
    return (value < 0 ? "−" : "") + digits + fixed.substr(point);
}

// Whether outliers of the column are clipped to the value.
bool is_bound(const Prepared& prepared, const RowColumn& column, double value) {
    if (column.is_measure)
        return true; // nothing else changes it
    const features::FilledNumber& filled = *prepared.numbers[column.number_slot];
    return value == filled.low || value == filled.high;
}

RowCell number_cell(const Prepared& prepared, const RowColumn& column, std::size_t position) {
    const double raw = column.raw.numeric->values[prepared.rows->rows[position]];
    const double used = UsedNumbers(prepared, column)[position];
    RowCell cell;
    if (!std::isnan(raw))
        cell.raw = number_text(column, raw);
    if (std::isnan(used) || used == raw)
        return cell;
    cell.used = number_text(column, used);
    const bool clipped = !std::isnan(raw) && is_bound(prepared, column, used);
    cell.repair = clipped ? CellRepair::clipped : CellRepair::filled;
    return cell;
}

// Of an ordered category: the level at the place that was filled in, which may lie between two.
std::string level_text(const Prepared& prepared, const RowColumn& column, std::size_t position) {
    const std::vector<std::uint32_t>& kept = prepared.bounds->kept;
    const double place =
        prepared.numbers[column.number_slot]->values[kept.empty() ? position : kept[position]];
    const std::vector<std::string>& levels = column.spec->levels;
    if (place < 0 || place > static_cast<double>(levels.size() - 1))
        return "";
    const auto below = static_cast<std::size_t>(place);
    if (place == std::floor(place))
        return levels[below];
    return levels[below] + " … " + levels[below + 1];
}

bool is_ordered(const RowColumn& column) {
    return column.number_slot != features::kNoSlot && column.spec != nullptr &&
           column.spec->encoding == schema::Encoding::ordinal && !column.spec->levels.empty();
}

void add_used_name(const UsedNames& names, std::size_t position, RowCell& cell) {
    const std::int32_t filled = names.filled_code(position);
    const std::int32_t lumped = names.lumped_code(position);
    if (lumped == data::kMissingCode)
        return;
    const std::string name((*names.lumped().names)[lumped]);
    if (base::lower(name) == base::lower(cell.raw))
        return;
    const bool is_lumped = filled == data::kMissingCode || (*names.filled().names)[filled] != name;
    cell.repair = cell.raw.empty() ? CellRepair::filled
                  : is_lumped      ? CellRepair::lumped
                                   : CellRepair::cleaned;
    cell.used = name;
}

} // namespace

std::string number_text(const RowColumn& column, double value) {
    if (!std::isfinite(value))
        return "";
    if (std::fabs(value) >= kTooLarge)
        return base::shortest(value);
    // What was filled in may be a mean: two decimals then, not more digits than the file has.
    constexpr int kOfMeans = 2;
    const int decimals =
        column.decimals == 0 && value != std::round(value) && std::fabs(value) < 1e9
            ? kOfMeans
            : column.decimals;
    const bool year = column.spec != nullptr && column.spec->role == schema::Role::year;
    if (std::fabs(value) < kGroupedFrom || year) {
        const std::string text = base::fixed(value, decimals);
        return text.front() == '-' ? "−" + text.substr(1) : text;
    }
    return grouped_text(column, value, decimals);
}

RowCell cell_of(const Prepared& prepared, const RowColumn& column, std::size_t position) {
    const UsedNames names(prepared, column);
    if (column.has_numbers() && !names.any())
        return number_cell(prepared, column, position);
    RowCell cell;
    if (column.has_numbers()) {
        const double raw = column.raw.numeric->values[prepared.rows->rows[position]];
        cell.raw = number_text(column, raw);
    } else {
        const std::int32_t code = column.raw.text->codes[prepared.rows->rows[position]];
        if (code != data::kMissingCode)
            cell.raw = column.raw.text->dictionary[code];
    }
    if (names.any() && is_ordered(column) && cell.raw.empty()) {
        cell.used = level_text(prepared, column, position);
        cell.repair = CellRepair::filled;
    } else if (names.any()) {
        add_used_name(names, position, cell);
    }
    return cell;
}

std::size_t file_row_of(const Prepared& prepared, std::size_t position) {
    return std::size_t{prepared.rows->rows[position]} + 1;
}

} // namespace cohortscope::engine

#include <cmath>
#include <limits>

#include "base/printable.h"
#include "engine/rules.h"
#include "engine/why_row_parts.h"
#include "schema/cells.h"

namespace cohortscope::engine {

namespace {

using features::NamesRule;
using features::NumberRule;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The cell as read; nothing where it is missing.
std::string cell_text(const schema::TableColumn& cells, std::size_t row) {
    if (cells.numeric != nullptr) {
        const double value = cells.numeric->values[row];
        return std::isnan(value) ? std::string() : schema::decimal_text(value);
    }
    if (cells.text == nullptr || cells.text->codes[row] == data::kMissingCode)
        return {};
    return std::string(cells.text->dictionary[cells.text->codes[row]]);
}

std::string_view name_at(const features::SortedText& text, std::size_t row) {
    const std::int32_t code = text.codes[row];
    return code == data::kMissingCode ? std::string_view() : (*text.names)[code];
}

void add_clip(double read, double low, double high, WhyColumn& column) {
    if (read < low || read > high) {
        Repair repair{RepairKind::clipped};
        repair.low = low;
        repair.high = high;
        column.repairs.push_back(repair);
    }
}

// The label of the column by whose groups a fill goes.
std::string group_label(const WhyInput& input, std::size_t slot) {
    const auto& names = input.result.prepared.bound->names;
    return slot < names.size() ? names[slot].spec->label : std::string();
}

Repair number_filled(const WhyInput& input, const NumberRule& rule) {
    Repair repair{RepairKind::filled};
    repair.number_fill = rule.fill;
    if (rule.fill == schema::NumberFill::group)
        repair.group = group_label(input, rule.group);
    return repair;
}

void add_number(const WhyInput& input, const ColumnSource& source, WhyColumn& column) {
    const Prepared& prepared = input.result.prepared;
    const std::size_t slot = *source.number;
    const NumberRule rule = number_rule(input.result.settings, *prepared.bound, slot);
    const features::FilledNumber& filled = *prepared.numbers[slot];
    const double read = (*prepared.bound->numbers[slot].values)[input.row.file];
    column.is_number = true;
    column.number_read = read;
    const double used = prepared.rows->numbers[slot].values[input.row.prepared];
    column.number = rule.age ? rule.reference_year - used : used;
    if (read >= rule.lowest && read <= rule.highest)
        return add_clip(read, filled.low, filled.high, column);
    Repair repair{std::isnan(read) ? RepairKind::missing : RepairKind::out_of_range};
    repair.low = rule.lowest;
    repair.high = rule.highest;
    column.repairs.push_back(repair);
    column.repairs.push_back(number_filled(input, rule));
}

void add_measure(const WhyInput& input, WhyColumn& column) {
    const Prepared& prepared = input.result.prepared;
    column.is_number = true;
    column.number_read = (*prepared.bound->measure->values)[input.row.file];
    column.number = prepared.rows->measure[input.row.prepared];
    add_clip(column.number_read, prepared.bounds->low, prepared.bounds->high, column);
}

void add_extra(const WhyInput& input, const ColumnSource& source, WhyColumn& column) {
    const features::Feature& feature =
        *input.result.prepared.features->columns[source.features.front()];
    column.is_number = true;
    column.number_read = source.extra->values[input.row.file];
    column.number = feature.values[input.row.prepared];
    if (std::isnan(column.number_read)) {
        column.repairs.push_back({RepairKind::missing});
        column.repairs.push_back({RepairKind::filled});
    }
}

// How a name came to be missing: as read, as no level of the column, or by cleaning its text.
RepairKind missing_kind(const WhyInput& input, const ColumnSource& source,
                        const std::string& read) {
    const data::TextColumn& names = *input.result.prepared.bound->names[*source.names].column;
    if (read.empty())
        return RepairKind::missing;
    return names.codes[input.row.file] == data::kMissingCode ? RepairKind::not_listed
                                                             : RepairKind::text_emptied;
}

Repair name_filled(const WhyInput& input, const NamesRule& rule) {
    Repair repair{RepairKind::filled};
    repair.of_name = true;
    repair.name_fill = rule.fill;
    if (rule.fill != schema::NameFill::votes)
        return repair;
    repair.group = group_label(input, rule.group);
    if (const auto& id = input.result.prepared.bound->id; rule.vote_by_id && id)
        repair.group =
            id->spec->label + (repair.group.empty() ? "" : ", else of the same " + repair.group);
    return repair;
}

// An ordinal's place, and the level there; a place between two levels has no name.
void add_place(const WhyInput& input, const ColumnSource& source, WhyColumn& column) {
    const Prepared& prepared = input.result.prepared;
    const std::vector<std::string>& levels = source.spec->levels;
    column.is_number = true;
    column.number_read = (*prepared.bound->numbers[*source.number].values)[input.row.file];
    column.number = prepared.rows->numbers[*source.number].values[input.row.prepared];
    const double place = column.number;
    const bool is_level =
        place >= 0.0 && place < static_cast<double>(levels.size()) && place == std::floor(place);
    column.name = is_level ? levels[static_cast<std::size_t>(place)] : std::string();
    if (std::isnan(column.number_read))
        column.repairs.back() = number_filled(
            input, number_rule(input.result.settings, *prepared.bound, *source.number));
}

void add_name(const WhyInput& input, const ColumnSource& source, WhyColumn& column) {
    const Prepared& prepared = input.result.prepared;
    const std::size_t slot = *source.names;
    const std::string read = cell_text(source.cells, input.row.file);
    const std::string_view cleaned = name_at(prepared.cleaned->names[slot], input.row.cleaned);
    const std::string_view used = name_at(prepared.rows->names[slot].text, input.row.prepared);
    std::string_view filled = name_at(prepared.names[slot]->text, input.row.cleaned);
    column.name = used;
    const features::NamesSlot& names = prepared.rows->names[slot];
    column.name_rows =
        names.name_rows[static_cast<std::size_t>(names.text.codes[input.row.prepared])];
    if (cleaned.empty()) {
        const NamesRule rule = names_rule(input.result.settings, *prepared.bound, slot);
        column.repairs.push_back({missing_kind(input, source, read)});
        column.repairs.push_back(name_filled(input, rule));
        if (filled.empty())
            filled = source.spec->missing_name;
    } else if (cleaned != read) {
        column.repairs.push_back({RepairKind::text_cleaned});
    }
    if (source.is_ordinal)
        return add_place(input, source, column);
    if (filled != used)
        column.repairs.push_back({RepairKind::lumped});
}

} // namespace

void add_cell(const WhyInput& input, const ColumnSource& source, WhyColumn& column) {
    const Prepared& prepared = input.result.prepared;
    column.number_read = column.number = kNone;
    if (source.is_id) { // its cell stays where it is
        column.is_number = true;
        column.number = prepared.rows->id_rows[input.row.prepared];
        return;
    }
    column.raw = base::printable(cell_text(source.cells, input.row.file));
    if (source.names)
        add_name(input, source, column);
    else if (source.number)
        add_number(input, source, column);
    else if (source.is_measure)
        add_measure(input, column);
    else if (source.is_outcome) {
        column.is_number = true;
        column.number_read = column.number = prepared.rows->outcome[input.row.prepared];
    } else {
        add_extra(input, source, column);
    }
}

} // namespace cohortscope::engine

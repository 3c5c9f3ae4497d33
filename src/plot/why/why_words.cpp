#include "plot/why/why_words.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/printable.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using engine::Unmoved;
using engine::WhyColumn;
using engine::WhyRow;
using schema::Encoding;

// The feature that the column is read by: an age or a count; null where it is read as it stands.
const features::Feature* reading(const WhyColumn& column) {
    if (column.features.empty())
        return nullptr;
    const features::Feature& first = *column.features.front().feature;
    const bool is_age =
        column.spec->role == schema::Role::year && first.spec->encoding == Encoding::age;
    return is_age || column.is_hidden ? &first : nullptr;
}

// Whether a name counts by how common it is.
bool is_by_rows(const WhyColumn& column) {
    return std::ranges::any_of(column.features, [](const engine::WhyFeature& each) {
        return each.feature->spec->encoding != Encoding::ordinal && each.feature->level.empty();
    });
}

// "4,210 rows" behind a name that counts by them.
std::string name_with_rows(const WhyColumn& column, const std::string& name, std::size_t rows) {
    return is_by_rows(column) ? name + " (" + row_count(rows) + ")" : name;
}

std::string name_words(const WhyColumn& column) {
    const std::string used =
        column.name.empty() ? significant(column.number) : base::printable(column.name);
    const std::string read = column.raw.empty() ? "missing" : column.raw;
    if (differs_in_case(column))
        return name_with_rows(column, read, column.name_rows);
    return name_with_rows(column, read == used ? used : read + ", used as " + used,
                          column.name_rows);
}

// An age with the year that it is of, a count without more digits than it has.
std::string reading_words(const WhyColumn& column, const features::Feature& feature) {
    const double encoded = column.features.front().encoded;
    if (column.is_hidden) {
        const std::string unit = unit_of(feature);
        return base::grouped(std::llround(encoded)) + (unit.empty() ? "" : " " + unit);
    }
    const std::string age = format_value(feature, encoded);
    const std::string year = cell_number(*column.spec, column.number);
    if (std::isnan(column.number_read))
        return "missing, used as " + year + ", " + age;
    const std::string read = cell_number(*column.spec, column.number_read);
    return (read == year ? year : read + ", used as " + year) + ", " + age;
}

std::string plural_amount(const std::string& number, bool more, const std::string& unit) {
    const bool is_word = !unit.empty() && static_cast<unsigned char>(unit.front() | 0x20) >= 'a' &&
                         static_cast<unsigned char>(unit.front() | 0x20) <= 'z';
    if (is_word)
        return number + (more ? " more " : " fewer ") + unit;
    return number + (unit.empty() ? "" : " " + unit) + (more ? " more" : " less");
}

// "2.1 more years", "₹2.3 L less", "12 % more".
std::string amount_words(const WhyColumn& column) {
    const engine::WhyChange& change = column.change;
    const double size = std::fabs(change.said);
    const bool more = !std::signbit(change.said);
    if (column.is_hidden)
        return plural_amount(base::grouped(std::llround(size)), more, "");
    if (!change.unit_of && column.spec->currency == "INR")
        return base::indian_money(size) + (more ? " more" : " less");
    const std::string number = change.said_decimals == 0 && size < 1e15
                                   ? base::grouped(std::llround(size))
                                   : base::fixed(size, change.said_decimals);
    if (change.unit_of)
        return plural_amount(number, more, change.unit_of->unit);
    if (!column.spec->currency.empty())
        return number + " " + column.spec->currency + (more ? " more" : " less");
    return plural_amount(number, more, column.spec->unit);
}

std::string quoted(const std::string& name) { return std::string("“").append(name).append("”"); }

std::string two_decimals(double value) {
    const std::string number = base::fixed(value, 2);
    return number.front() == '-' ? kMinus + number.substr(1) : number;
}

} // namespace

std::string row_heading(const WhyRow& row) {
    return "Row " + base::grouped(row.file_row) + " of the file";
}

std::string silhouette_words(const WhyRow& row) {
    if (!row.silhouette)
        return "How well it lies in its group is being computed.";
    const double value = *row.silhouette;
    const std::string words = value >= 0.5    ? "Lies well inside its group"
                              : value >= 0.25 ? "Lies inside its group"
                              : value >= 0.0  ? "Lies near the edge of its group"
                                              : "Lies closer to another group's rows";
    const std::string number = base::fixed(value, 2);
    return words + ": silhouette " + (number.front() == '-' ? kMinus + number.substr(1) : number) +
           ".";
}

std::string unmoved_words(const WhyRow& row) {
    switch (row.unmoved) {
    case Unmoved::ward:
        return "Ward's groups are branches of a tree, not the rows nearest to a centre: no change "
               "of one column can be named that would move it.";
    case Unmoved::only_group:
        return "There is one group alone: nothing would move it.";
    case Unmoved::nearer_elsewhere:
        return "Another centre is nearer already, as the groups have not settled: no smallest "
               "change can be named.";
    default:
        return {};
    }
}

std::string column_heading(const WhyColumn& column) {
    const features::Feature* read_by = reading(column);
    return read_by != nullptr ? read_by->spec->label : column.spec->label;
}

bool differs_in_case(const WhyColumn& column) {
    return column.repairs.size() == 1 &&
           column.repairs.front().kind == engine::RepairKind::text_cleaned &&
           base::lower(column.raw) == column.name;
}

std::string cell_words(const WhyColumn& column) {
    if (const features::Feature* read_by = reading(column))
        return reading_words(column, *read_by);
    if (column.spec->role == schema::Role::outcome)
        return column.raw.empty() ? "missing" : column.raw;
    if (column.spec->role == schema::Role::category)
        return name_words(column);
    const std::string used = cell_number(*column.spec, column.number);
    const std::string read =
        std::isnan(column.number_read) ? "missing" : cell_number(*column.spec, column.number_read);
    return read == used ? used : read + ", used as " + used;
}

std::string change_words(const WhyRow& row, const WhyColumn& column) {
    const engine::WhyChange& change = column.change;
    if (change.why_not == Unmoved::none_moves)
        return "No change of this column alone moves it.";
    if (change.why_not != Unmoved::moves)
        return {};
    const std::string where = " would move it to " + quoted(row.name(change.cluster)) + ".";
    if (column.spec->role == schema::Role::category)
        return name_with_rows(column, quoted(base::printable(change.name)), change.name_rows) +
               " instead" + where;
    const std::string beyond = change.beyond_all ? ", beyond any row's" : "";
    return amount_words(column) + beyond + where;
}

std::string outside_words(const WhyColumn& column) {
    switch (column.change.why_not) {
    case Unmoved::not_in_distance:
        return "no part in the distance";
    case Unmoved::muted:
        return "weight 0";
    case Unmoved::constant:
        return "the same in all rows";
    default:
        return {};
    }
}

std::string column_tip(const WhyRow& row, const WhyColumn& column) {
    std::string tip = column_heading(column) + ": " + cell_words(column);
    for (const engine::WhyFeature& feature : column.features)
        tip.append("\n")
            .append(label_of(*feature.feature))
            .append(" ")
            .append(format_value(*feature.feature, feature.encoded))
            .append(", scaled ")
            .append(two_decimals(feature.scaled))
            .append(", weight ")
            .append(two_decimals(feature.weight));
    tip.append("\n");
    if (column.features.empty())
        return tip.append(outside_words(column));
    tip.append(percent(column.share_of_own))
        .append(" of the squared distance to ")
        .append(quoted(row.name(row.cluster)));
    if (row.other >= 0)
        tip.append(", ")
            .append(percent(column.share_of_other))
            .append(" of that to ")
            .append(quoted(row.name(row.other)));
    return tip;
}

} // namespace cohortscope::plot

#include "plot/why/why_words.h"

#include <cmath>

#include "base/format.h"
#include "base/printable.h"
#include "plot/fill_words.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using engine::Repair;
using engine::RepairKind;
using engine::WhyColumn;

// "outside 10 years to 100 years", "below 0 minutes".
std::string range_words(const WhyColumn& column, const Repair& repair) {
    const bool is_low = std::isfinite(repair.low), is_high = std::isfinite(repair.high);
    const std::string low = is_low ? cell_number(*column.spec, repair.low) : "";
    const std::string high = is_high ? cell_number(*column.spec, repair.high) : "";
    if (is_low && column.number_read < repair.low)
        return "below " + low;
    return is_high ? "above " + high : "outside its range";
}

std::string name_fill_words(const WhyColumn& column, const Repair& repair) {
    const std::string counted_as = "counts as “" + base::printable(column.name) + "”";
    switch (repair.name_fill) {
    case schema::NameFill::mode:
        return kFilledWithMode;
    case schema::NameFill::votes:
        if (column.name == column.spec->missing_name)
            return counted_as;
        return repair.group.empty() ? "filled by a vote of like rows"
                                    : "filled by a vote of rows of the same " + repair.group;
    default:
        return counted_as;
    }
}

std::string words_of(const WhyColumn& column, const Repair& repair) {
    switch (repair.kind) {
    case RepairKind::text_cleaned:
        return "spelling cleaned";
    case RepairKind::text_emptied:
        return "no letter or digit in it";
    case RepairKind::not_listed:
        return "no level that is known";
    case RepairKind::missing:
        return "missing";
    case RepairKind::out_of_range:
        return range_words(column, repair);
    case RepairKind::filled:
        return repair.of_name ? name_fill_words(column, repair)
                              : number_fill_words(repair.number_fill, repair.group);
    case RepairKind::clipped:
        return range_words(column, repair) + ": clipped";
    case RepairKind::lumped:
        return "rare, counts as “" + base::printable(column.name) + "”";
    }
    return {};
}

// Its first letter as at a sentence's head.
std::string capital(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

} // namespace

std::string cell_number(const schema::ColumnSpec& column, double value) {
    if (column.role != schema::Role::year || !std::isfinite(value))
        return short_measure(column, value);
    return base::fixed(value, value == std::floor(value) ? 0 : 1);
}

std::string repair_words(const WhyColumn& column) {
    if (differs_in_case(column))
        return {};
    std::string words;
    for (const Repair& repair : column.repairs) {
        if (!words.empty())
            words += repair.kind == RepairKind::filled ? ": " : "; ";
        words += words_of(column, repair);
    }
    return capital(words);
}

} // namespace cohortscope::plot

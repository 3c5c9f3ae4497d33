#include "plot/labels.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/whole.h"

namespace cohortscope::plot {

namespace {

std::string with_minus(std::string number) {
    if (!number.empty() && number.front() == '-')
        number.replace(0, 1, kMinus);
    return number;
}

// Decimals that leave three significant digits of values up to a thousand.
int plain_decimals(double value) {
    const double size = std::fabs(value);
    return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 || size == 0 ? 2 : 3;
}

std::string plain_number(double value) {
    if (!std::isfinite(value) || std::fabs(value) >= 1e15 ||
        (value != 0 && std::fabs(value) < 0.001))
        return significant(value);
    if (std::fabs(value) >= 1000)
        return with_minus(base::whole(value));
    return with_minus(base::fixed(value, plain_decimals(value)));
}

// "9.50" as "9.5", "12.00 minutes" as "12 minutes".
std::string without_zeros(std::string text) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::size_t point = text.find('.');
    if (point == std::string::npos || point > space)
        return text;
    std::size_t end = space; // of the digits that say something
    while (text[end - 1] == '0')
        --end;
    if (text[end - 1] == '.')
        --end;
    return text.erase(end, space - end);
}

bool in_lakh(const schema::ColumnSpec& column) { return column.currency == "INR"; }

std::string full_number(const schema::ColumnSpec& column, double value) {
    if (in_lakh(column))
        return base::indian_money(value);
    if (column.decimals == schema::kPlainDecimals || !std::isfinite(value))
        return plain_number(value);
    if (column.decimals == 0)
        return with_minus(base::whole(value));
    return with_minus(base::fixed(value, column.decimals));
}

std::string with_unit(const schema::ColumnSpec& column, const std::string& number) {
    const std::string unit = unit_behind(column);
    return unit.empty() ? number : number + " " + unit;
}

} // namespace

std::string format_number(const schema::FeatureSpec& feature, double value) {
    if (feature.decimals == schema::kPlainDecimals || !std::isfinite(value))
        return plain_number(value * feature.factor);
    return with_minus(base::fixed(value * feature.factor, feature.decimals));
}

std::string format_value(const schema::FeatureSpec& feature, double value) {
    const std::string number = format_number(feature, value);
    if (feature.unit.empty())
        return number;
    return feature.unit_in_front ? feature.unit + " " + number : number + " " + feature.unit;
}

std::string label_of(const features::Feature& feature) {
    return feature.level.empty() ? feature.spec->label
                                 : feature.spec->label + " = " + feature.level;
}

std::string brief_of(const features::Feature& feature) {
    return feature.level.empty() ? feature.spec->brief
                                 : feature.spec->brief + " = " + feature.level;
}

std::string unit_of(const features::Feature& feature) {
    return feature.level.empty() ? feature.spec->unit : "% of rows";
}

std::string format_number(const features::Feature& feature, double value) {
    return feature.level.empty() ? format_number(*feature.spec, value)
                                 : with_minus(base::fixed(value * 100.0, 1));
}

std::string format_value(const features::Feature& feature, double value) {
    return feature.level.empty() ? format_value(*feature.spec, value)
                                 : format_number(feature, value) + " " + unit_of(feature);
}

std::string significant(double value) {
    const double size = std::fabs(value);
    if (!std::isfinite(value))
        return "–";
    if (size >= 1e15 || (size > 0 && size < 1e-4)) {
        auto exponent = static_cast<int>(std::floor(std::log10(size)));
        double mantissa = size / std::pow(10.0, exponent);
        if (base::fixed(mantissa, 2) == "10.00") {
            mantissa /= 10.0;
            ++exponent;
        }
        const std::string text = base::fixed(mantissa, 2) + "e" + std::to_string(exponent);
        return (value < 0 ? kMinus : "") + text;
    }
    if (size >= 1000)
        return with_minus(base::grouped(std::llround(value)));
    std::string text = base::fixed(value, size >= 100 ? 2 : size >= 1 ? 3 : size >= 0.01 ? 4 : 6);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
    }
    return with_minus(text);
}

std::string unit_behind(const schema::ColumnSpec& column) {
    if (in_lakh(column))
        return {};
    return column.currency.empty() ? column.unit : column.currency;
}

std::string format_measure(const schema::ColumnSpec& column, double value) {
    return with_unit(column, full_number(column, value));
}

std::string measure_number(const schema::ColumnSpec& column, double value) {
    return without_zeros(full_number(column, value));
}

std::string short_measure(const schema::ColumnSpec& column, double value) {
    return with_unit(column, measure_number(column, value));
}

std::string schema_words(const schema::ColumnSpec& column, const std::string& key,
                         std::string otherwise) {
    const auto found = column.keys.find(key);
    return found == column.keys.end() ? std::move(otherwise) : found->second;
}

std::string full_label(const schema::ColumnSpec& column) {
    const std::string unit = unit_behind(column);
    return schema_words(column, "words.full",
                        unit.empty() ? column.label : column.label + " in " + unit);
}

const std::string& plural_of(const schema::ColumnSpec& column) {
    return column.plural.empty() ? column.label : column.plural;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return base::grouped(static_cast<long long>(count)) + " " +
           std::string(count == 1 ? one : many);
}

std::string row_count(std::size_t rows) { return counted(rows, "row", "rows"); }

std::string compact_count(double count) {
    struct Unit {
        double size;
        const char* sign;
    };
    constexpr Unit kUnits[] = {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
    for (const auto& [size, sign] : kUnits) {
        if (count < 0.9995 * size) // would be written as 1000 of the next smaller unit
            continue;
        const double value = count / size;
        std::string digits = base::fixed(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
        if (digits.find('.') != std::string::npos) {
            digits.erase(digits.find_last_not_of('0') + 1);
            if (digits.back() == '.')
                digits.pop_back();
        }
        return digits + sign;
    }
    return base::whole(count);
}

std::string percent(double share, int decimals) {
    return with_minus(base::fixed(share * 100.0, decimals)) + " %";
}

} // namespace cohortscope::plot

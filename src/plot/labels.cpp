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

std::string short_rupees(double rupees) {
    std::string text = base::indian_money(rupees);
    const std::size_t space = text.find(' ');
    const std::size_t point = text.find('.');
    if (space == std::string::npos || point == std::string::npos || point > space)
        return text;
    std::size_t end = space; // of the digits that say something
    while (text[end - 1] == '0')
        --end;
    if (text[end - 1] == '.')
        --end;
    return text.erase(end, space - end);
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

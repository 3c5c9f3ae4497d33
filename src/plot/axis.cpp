#include "plot/axis.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "base/whole.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// Exact for the exponents of sensible data, unlike std::pow on some platforms.
double power_of_ten(int exponent) {
    double power = 1.0;
    for (int i = 0; i < std::abs(exponent); ++i)
        power *= 10.0;
    return exponent < 0 ? 1.0 / power : power;
}

// The multiple of 1, 2 or 5 × 10^exponent nearest (by ratio) to `raw`.
struct Step {
    int mantissa = 1;
    int exponent = 0;
    double at(double index) const {
        const double units = index * mantissa;
        return exponent < 0 ? units / power_of_ten(-exponent) : units * power_of_ten(exponent);
    }
};

Step round_step(double raw) {
    const int exponent = static_cast<int>(std::floor(std::log10(raw)));
    const double share = raw / power_of_ten(exponent);
    if (share < std::sqrt(2.0))
        return {1, exponent};
    if (share < std::sqrt(10.0))
        return {2, exponent};
    if (share < std::sqrt(50.0))
        return {5, exponent};
    return {1, exponent + 1};
}

std::string tick_label(double value, int decimals) {
    if (std::fabs(value) >= 1e15)
        return base::shortest(value);
    const std::string digits =
        decimals > 0 ? base::fixed(std::fabs(value), decimals) : base::whole(std::fabs(value));
    return value < 0 ? kMinus + digits : digits;
}

struct RoundValue {
    int mantissa = 1; // 1 to 9
    int exponent = 0;
    double value = 0.0;
};

std::vector<RoundValue> round_values(double log10_low, double log10_high) {
    constexpr double kSlack = 1e-9; // bounds that are round numbers keep their tick
    std::vector<RoundValue> values;
    const int first = static_cast<int>(std::floor(log10_low));
    const int last = static_cast<int>(std::floor(log10_high + kSlack));
    for (int exponent = first; exponent <= last; ++exponent)
        for (int mantissa = 1; mantissa <= 9; ++mantissa) {
            const double value = mantissa * power_of_ten(exponent);
            const double place = std::log10(value);
            if (place >= log10_low - kSlack && place <= log10_high + kSlack)
                values.push_back({mantissa, exponent, value});
        }
    return values;
}

bool is_indian(const schema::ColumnSpec& column) { return column.currency == "INR"; }

std::string log_label(const schema::ColumnSpec& column, double value) {
    return is_indian(column) ? measure_number(column, value) : significant(value);
}

} // namespace

std::vector<Tick> linear_ticks(double low, double high, int target) {
    ENSURE(std::isfinite(low) && std::isfinite(high) && low < high && target > 0);
    const Step step = round_step((high - low) / target);
    const double size = step.at(1.0);
    constexpr double kSlack = 1e-9; // of a step
    const double first = std::ceil(low / size - kSlack);
    const double last = std::floor(high / size + kSlack);
    std::vector<Tick> ticks;
    constexpr double kLargestIndex = 1e15; // above, adding 1 may change nothing
    if (!(last - first < 10.0 * target) || std::fabs(first) > kLargestIndex ||
        std::fabs(last) > kLargestIndex)
        return ticks; // the range is below the resolution of doubles at its place
    for (double index = first; index <= last; index += 1.0) {
        const double value = index == 0.0 ? 0.0 : step.at(index);
        ticks.push_back({value, tick_label(value, std::max(0, -step.exponent))});
    }
    return ticks;
}

std::vector<Tick> linear_ticks(const schema::ColumnSpec& column, double low, double high,
                               int target) {
    std::vector<Tick> ticks = linear_ticks(low, high, target);
    if (!is_indian(column))
        return ticks;
    for (Tick& tick : ticks)
        tick.label = measure_number(column, tick.value);
    for (std::size_t i = 1; i < ticks.size(); ++i)
        if (ticks[i].label == ticks[i - 1].label && high < 1e15) { // three digits are too few
            for (Tick& tick : ticks)
                tick.label = "₹" + base::indian(std::llround(tick.value));
            break;
        }
    return ticks;
}

std::vector<Tick> log_ticks(const schema::ColumnSpec& column, double log10_low, double log10_high,
                            int target) {
    ENSURE(std::isfinite(log10_low) && std::isfinite(log10_high) && log10_low < log10_high);
    ENSURE(target > 0);
    const std::vector<RoundValue> values = round_values(log10_low, log10_high);
    const auto count = [&](auto wanted) {
        return static_cast<int>(std::count_if(values.begin(), values.end(), wanted));
    };
    const auto decade = [](const RoundValue& v) { return v.mantissa == 1; };
    const auto round = [](const RoundValue& v) {
        return v.mantissa == 1 || v.mantissa == 2 || v.mantissa == 5;
    };
    if (count(round) < 2)
        return linear_ticks(column, std::pow(10.0, log10_low), std::pow(10.0, log10_high), target);
    const bool all_round = count(round) <= target + 1 || count(decade) < 2;
    const int every = std::max(1, (count(decade) + target - 1) / target);
    std::vector<Tick> ticks;
    for (const RoundValue& v : values) {
        const bool labelled =
            decade(v) ? (all_round || v.exponent % every == 0) : (all_round && round(v));
        ticks.push_back({v.value, labelled ? log_label(column, v.value) : std::string()});
    }
    return ticks;
}

} // namespace cohortscope::plot

#include "analysis/naming/number_words.h"

#include <cmath>

#include "base/format.h"

namespace cohortscope::analysis {

namespace {

// Decimals that leave so many significant digits of a mean ≥ 1 once it is rounded.
int decimals_for(int significant, double mean) {
    int before = 1; // digits before the point
    double least = 10.0;
    while (before < significant && mean >= least - 0.5 * std::pow(10.0, before - significant)) {
        ++before;
        least *= 10.0;
    }
    return significant - before;
}

} // namespace

std::string mean_text(const schema::MeanWords& words, double mean) {
    std::string number = base::fixed(
        mean, words.significant > 0 ? decimals_for(words.significant, mean) : words.decimals);
    if (words.significant > 0 && number.find('.') != std::string::npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.back() == '.')
            number.pop_back();
    }
    return number + " " + (number == "1" ? words.one : words.many);
}

std::optional<std::string> multiple(double ratio) {
    const auto near = [&](double wanted) { return std::fabs(ratio / wanted - 1.0) <= 0.05; };
    return near(2.0)   ? std::optional<std::string>("twice the median")
           : near(3.0) ? std::optional<std::string>("three times the median")
           : near(0.5) ? std::optional<std::string>("half the median")
                       : std::nullopt;
}

std::string plain_number(double value) {
    const double size = std::fabs(value);
    return size >= 1e6 || (size > 0 && size < 0.01) ? base::shortest(value)
           : size >= 1000                           ? base::grouped(std::llround(value))
                                                    : base::fixed(value, size >= 100  ? 0
                                                                         : size >= 10 ? 1
                                                                                      : 2);
}

std::string measure_text(const schema::ColumnSpec& measure, double value) {
    if (measure.currency == "INR")
        return base::indian_money(value);
    return plain_number(value) + (measure.currency.empty() ? "" : " " + measure.currency) +
           (measure.unit.empty() ? "" : " " + measure.unit);
}

} // namespace cohortscope::analysis

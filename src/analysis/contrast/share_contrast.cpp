#include "analysis/contrast/share_contrast.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/contrast/tails.h"
#include "base/elementary.h"

namespace cohortscope::analysis {

namespace {

constexpr double kFewExpected = 5.0; // Cochran's (1954) rule

// A fourfold table with fixed margins, as the counts of its first cell.
struct Fourfold {
    double here = 0.0;   // the first cell: rows[0]
    double row = 0.0;    // n[0]
    double other = 0.0;  // n[1]
    double column = 0.0; // rows[0] + rows[1]

    double lowest() const { return std::max(0.0, column - other); }
    double highest() const { return std::min(row, column); }
    // Probability of `cell` + 1 divided by that of `cell`.
    double ratio(double cell) const {
        return (row - cell) * (column - cell) / ((cell + 1.0) * (other - column + cell + 1.0));
    }
};

double log_choose(double n, double k) {
    return log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0);
}

double probability_of(const Fourfold& table) {
    const double exponent = log_choose(table.row, table.here) +
                            log_choose(table.other, table.column - table.here) -
                            log_choose(table.row + table.other, table.column);
    return exponent < -700.0 ? 0.0 : base::exponential(exponent);
}

// Fisher's exact test, two-sided: the tables no likelier than this one. Probabilities are relative
// to this table's, from it outwards; one that rounding made a little larger counts as equal.
double fisher_test(const Fourfold& table) {
    constexpr double kEqual = 1.0 + 1e-7;
    constexpr double kNothing = 1e-17;
    double sum = 1.0;
    const auto add = [&](double weight) { // false once what follows is nothing
        sum += weight <= kEqual ? weight : 0.0;
        return weight > kNothing;
    };
    double weight = 1.0;
    for (double cell = table.here; cell < table.highest();) {
        weight *= table.ratio(cell++);
        if (!add(weight))
            break;
    }
    weight = 1.0;
    for (double cell = table.here; cell > table.lowest();) {
        weight /= table.ratio(--cell);
        if (!add(weight))
            break;
    }
    return std::min(1.0, sum * probability_of(table));
}

} // namespace

Interval wilson(std::size_t rows, std::size_t n) {
    const double z2 = kNormal95 * kNormal95;
    const auto size = static_cast<double>(n);
    const double share = static_cast<double>(rows) / size;
    const double middle = share + z2 / (2.0 * size);
    const double half =
        kNormal95 * std::sqrt(share * (1.0 - share) / size + z2 / (4.0 * size * size));
    const double divisor = 1.0 + z2 / size;
    return {rows == 0 ? 0.0 : (middle - half) / divisor,
            rows == n ? 1.0 : (middle + half) / divisor};
}

double share_test(OfBoth<std::size_t> rows, OfBoth<std::size_t> n) {
    const Fourfold table{static_cast<double>(rows[0]), static_cast<double>(n[0]),
                         static_cast<double>(n[1]), static_cast<double>(rows[0] + rows[1])};
    const double all = table.row + table.other;
    if (n[0] == 0 || n[1] == 0 || table.column == 0.0 || table.column == all)
        return 1.0;
    const double least =
        std::min(table.row, table.other) * std::min(table.column, all - table.column) / all;
    if (least < kFewExpected)
        return fisher_test(table);
    const double pooled = table.column / all;
    const double apart = table.here / table.row - (table.column - table.here) / table.other;
    return normal_two_sided(
        apart / std::sqrt(pooled * (1.0 - pooled) * (1.0 / table.row + 1.0 / table.other)));
}

ShareContrast share_contrast(OfBoth<std::size_t> rows, OfBoth<std::size_t> n) {
    ShareContrast contrast{n, rows};
    for (std::size_t group = 0; group < 2; ++group)
        contrast.share[group] =
            n[group] == 0 ? std::numeric_limits<double>::quiet_NaN()
                          : static_cast<double>(rows[group]) / static_cast<double>(n[group]);
    if (n[0] == 0 || n[1] == 0)
        return contrast;
    const auto [first, second] = contrast.share;
    const Interval of_first = wilson(rows[0], n[0]), of_second = wilson(rows[1], n[1]);
    const auto length = [](double a, double b) { return std::sqrt(a * a + b * b); };
    contrast.difference = first - second;
    contrast.interval = {
        contrast.difference - length(first - of_first.low, of_second.high - second),
        contrast.difference + length(of_first.high - first, second - of_second.low)};
    contrast.p = share_test(rows, n);
    return contrast;
}

} // namespace cohortscope::analysis

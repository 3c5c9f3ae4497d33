#include "analysis/contrast/number_contrast.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/contrast/tails.h"
#include "base/order_statistics.h"
#include "features/power_of_two.h"

namespace cohortscope::analysis {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// First pass: sizes, sums and the pairs of rows in which the first group's is the larger one.
struct Totals {
    OfBoth<std::int64_t> n{};
    OfBoth<double> sum{};     // of scaled values
    std::int64_t greater = 0; // twice Mann–Whitney's U less all pairs: pairs > less pairs <
    std::int64_t equal = 0;   // pairs
    double ties = 0.0;        // Σ t³ − t over values that t rows have
};

// Second pass: squares around the means.
struct Squares {
    OfBoth<double> values{};    // Σ (x − mean)²
    OfBoth<double> dominance{}; // Σ (dᵢ − d)², dᵢ: how one row compares with the other group
};

// Values whose squares a double does not hold are divided by a power of two.
double scale_of(std::span<const double> values) {
    const double largest = std::max(std::fabs(values.front()), std::fabs(values.back()));
    return largest > 1e100 || largest < 1e-100 ? features::scale_to_one(largest) : 1.0;
}

using Pairs = std::span<const OfBoth<std::uint32_t>>;

Totals totals_of(std::span<const double> values, Pairs pairs, double scale) {
    Totals totals;
    auto& n = totals.n;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const std::int64_t first = pairs[i][0], second = pairs[i][1];
        const auto tied = static_cast<double>(first + second);
        totals.greater += first * n[1] - second * n[0];
        totals.equal += first * second;
        totals.ties += tied * (tied * tied - 1.0);
        totals.sum[0] += static_cast<double>(first) * (values[i] * scale);
        totals.sum[1] += static_cast<double>(second) * (values[i] * scale);
        n[0] += first;
        n[1] += second;
    }
    return totals;
}

Squares squares_of(std::span<const double> values, Pairs pairs, double scale,
                   const Totals& totals) {
    Squares squares;
    const OfBoth<double> n{static_cast<double>(totals.n[0]), static_cast<double>(totals.n[1])};
    const OfBoth<double> mean{totals.sum[0] / n[0], totals.sum[1] / n[1]};
    const double delta = static_cast<double>(totals.greater) / (n[0] * n[1]);
    const auto add = [&](std::size_t group, double count, double value, double dominance) {
        const double apart = value * scale - mean[group], off = dominance - delta;
        squares.values[group] += count * (apart * apart);
        squares.dominance[group] += count * (off * off);
    };
    OfBoth<double> below{}; // rows of each group with a smaller value
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto first = static_cast<double>(pairs[i][0]);
        const auto second = static_cast<double>(pairs[i][1]);
        // Below less above: above is what is neither below nor equal.
        add(0, first, values[i], (2.0 * below[1] + second - n[1]) / n[1]);
        add(1, second, values[i], (n[0] - 2.0 * below[0] - first) / n[0]);
        below[0] += first;
        below[1] += second;
    }
    return squares;
}

std::array<double, 3> quartiles_of(std::span<const double> values, Pairs pairs, std::size_t group,
                                   std::int64_t n) {
    if (n == 0)
        return {kNone, kNone, kNone};
    const auto rows = static_cast<std::size_t>(n);
    std::size_t i = 0, begin = 0, end = pairs[0][group]; // ranks of the rows with value i
    const auto value_at = [&](std::size_t rank) {        // ranks hardly ever go back
        while (end <= rank) {
            begin = end;
            end += pairs[++i][group];
        }
        while (rank < begin) {
            end = begin;
            begin -= pairs[--i][group];
        }
        return values[i];
    };
    return {base::percentile_at(rows, 25.0, value_at), base::percentile_at(rows, 50.0, value_at),
            base::percentile_at(rows, 75.0, value_at)};
}

// Feng & Cliff (2004), with the consistent variance of Cliff (1993).
Interval delta_interval(double delta, const Totals& totals, const Squares& squares) {
    const auto n = static_cast<double>(totals.n[0]), m = static_cast<double>(totals.n[1]);
    if (totals.n[0] < 2 || totals.n[1] < 2)
        return {-1.0, 1.0};
    const double z2 = kNormal95 * kNormal95;
    if (std::fabs(delta) == 1.0) {
        const double least = std::min(n, m);
        const double bound = (least - z2) / (least + z2);
        return delta > 0.0 ? Interval{bound, 1.0} : Interval{-1.0, -bound};
    }
    const double pairs = n * m;
    const double of_pairs = // Σ (dᵢⱼ − d)², dᵢⱼ in {−1, 0, 1}
        (pairs - static_cast<double>(totals.equal)) - pairs * delta * delta;
    const double variance =
        ((m - 1.0) * (squares.dominance[0] / (n - 1.0)) +
         (n - 1.0) * (squares.dominance[1] / (m - 1.0)) + of_pairs / ((n - 1.0) * (m - 1.0))) /
        pairs;
    const double rest = 1.0 - delta * delta;
    const double half = kNormal95 * std::sqrt(variance * (rest * rest + z2 * variance));
    const double divisor = rest + z2 * variance;
    return {(delta * rest - half) / divisor, (delta * rest + half) / divisor};
}

Interval welch_interval(double difference, const Totals& totals, const Squares& squares,
                        double scale) {
    if (totals.n[0] < 2 || totals.n[1] < 2)
        return {kNone, kNone};
    const auto n = static_cast<double>(totals.n[0]), m = static_cast<double>(totals.n[1]);
    const double a = squares.values[0] / (n - 1.0) / n, b = squares.values[1] / (m - 1.0) / m;
    if (!(a + b > 0.0))
        return {difference, difference};
    const double part = a / (a + b); // in parts, whose squares stay in range
    const double degrees =
        1.0 / (part * part / (n - 1.0) + (1.0 - part) * (1.0 - part) / (m - 1.0));
    const double half = student_95(degrees) * std::sqrt(a + b) / scale;
    return {difference - half, difference + half};
}

double mann_whitney(const Totals& totals) {
    const auto n = static_cast<double>(totals.n[0]), m = static_cast<double>(totals.n[1]);
    const double all = n + m;
    const double variance = n * m / 12.0 * ((all + 1.0) - totals.ties / (all * (all - 1.0)));
    const double apart = 0.5 * std::fabs(static_cast<double>(totals.greater)) - 0.5;
    return apart <= 0.0 || !(variance > 0.0) ? 1.0 : normal_two_sided(apart / std::sqrt(variance));
}

} // namespace

NumberContrast number_contrast(std::span<const double> values, Pairs pairs) {
    NumberContrast contrast;
    contrast.mean = {kNone, kNone};
    contrast.quartiles = {{{kNone, kNone, kNone}, {kNone, kNone, kNone}}};
    contrast.mean_difference = kNone;
    contrast.mean_interval = {kNone, kNone};
    if (values.empty())
        return contrast;
    const double scale = scale_of(values);
    const Totals totals = totals_of(values, pairs, scale);
    for (std::size_t group = 0; group < 2; ++group) {
        contrast.n[group] = static_cast<std::size_t>(totals.n[group]);
        contrast.quartiles[group] = quartiles_of(values, pairs, group, totals.n[group]);
        contrast.mean[group] = totals.sum[group] / static_cast<double>(totals.n[group]) / scale;
    }
    if (totals.n[0] == 0 || totals.n[1] == 0)
        return contrast;
    const Squares squares = squares_of(values, pairs, scale, totals);
    contrast.effect = static_cast<double>(totals.greater) /
                      (static_cast<double>(totals.n[0]) * static_cast<double>(totals.n[1]));
    contrast.effect_interval = delta_interval(contrast.effect, totals, squares);
    contrast.mean_difference = contrast.mean[0] - contrast.mean[1];
    contrast.mean_interval = welch_interval(contrast.mean_difference, totals, squares, scale);
    contrast.p = mann_whitney(totals);
    return contrast;
}

} // namespace cohortscope::analysis

#include "schema/telling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace cohortscope::schema {

namespace {

using Pair = std::array<double, 2>; // rows without and with the outcome

constexpr std::size_t kFine = 65536; // bins that quantile bins are put together from
constexpr double kBins = 20.0;
constexpr double kLeastRows = 10.0; // of a bin of numbers
constexpr double kRareRows = 5.0;

double rows_of(const Pair& pair) { return pair[0] + pair[1]; }

void add(Pair& to, const Pair& from) {
    to[0] += from[0];
    to[1] += from[1];
}

// Whole numbers in the order of the doubles.
std::uint64_t ordered_bits(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    constexpr std::uint64_t kSign = 1ULL << 63;
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

// Counts of the values in about 20 bins of equal rows, then those of the missing cells.
std::vector<Pair> bins_of_numbers(const ColumnFacts& facts,
                                  const std::vector<std::int8_t>& outcome) {
    const std::vector<double>& values = facts.column.numeric->values;
    const std::uint64_t low = ordered_bits(facts.low);
    const std::uint64_t step = (ordered_bits(facts.high) - low) / kFine + 1;
    std::vector<Pair> fine(kFine + 1);
    double present = 0.0;
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (outcome[row] < 0)
            continue;
        const bool missing = std::isnan(values[row]);
        const std::size_t bin = missing ? kFine : (ordered_bits(values[row]) - low) / step;
        ++fine[bin][static_cast<std::size_t>(outcome[row])];
        present += missing ? 0.0 : 1.0;
    }
    const double full = std::max(present / kBins, kLeastRows);
    std::vector<Pair> bins(1);
    for (std::size_t bin = 0; bin < kFine; ++bin) {
        if (rows_of(bins.back()) >= full)
            bins.emplace_back();
        add(bins.back(), fine[bin]);
    }
    bins.push_back(fine[kFine]);
    return bins;
}

std::vector<Pair> bins_of_names(const ColumnFacts& facts, const std::vector<std::int8_t>& outcome) {
    const data::TextColumn& text = *facts.column.text;
    std::vector<Pair> counts(text.dictionary.size() + 1); // the last is missing
    for (std::size_t row = 0; row < text.codes.size(); ++row)
        if (outcome[row] >= 0)
            ++counts[text.codes[row] == data::kMissingCode
                         ? text.dictionary.size()
                         : static_cast<std::size_t>(text.codes[row])]
                    [static_cast<std::size_t>(outcome[row])];
    std::vector<Pair> bins(1); // the first holds the rare ones
    for (const Pair& count : counts)
        if (rows_of(count) < kRareRows)
            add(bins.front(), count);
        else
            bins.push_back(count);
    return bins;
}

double entropy_term(double part, double whole) {
    return part > 0.0 ? -part / whole * std::log(part / whole) : 0.0;
}

} // namespace

double uncertainty_coefficient(const ColumnFacts& facts, const std::vector<std::int8_t>& outcome) {
    const std::vector<Pair> bins =
        facts.numeric() ? bins_of_numbers(facts, outcome) : bins_of_names(facts, outcome);
    Pair total{};
    for (const Pair& bin : bins)
        add(total, bin);
    const double rows = rows_of(total);
    const double entropy = entropy_term(total[0], rows) + entropy_term(total[1], rows);
    if (!(entropy > 0.0))
        return 0.0;
    double left = 0.0; // the entropy of the outcome where the bin is known
    for (const Pair& bin : bins)
        if (const double part = rows_of(bin); part > 0.0)
            left += part / rows * (entropy_term(bin[0], part) + entropy_term(bin[1], part));
    return 1.0 - left / entropy;
}

} // namespace cohortscope::schema

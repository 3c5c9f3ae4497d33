#include "analysis/agreement.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/elementary.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

std::uint64_t pairs(std::uint64_t count) {
    return count / 2 * (count % 2 == 0 ? count - 1 : count);
}

std::uint64_t sum_of_pairs(std::span<const std::uint64_t> counts) {
    std::uint64_t sum = 0;
    for (const std::uint64_t count : counts)
        if (count > 1)
            sum += pairs(count);
    return sum;
}

struct Margins {
    std::vector<std::uint64_t> cells; // rows × columns row-major
    std::vector<std::uint64_t> row_sums;
    std::vector<std::uint64_t> column_sums;
    std::uint64_t total = 0;
};

Margins margins_of(std::span<const std::size_t> table, int rows, int columns) {
    const auto row_count = static_cast<std::size_t>(rows);
    const auto column_count = static_cast<std::size_t>(columns);
    ENSURE(table.size() == row_count * column_count);
    Margins margins;
    margins.cells.assign(table.begin(), table.end());
    margins.row_sums.resize(row_count);
    margins.column_sums.resize(column_count);
    for (std::size_t i = 0; i < row_count; ++i)
        for (std::size_t j = 0; j < column_count; ++j) {
            const std::uint64_t count = margins.cells[i * column_count + j];
            margins.row_sums[i] += count;
            margins.column_sums[j] += count;
            margins.total += count;
        }
    return margins;
}

// −Σ p ln p of the shares of counts in total; 0 ln 0 is 0.
double entropy(std::span<const std::uint64_t> counts, std::uint64_t total) {
    double sum = 0.0;
    for (const std::uint64_t count : counts)
        if (count > 0) {
            const double share = static_cast<double>(count) / static_cast<double>(total);
            sum -= share * base::natural_log(share);
        }
    return sum;
}

} // namespace

double adjusted_rand_index(std::span<const std::size_t> table, int rows, int columns) {
    const auto [cells, row_sums, column_sums, total] = margins_of(table, rows, columns);
    if (total < 2)
        return 1.0;
    const auto together = static_cast<double>(sum_of_pairs(cells));
    const auto first = static_cast<double>(sum_of_pairs(row_sums));
    const auto second = static_cast<double>(sum_of_pairs(column_sums));
    const double expected = first * (second / static_cast<double>(pairs(total)));
    const double largest = 0.5 * (first + second);
    // Both partitions are one group, or both only single rows: they are equal.
    if (largest == expected)
        return 1.0;
    return (together - expected) / (largest - expected);
}

double normalized_mutual_information(std::span<const std::size_t> table, int rows, int columns) {
    const auto [cells, row_sums, column_sums, total] = margins_of(table, rows, columns);
    if (total == 0)
        return 1.0;
    const double first = entropy(row_sums, total);
    const double second = entropy(column_sums, total);
    if (first == 0.0 && second == 0.0)
        return 1.0; // both are one group
    const double mutual = first + second - entropy(cells, total);
    return std::clamp(mutual / (0.5 * (first + second)), 0.0, 1.0);
}

} // namespace cohortscope::analysis

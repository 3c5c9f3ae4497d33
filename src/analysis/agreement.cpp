#include "analysis/agreement.h"

#include <cstdint>
#include <vector>

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

} // namespace

double adjusted_rand_index(std::span<const std::size_t> table, int rows, int columns) {
    const auto row_count = static_cast<std::size_t>(rows);
    const auto column_count = static_cast<std::size_t>(columns);
    ENSURE(table.size() == row_count * column_count);
    std::vector<std::uint64_t> cells(table.begin(), table.end());
    std::vector<std::uint64_t> row_sums(row_count);
    std::vector<std::uint64_t> column_sums(column_count);
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < row_count; ++i)
        for (std::size_t j = 0; j < column_count; ++j) {
            row_sums[i] += cells[i * column_count + j];
            column_sums[j] += cells[i * column_count + j];
            total += cells[i * column_count + j];
        }
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

} // namespace cohortscope::analysis

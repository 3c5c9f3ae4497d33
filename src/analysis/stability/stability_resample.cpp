#include "analysis/stability/stability_resample.h"

#include <algorithm>

#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// In ascending order, so that copying them reads the columns from front to back.
std::vector<std::uint32_t> draw_ascending(std::size_t n, base::Random& random) {
    std::vector<std::uint32_t> times(n);
    for (std::size_t i = 0; i < n; ++i)
        ++times[random.below(n)];
    std::vector<std::uint32_t> rows;
    rows.reserve(n);
    for (std::size_t row = 0; row < n; ++row)
        rows.insert(rows.end(), times[row], static_cast<std::uint32_t>(row));
    return rows;
}

// Σ value(i) over [0, n), the same on any number of threads.
template <class Value> double sum_rows(std::size_t n, const Value& value) {
    const auto partials =
        base::map_chunks<double>(n, base::kChunkRows, [&](const base::Chunk& chunk) {
            double sum = 0.0;
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                sum += value(i);
            return sum;
        });
    double total = 0.0;
    for (const double partial : partials)
        total += partial;
    return total;
}

std::shared_ptr<const features::MatrixColumn> draw_column(const features::MatrixColumn& from,
                                                          std::span<const std::uint32_t> rows) {
    const auto n = static_cast<double>(rows.size());
    const double mean =
        sum_rows(rows.size(),
                 [&](std::size_t i) { return static_cast<double>(from.values[rows[i]]); }) /
        n;
    auto column = std::make_shared<features::MatrixColumn>();
    column->scaling = from.scaling;
    column->weight = from.weight;
    column->offset = from.offset + mean;
    column->values.resize(from.values.size(), 0.0f);
    column->variance = sum_rows(rows.size(),
                                [&](std::size_t i) {
                                    const double value =
                                        static_cast<double>(from.values[rows[i]]) - mean;
                                    column->values[i] = static_cast<float>(value);
                                    return value * value;
                                }) /
                       n;
    return column;
}

bool equal_rows(const features::Matrix& matrix, std::size_t a, std::size_t b) {
    return std::all_of(matrix.columns.begin(), matrix.columns.end(),
                       [&](const auto& column) { return column->values[a] == column->values[b]; });
}

} // namespace

Resample draw_rows(const features::Matrix& matrix, base::Random& random) {
    Resample drawn{draw_ascending(matrix.rows, random), {}};
    drawn.matrix.rows = matrix.rows;
    for (const auto& column : matrix.columns)
        drawn.matrix.columns.push_back(draw_column(*column, drawn.rows));
    return drawn;
}

int count_distinct_rows(const features::Matrix& matrix, int most) {
    std::vector<std::size_t> found;
    for (std::size_t row = 0; row < matrix.rows; ++row) {
        if (found.size() >= static_cast<std::size_t>(most))
            break;
        if (std::none_of(found.begin(), found.end(),
                         [&](std::size_t other) { return equal_rows(matrix, row, other); }))
            found.push_back(row);
    }
    return static_cast<int>(found.size());
}

} // namespace cohortscope::analysis

#include <algorithm>
#include <cstdint>
#include <limits>

#include "analysis/identity/identity.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

using Cost = std::int64_t;
constexpr Cost kUnreached = std::numeric_limits<Cost>::max() / 4;

// Minimal assignment of every row to its own column, rows ≤ columns. Rows and columns count from 1;
// 0 stands for "none", which keeps the potentials' updates free of special cases.
class Assignment {
  public:
    Assignment(std::vector<Cost> cost, int rows, int columns)
        : cost_(std::move(cost)), rows_(rows), columns_(columns), row_potential_(size(rows)),
          column_potential_(size(columns)), row_of_column_(size(columns)) {
        for (int row = 1; row <= rows_; ++row)
            augment(row);
    }

    std::vector<int> columns_of_rows() const {
        std::vector<int> result(static_cast<std::size_t>(rows_), -1);
        for (int column = 1; column <= columns_; ++column)
            if (const int row = row_of_column_[at(column)]; row > 0)
                result[at(row - 1)] = column - 1;
        return result;
    }

  private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }
    static std::size_t size(int count) { return static_cast<std::size_t>(count) + 1; }

    Cost reduced(int row, int column) const {
        return cost_[at(row - 1) * at(columns_) + at(column - 1)] - row_potential_[at(row)] -
               column_potential_[at(column)];
    }

    // One shortest augmenting path from `row` to a free column (Dijkstra on the reduced costs).
    void augment(int row) {
        std::vector<Cost> distance(size(columns_), kUnreached);
        std::vector<int> before(size(columns_), 0);
        std::vector<bool> settled(size(columns_), false);
        row_of_column_[0] = row;
        int column = 0;
        while (row_of_column_[at(column)] != 0) {
            settled[at(column)] = true;
            column = advance(column, distance, before, settled);
        }
        for (; column != 0; column = before[at(column)])
            row_of_column_[at(column)] = row_of_column_[at(before[at(column)])];
    }

    // Relaxes the edges of the row that holds `column`, and settles the nearest open column: of
    // equal ones the first.
    int advance(int column, std::vector<Cost>& distance, std::vector<int>& before,
                const std::vector<bool>& settled) {
        const int row = row_of_column_[at(column)];
        Cost nearest = kUnreached;
        int next = 0;
        for (int j = 1; j <= columns_; ++j) {
            if (settled[at(j)])
                continue;
            if (const Cost length = reduced(row, j); length < distance[at(j)]) {
                distance[at(j)] = length;
                before[at(j)] = column;
            }
            if (distance[at(j)] < nearest) {
                nearest = distance[at(j)];
                next = j;
            }
        }
        for (int j = 0; j <= columns_; ++j)
            if (settled[at(j)]) {
                row_potential_[at(row_of_column_[at(j)])] += nearest;
                column_potential_[at(j)] -= nearest;
            } else {
                distance[at(j)] -= nearest;
            }
        return next;
    }

    std::vector<Cost> cost_; // rows × columns
    int rows_, columns_;
    std::vector<Cost> row_potential_;
    std::vector<Cost> column_potential_;
    std::vector<int> row_of_column_; // 0 where free
};

} // namespace

std::vector<int> assign_maximal(std::span<const std::size_t> weights, int rows, int columns) {
    ENSURE(rows >= 0 && columns >= 0);
    ENSURE(weights.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
    std::vector<int> result(static_cast<std::size_t>(rows), -1);
    if (weights.empty())
        return result;
    const bool turned = rows > columns;
    const Cost largest = static_cast<Cost>(*std::max_element(weights.begin(), weights.end()));
    std::vector<Cost> cost(weights.size());
    const auto row_count = static_cast<std::size_t>(rows);
    const auto column_count = static_cast<std::size_t>(columns);
    for (std::size_t i = 0; i < row_count; ++i)
        for (std::size_t j = 0; j < column_count; ++j)
            cost[turned ? j * row_count + i : i * column_count + j] =
                largest - static_cast<Cost>(weights[i * column_count + j]);
    if (!turned)
        return Assignment(std::move(cost), rows, columns).columns_of_rows();
    const std::vector<int> found = Assignment(std::move(cost), columns, rows).columns_of_rows();
    for (std::size_t column = 0; column < found.size(); ++column)
        result[static_cast<std::size_t>(found[column])] = static_cast<int>(column);
    return result;
}

} // namespace cohortscope::analysis

#include "analysis/ward/ward_equal_rows.h"

#include <algorithm>

#include "base/parallel.h"
#include "base/radix.h"
#include "features/rows/distinct.h"

namespace cohortscope::analysis {

namespace {

constexpr int kHashBits = 32;

// Half of a hash, then the row: equal rows come together and stay in their order.
std::vector<std::uint64_t> sorted_hashes(const features::Matrix& matrix) {
    std::vector<std::uint64_t> items(matrix.rows);
    base::for_each_chunk(matrix.rows, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            std::uint64_t hash = 0;
            for (const auto& column : matrix.columns)
                hash = features::folded(hash, static_cast<double>(column->values[row]));
            items[row] = (hash >> kHashBits << kHashBits) | row;
        }
    });
    base::radix_sort(items, 64 - kHashBits, kHashBits);
    return items;
}

bool same_row(const features::Matrix& matrix, std::size_t a, std::size_t b) {
    return std::all_of(matrix.columns.begin(), matrix.columns.end(),
                       [&](const auto& column) { return column->values[a] == column->values[b]; });
}

struct Group {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

} // namespace

EqualRows group_equal_rows(const features::Matrix& matrix, base::Progress& progress) {
    const std::size_t n = matrix.rows;
    const std::size_t d = matrix.dimensions();
    EqualRows rows;
    rows.next_row.resize(n);
    std::vector<std::uint32_t> count(n); // of the group that begins with a row, else 0
    std::vector<Group> groups;           // those of the present hash: nearly always one
    std::uint64_t hash = 0;
    std::size_t seen = 0;
    for (const std::uint64_t item : sorted_hashes(matrix)) {
        if (seen++ % base::kChunkRows == 0)
            progress.checkpoint(0.03);
        const auto row = static_cast<std::uint32_t>(item);
        if (item >> kHashBits != hash)
            groups.clear();
        hash = item >> kHashBits;
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& other) {
            return same_row(matrix, other.first, row);
        });
        if (group == groups.end()) {
            groups.push_back({row, row});
            count[row] = 1;
        } else {
            rows.next_row[group->last] = row;
            group->last = row;
            ++count[group->first];
        }
    }
    for (std::size_t row = 0; row < n; ++row)
        if (count[row] > 0) {
            rows.first_row.push_back(static_cast<std::uint32_t>(row));
            rows.points.sizes.push_back(static_cast<double>(count[row]));
        }
    rows.points.d = d;
    rows.points.coordinates.resize(rows.first_row.size() * d);
    base::for_each_chunk(rows.first_row.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            for (std::size_t f = 0; f < d; ++f)
                rows.points.coordinates[i * d + f] =
                    static_cast<double>(matrix.columns[f]->values[rows.first_row[i]]);
    });
    return rows;
}

} // namespace cohortscope::analysis

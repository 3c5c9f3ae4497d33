#include "analysis/silhouette/silhouette_cells.h"

#include <algorithm>

#include "base/parallel.h"
#include "base/radix.h"
#include "features/rows/distinct.h"

namespace cohortscope::analysis {

namespace {

// Cell numbers of the rows, refined labelling by labelling.
class Tuples {
  public:
    explicit Tuples(std::size_t rows) : cell_(rows, 0), count_(rows > 0 ? 1 : 0) {}

    // Splits the cells by one more labelling. Numbers go by (old cell, label).
    void refine(const Labelling& labelling) {
        const auto k = static_cast<std::size_t>(labelling.k);
        std::vector<std::uint32_t> number(count_ * k, 0);
        for (std::size_t row = 0; row < cell_.size(); ++row)
            number[cell_[row] * k + labelling.labels[row]] = 1;
        std::uint32_t next = 0;
        for (std::uint32_t& entry : number)
            entry = entry != 0 ? next++ : 0;
        for (std::size_t row = 0; row < cell_.size(); ++row)
            cell_[row] = number[cell_[row] * k + labelling.labels[row]];
        count_ = next;
    }

    std::size_t count() const { return count_; }
    std::uint32_t of(std::size_t row) const { return cell_[row]; }

  private:
    std::vector<std::uint32_t> cell_;
    std::size_t count_;
};

// How (cell, something, row) are packed into 64 bits, from the highest bits down.
struct Packing {
    int row_bits;
    int middle_bits;
    int cell_bits;

    std::uint64_t pack(std::uint64_t cell, std::uint64_t middle, std::uint64_t row) const {
        const std::uint64_t kept = middle & ((std::uint64_t{1} << middle_bits) - 1);
        return (((cell << middle_bits) | kept) << row_bits) | row;
    }
    std::uint32_t row(std::uint64_t item) const {
        return static_cast<std::uint32_t>(item & ((std::uint64_t{1} << row_bits) - 1));
    }
    std::uint64_t group(std::uint64_t item) const { return item >> row_bits; } // cell and middle
    void sort(std::vector<std::uint64_t>& items) const {
        base::radix_sort(items, row_bits, middle_bits + cell_bits);
    }
};

std::uint64_t hash_of(const features::Matrix& matrix, std::size_t row) {
    std::uint64_t hash = 0;
    for (const auto& column : matrix.columns)
        hash = features::folded(hash, static_cast<double>(column->values[row]));
    return hash ^ (hash >> 29);
}

bool equal_rows(const features::Matrix& matrix, std::size_t a, std::size_t b) {
    return std::all_of(matrix.columns.begin(), matrix.columns.end(),
                       [&](const auto& column) { return column->values[a] == column->values[b]; });
}

// Rows by (cell, hash, row): equal rows of a cell stand side by side. Where two different rows
// between equal ones have their hash, those stay unmerged, which costs time and no exactness.
std::vector<std::uint64_t> rows_by_hash(const features::Matrix& matrix, const Tuples& tuples,
                                        const Packing& packing) {
    std::vector<std::uint64_t> items(matrix.rows);
    base::for_each_chunk(matrix.rows, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            items[row] = packing.pack(tuples.of(row), hash_of(matrix, row), row);
    });
    packing.sort(items);
    return items;
}

struct Merged {
    std::vector<std::uint32_t> row, weight; // in the order of the hashes
};

Merged merge_equal_rows(const features::Matrix& matrix, const Tuples& tuples,
                        SilhouetteCells& cells) {
    const int row_bits = base::bits_for(matrix.rows);
    const int cell_bits = base::bits_for(tuples.count());
    const Packing packing{row_bits, std::min(64 - row_bits - cell_bits, row_bits + 10), cell_bits};
    const std::vector<std::uint64_t> items = rows_by_hash(matrix, tuples, packing);
    Merged merged;
    cells.merged_row.resize(matrix.rows);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::uint32_t row = packing.row(items[i]);
        if (i > 0 && packing.group(items[i]) == packing.group(items[i - 1]) &&
            equal_rows(matrix, row, merged.row.back())) {
            ++merged.weight.back();
        } else {
            merged.row.push_back(row);
            merged.weight.push_back(1);
        }
        cells.merged_row[row] = static_cast<std::uint32_t>(merged.row.size() - 1);
    }
    return merged;
}

// Puts the merged rows in the order that SilhouetteCells promises.
void order_by_weight(const Merged& merged, const Tuples& tuples, SilhouetteCells& cells) {
    const std::size_t rows = merged.row.size();
    const std::uint32_t heaviest =
        rows > 0 ? *std::max_element(merged.weight.begin(), merged.weight.end()) : 0;
    const int row_bits = base::bits_for(rows);
    const int cell_bits = base::bits_for(tuples.count());
    const int weight_bits =
        std::min(base::bits_for(std::size_t{heaviest} + 1), 64 - row_bits - cell_bits);
    const Packing packing{row_bits, weight_bits, cell_bits};
    std::vector<std::uint64_t> items(rows);
    for (std::size_t i = 0; i < rows; ++i)
        items[i] = packing.pack(tuples.of(merged.row[i]), merged.weight[i], i);
    packing.sort(items);
    std::vector<std::uint32_t> place(rows);
    for (const std::uint64_t item : items) {
        const std::uint32_t i = packing.row(item);
        place[i] = static_cast<std::uint32_t>(cells.row.size());
        cells.row.push_back(merged.row[i]);
        cells.weight.push_back(merged.weight[i]);
    }
    for (std::uint32_t& row : cells.merged_row)
        row = place[row];
}

void name_cells(const Tuples& tuples, std::span<const Labelling> labellings,
                SilhouetteCells& cells) {
    for (std::size_t i = 0; i < cells.row.size(); ++i) {
        const std::uint32_t row = cells.row[i];
        if (i > 0 && tuples.of(row) == tuples.of(cells.row[i - 1]))
            continue;
        cells.first.push_back(static_cast<std::uint32_t>(i));
        for (const Labelling& labelling : labellings)
            cells.labels.push_back(labelling.labels[row]);
    }
    cells.first.push_back(static_cast<std::uint32_t>(cells.row.size()));
}

} // namespace

std::optional<SilhouetteCells> group_cells(const features::Matrix& matrix,
                                           std::span<const Labelling> labellings,
                                           std::size_t most_cells) {
    Tuples tuples(matrix.rows);
    for (const Labelling& labelling : labellings) {
        tuples.refine(labelling);
        if (tuples.count() > most_cells)
            return std::nullopt;
    }
    SilhouetteCells cells;
    const Merged merged = merge_equal_rows(matrix, tuples, cells);
    order_by_weight(merged, tuples, cells);
    name_cells(tuples, labellings, cells);
    return cells;
}

} // namespace cohortscope::analysis

#include "analysis/ward/ward.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "analysis/ward/ward_equal_rows.h"
#include "analysis/ward/ward_rounds.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// The tree as it is written, merge after merge. A cluster is known by its lowest point.
class TreeWriter {
  public:
    TreeWriter(std::size_t rows, std::size_t points) : node_of_(points), rows_of_(points, 1) {
        tree_.rows = rows;
        tree_.merges.reserve(rows == 0 ? 0 : rows - 1);
    }

    void start(std::uint32_t point, std::uint32_t row) { node_of_[point] = row; }

    void add_row(std::uint32_t point, std::uint32_t row) { add(point, row, 1, 0.0); }

    void join(const PairMerge& merge) {
        add(merge.first, node_of_[merge.second], rows_of_[merge.second],
            std::sqrt(2.0 * merge.cost));
    }

    WardTree take() { return std::move(tree_); }

  private:
    // Heights ascend: where rounding made a merge cheaper than its parts, by the last bit, it is
    // lifted to them.
    void add(std::uint32_t point, std::uint32_t node, std::uint32_t rows, double height) {
        const double least = tree_.merges.empty() ? 0.0 : tree_.merges.back().height;
        rows_of_[point] += rows;
        tree_.merges.push_back({std::min(node_of_[point], node), std::max(node_of_[point], node),
                                std::max(height, least), rows_of_[point]});
        node_of_[point] = static_cast<std::uint32_t>(tree_.rows + tree_.merges.size() - 1);
    }

    WardTree tree_;
    std::vector<std::uint32_t> node_of_, rows_of_; // of the cluster of each lowest point
};

// For each merge, how many of its parts are merges themselves, and whose part it is.
struct Family {
    std::vector<std::uint8_t> parts;
    std::vector<std::uint32_t> whole; // kNobody for the last
};

Family family_of(const std::vector<PairMerge>& merges) {
    Family family{std::vector<std::uint8_t>(merges.size()),
                  std::vector<std::uint32_t>(merges.size(), kNobody)};
    std::vector<std::uint32_t> made_by(merges.size() + 1, kNobody); // of each cluster
    for (std::size_t i = 0; i < merges.size(); ++i) {
        for (const std::uint32_t part : {merges[i].first, merges[i].second})
            if (made_by[part] != kNobody) {
                family.whole[made_by[part]] = static_cast<std::uint32_t>(i);
                ++family.parts[i];
            }
        made_by[merges[i].first] = static_cast<std::uint32_t>(i);
    }
    return family;
}

// Writes the merges in the greedy algorithm's order: always the least (cost, first, second) among
// those whose parts exist. (Sorting would do but for rounding and for equal costs.)
void write_in_order(const std::vector<PairMerge>& merges, TreeWriter& writer,
                    base::Progress& progress) {
    Family family = family_of(merges);
    const auto later = [&](std::uint32_t a, std::uint32_t b) {
        const PairMerge& x = merges[a];
        const PairMerge& y = merges[b];
        if (x.cost != y.cost)
            return x.cost > y.cost;
        return x.first != y.first ? x.first > y.first : x.second > y.second;
    };
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, decltype(later)> ready(later);
    for (std::size_t i = 0; i < merges.size(); ++i)
        if (family.parts[i] == 0)
            ready.push(static_cast<std::uint32_t>(i));
    for (std::size_t done = 0; !ready.empty(); ++done) {
        if (done % base::kChunkRows == 0)
            progress.checkpoint(kMergedFraction + (1.0 - kMergedFraction) *
                                                      static_cast<double>(done) /
                                                      static_cast<double>(merges.size()));
        const std::uint32_t merge = ready.top();
        ready.pop();
        writer.join(merges[merge]);
        const std::uint32_t whole = family.whole[merge];
        if (whole != kNobody && --family.parts[whole] == 0)
            ready.push(whole);
    }
}

} // namespace

WardTree ward(const features::Matrix& matrix, base::Progress& progress) {
    if (matrix.rows == 0)
        return {};
    ENSURE(matrix.dimensions() > 0);
    EqualRows rows = group_equal_rows(matrix, progress);
    TreeWriter writer(matrix.rows, rows.first_row.size());
    for (std::size_t i = 0; i < rows.first_row.size(); ++i) {
        const auto point = static_cast<std::uint32_t>(i);
        writer.start(point, rows.first_row[i]);
        for (std::uint32_t row = rows.next_row[rows.first_row[i]]; row != 0;
             row = rows.next_row[row])
            writer.add_row(point, row);
    }
    write_in_order(merge_mutual_neighbours(rows.points, progress), writer, progress);
    progress.checkpoint(1.0);
    return writer.take();
}

} // namespace cohortscope::analysis

// How many rows each cluster of one result shares with each cluster of another.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "analysis/clustering.h"

namespace cohortscope::analysis {

// counts[i · columns + j] = rows with first[r] == i and second[r] == j. Both of n entries.
std::vector<std::size_t> contingency(std::span<const Label> first, int rows,
                                     std::span<const Label> second, int columns);

// The clusters of one result, kept after it is gone.
struct Snapshot {
    std::shared_ptr<const std::vector<std::uint32_t>> rows; // of the file, ascending
    std::vector<Label> labels;                              // one for each of `rows`
    int k = 0;
};

// Counts over the rows that both snapshots have.
struct Overlap {
    int first_k = 0;
    int second_k = 0;
    std::vector<std::size_t> shared;        // first_k × second_k row-major
    std::vector<std::size_t> first, second; // rows of each cluster

    std::size_t at(int i, int j) const {
        return shared[static_cast<std::size_t>(i) * static_cast<std::size_t>(second_k) +
                      static_cast<std::size_t>(j)];
    }
    // Rows in both clusters ÷ rows in either; 0 where both are empty.
    double jaccard(int i, int j) const;
};

// O(n).
Overlap overlap(const Snapshot& first, const Snapshot& second);

// The overlaps of earlier snapshots with one new one, each counted once.
class Overlaps {
  public:
    explicit Overlaps(const Snapshot& second) : second_(second) {}
    const Overlap& with(const std::shared_ptr<const Snapshot>& first);

  private:
    const Snapshot& second_;
    std::vector<std::pair<std::shared_ptr<const Snapshot>, std::unique_ptr<const Overlap>>> known_;
};

} // namespace cohortscope::analysis

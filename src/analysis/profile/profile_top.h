// The most frequent codes of all rows and of each cluster.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/profile/profile_pass.h"

namespace cohortscope::analysis {

struct CodeCount {
    std::size_t code = 0;
    std::uint32_t count = 0;
};

// At most kTopNames codes with the largest counts above 0, largest first. Codes come in ascending
// order, which is the byte order of their names: of equal counts the earlier stays first.
class TopCodes {
  public:
    void offer(const CodeCount& entry) {
        if (entry.count > least_)
            insert(entry);
    }
    std::uint32_t least() const { return least_; } // counts up to this one have no place
    const std::vector<CodeCount>& entries() const { return entries_; }

  private:
    void insert(const CodeCount& entry);

    std::vector<CodeCount> entries_;
    std::uint32_t least_ = 0;
};

// counts: of each code.
TopCodes top_of(std::span<const std::uint32_t> counts);

// One a cluster. rows_of_code: of all clusters together, which most codes fail by. O(codes).
std::vector<TopCodes> top_by_cluster(const CodeCounts& counts,
                                     std::span<const std::uint32_t> rows_of_code);

} // namespace cohortscope::analysis

// The ranks of the rows compared last, made once for everything that compares them.
#pragma once

#include <memory>
#include <vector>

#include "analysis/contrast/contrast_ranks.h"

namespace cohortscope::engine {

// Of two results' rows, as those of a baseline and those shown are compared by turns. Used by one
// thread at a time.
class RowRanks {
  public:
    // Never null; the columns that the last rows had, too, are taken over.
    std::shared_ptr<const analysis::ContrastRanks>
    of(const std::shared_ptr<const features::PreparedRows>& rows);

  private:
    struct Entry {
        std::shared_ptr<const features::PreparedRows> rows;
        std::shared_ptr<const analysis::ContrastRanks> ranks;
    };
    std::vector<Entry> entries_; // the last used at the end
};

} // namespace cohortscope::engine

// Ward trees shared by the live worker and the studies: one computation serves both.
#pragma once

#include <memory>
#include <mutex>

#include "analysis/ward/ward.h"
#include "engine/memo.h"

namespace cohortscope::engine {

// By the matrix's fingerprint. Safe to use from several threads; a lock is held only to move
// pointers, so two threads may compute the same tree at the same time.
class WardTrees {
  public:
    std::shared_ptr<const analysis::WardTree> find(base::Fingerprint matrix) const;

    // The tree, computed if it is not known. Throws base::Cancelled.
    std::shared_ptr<const analysis::WardTree> get(const features::Matrix& matrix,
                                                  base::Progress& progress);

  private:
    mutable std::mutex mutex_;
    mutable Memo<analysis::WardTree> trees_{3};
};

} // namespace cohortscope::engine

// Keys of the cloud's parts for the painters: equal as long as the content is.
#pragma once

#include <memory>

#include "engine/result.h"

namespace cohortscope::ui {

class CloudKeys {
  public:
    // Of the clusters of the rows. A new result that puts every row where it was keeps the key:
    // names given, or a final that confirms its preview. O(1) for a clustering seen before, else
    // one comparison of bytes up to the first difference.
    std::uint64_t labels_key(const engine::Result& result);

  private:
    std::shared_ptr<const analysis::Clustering> seen_; // held, so that its address stays its own
    std::uint64_t labels_key_ = 0;
};

} // namespace cohortscope::ui

#include "ui/cloud_keys.h"

namespace cohortscope::ui {

std::uint64_t CloudKeys::labels_key(const engine::Result& result) {
    if (seen_ == result.clustering)
        return labels_key_;
    if (!seen_ || seen_->labels != result.clustering->labels)
        ++labels_key_;
    seen_ = result.clustering;
    return labels_key_;
}

} // namespace cohortscope::ui

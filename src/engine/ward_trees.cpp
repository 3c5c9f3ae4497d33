#include "engine/ward_trees.h"

namespace cohortscope::engine {

std::shared_ptr<const analysis::WardTree> WardTrees::find(base::Fingerprint matrix) const {
    const std::scoped_lock lock(mutex_);
    return trees_.find(matrix);
}

std::shared_ptr<const analysis::WardTree> WardTrees::get(const features::Matrix& matrix,
                                                         base::Progress& progress) {
    if (auto known = find(matrix.fingerprint))
        return known;
    auto made = std::make_shared<const analysis::WardTree>(analysis::ward(matrix, progress));
    const std::scoped_lock lock(mutex_);
    return trees_.store(matrix.fingerprint, std::move(made));
}

} // namespace cohortscope::engine

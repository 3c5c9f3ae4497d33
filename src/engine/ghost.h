// A pinned result's groups as other panels show them behind the present ones.
#pragma once

#include <memory>
#include <vector>

#include "engine/result.h"

namespace cohortscope::engine {

// Sizes, medians and distributions by cluster, matched by colour. It holds on to no rows.
struct Ghost {
    std::shared_ptr<const analysis::Profiles> profiles; // null: nothing is pinned
    std::vector<int> colour;                            // k

    // What the group of this colour was like; null where there was none.
    const analysis::ClusterProfile* with(int wanted) const {
        for (std::size_t cluster = 0; cluster < colour.size(); ++cluster)
            if (colour[cluster] == wanted)
                return &profiles->clusters[cluster];
        return nullptr;
    }
};

inline Ghost ghost_of(const Result& result) { return {result.profiles, result.identity.colour}; }

} // namespace cohortscope::engine

// A pinned result's groups as other panels show them behind the present ones.
#pragma once

#include <memory>
#include <vector>

#include "engine/result.h"
#include "engine/rules.h"

namespace cohortscope::engine {

// Sizes, medians and distributions by cluster, matched by colour. It holds on to no rows.
struct Ghost {
    std::shared_ptr<const analysis::Profiles> profiles; // null: nothing is pinned
    std::vector<int> colour;                            // k
    // Whether clipping moved rows to this end of the measure's axis: they are no part of a shape.
    bool clips_low = false, clips_high = false;

    // What the group of this colour was like; null where there was none.
    const analysis::ClusterProfile* with(int wanted) const {
        for (std::size_t cluster = 0; cluster < colour.size(); ++cluster)
            if (colour[cluster] == wanted)
                return &profiles->clusters[cluster];
        return nullptr;
    }
};

inline Ghost ghost_of(const Result& result) {
    Ghost ghost = {result.profiles, result.identity.colour};
    const features::PreparedRows& rows = *result.prepared.rows;
    const bool clips =
        rows.has_measure && result.prepared.bounds &&
        outliers_of(result.settings, *rows.measure_spec).mode == schema::OutlierMode::clip;
    ghost.clips_low = clips && result.prepared.bounds->below > 0;
    ghost.clips_high = clips && result.prepared.bounds->above > 0;
    return ghost;
}

} // namespace cohortscope::engine

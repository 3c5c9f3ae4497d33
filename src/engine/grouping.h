// The groups of a result, kept after the rest of it is gone.
#pragma once

#include <memory>

#include "engine/result.h"

namespace cohortscope::engine {

// It holds on to no matrix and no projection.
struct Grouping {
    std::shared_ptr<const features::PreparedRows> rows;
    std::shared_ptr<const analysis::Clustering> clustering;
    std::shared_ptr<const analysis::Profiles> profiles;
    analysis::Identity identity;
    std::vector<std::string> persona_names = {}; // as of Result

    int k() const { return clustering->k; }
    int colour(int cluster) const { return identity.colour[static_cast<std::size_t>(cluster)]; }
    // The name shown, as Result::name.
    const std::string& name(int cluster) const {
        const auto at = static_cast<std::size_t>(cluster);
        if (const std::string& given = identity.given_name[at]; !given.empty())
            return given;
        const bool persona = at < persona_names.size() && !persona_names[at].empty();
        return persona ? persona_names[at] : profiles->clusters[at].name;
    }
};

inline Grouping grouping_of(const Result& result) {
    return {result.prepared.rows, result.clustering, result.profiles, result.identity,
            result.persona_names};
}

} // namespace cohortscope::engine

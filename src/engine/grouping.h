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

    int k() const { return clustering->k; }
    int colour(int cluster) const { return identity.colour[static_cast<std::size_t>(cluster)]; }
    // The name shown: given, else automatic.
    const std::string& name(int cluster) const {
        const std::string& given = identity.given_name[static_cast<std::size_t>(cluster)];
        return given.empty() ? profiles->clusters[static_cast<std::size_t>(cluster)].name : given;
    }
};

inline Grouping grouping_of(const Result& result) {
    return {result.prepared.rows, result.clustering, result.profiles, result.identity};
}

} // namespace cohortscope::engine

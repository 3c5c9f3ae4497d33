#include "analysis/identity/map_places.h"

#include <numeric>

namespace cohortscope::analysis {

std::vector<MapPlace> map_places(const Clustering& clustering, const Pca& pca,
                                 const std::array<int, 2>& components) {
    const auto d = static_cast<std::size_t>(pca.dimensions);
    const std::vector<double>& centres = clustering.centres;
    const auto along = [&](std::size_t cluster, int component) {
        const double* axis = &pca.components[static_cast<std::size_t>(component - 1) * d];
        return std::inner_product(axis, axis + d, &centres[cluster * d], 0.0);
    };
    std::vector<MapPlace> places;
    for (std::size_t cluster = 0; cluster * d < centres.size(); ++cluster)
        places.push_back({along(cluster, components[0]), along(cluster, components[1])});
    return places;
}

} // namespace cohortscope::analysis

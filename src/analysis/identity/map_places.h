// Where clusters lie on the map, by which new ones get colours unlike their neighbours'.
#pragma once

#include <array>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/identity/identity.h"
#include "analysis/pca.h"

namespace cohortscope::analysis {

// The centres of the clusters along two components, counted from 1; k places, in the units of the
// matrix.
std::vector<MapPlace> map_places(const Clustering& clustering, const Pca& pca,
                                 const std::array<int, 2>& components);

} // namespace cohortscope::analysis

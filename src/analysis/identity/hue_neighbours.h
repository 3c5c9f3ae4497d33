// Whether two clusters beside each other on the map have one hue.
#pragma once

#include "analysis/identity/free_colour.h"

namespace cohortscope::analysis {

// Whether the nearest cluster on the map has the hue of this one; no without places.
bool like_its_neighbour(const ColoursInUse& in_use, std::size_t cluster);

} // namespace cohortscope::analysis

// A colour for a cluster that is new: a hue of its own, or one whose bearers are far away.
#pragma once

#include <cstdint>
#include <span>

namespace cohortscope::analysis {

// A colour's number says its hue (number mod 8) and its marker's shape (number / 8).
inline constexpr int kHues = 8;

// A cluster's centre on the map.
struct MapPlace {
    double x = 0.0, y = 0.0;
};

struct ColoursInUse {
    std::span<const int> colours;             // k; −1: none yet
    std::span<const MapPlace> places;         // k, or none
    std::span<const std::uint64_t> last_used; // by colour, when; 0 or absent: never
};

// For a cluster without a colour: the colour unused for longest among the hues that no cluster
// has. Where every hue is taken, the hue whose bearers are farthest away on the map, with the first
// marker that is free.
int free_colour(const ColoursInUse& in_use, std::size_t cluster);

} // namespace cohortscope::analysis

#include "analysis/identity/free_colour.h"

#include <algorithm>
#include <array>
#include <limits>

#include "analysis/identity/hue_neighbours.h"

namespace cohortscope::analysis {

namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

double squared_distance(const ColoursInUse& in_use, std::size_t first, std::size_t second) {
    if (in_use.places.empty())
        return 0.0;
    const double across = in_use.places[first].x - in_use.places[second].x;
    const double upwards = in_use.places[first].y - in_use.places[second].y;
    return across * across + upwards * upwards;
}

// Squared distance to the nearest other cluster of each hue; infinite for a hue without one.
std::array<double, kHues> distances(const ColoursInUse& in_use, std::size_t cluster) {
    std::array<double, kHues> nearest;
    nearest.fill(kFar);
    for (std::size_t other = 0; other < in_use.colours.size(); ++other) {
        if (other == cluster || in_use.colours[other] < 0)
            continue;
        double& hue = nearest[static_cast<std::size_t>(in_use.colours[other] % kHues)];
        hue = std::min(hue, squared_distance(in_use, other, cluster));
    }
    return nearest;
}

bool taken(const ColoursInUse& in_use, int colour) {
    return std::ranges::find(in_use.colours, colour) != in_use.colours.end();
}

std::uint64_t last_used(const ColoursInUse& in_use, int colour) {
    const auto index = static_cast<std::size_t>(colour);
    return index < in_use.last_used.size() ? in_use.last_used[index] : 0;
}

} // namespace

int free_colour(const ColoursInUse& in_use, std::size_t cluster) {
    const std::array<double, kHues> nearest = distances(in_use, cluster);
    int chosen = 0;
    for (int hue = 1; hue < kHues; ++hue) {
        const double far = nearest[static_cast<std::size_t>(hue)];
        const double farthest = nearest[static_cast<std::size_t>(chosen)];
        if (far > farthest ||
            (far == farthest && last_used(in_use, hue) < last_used(in_use, chosen)))
            chosen = hue;
    }
    while (taken(in_use, chosen))
        chosen += kHues;
    return chosen;
}

bool like_its_neighbour(const ColoursInUse& in_use, std::size_t cluster) {
    if (in_use.places.empty() || in_use.colours[cluster] < 0)
        return false;
    const std::array<double, kHues> nearest = distances(in_use, cluster);
    const double alike = nearest[static_cast<std::size_t>(in_use.colours[cluster] % kHues)];
    return alike < kFar && alike == *std::ranges::min_element(nearest);
}

} // namespace cohortscope::analysis

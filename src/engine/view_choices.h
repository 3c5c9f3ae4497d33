// How a result is looked at, as far as it is worth keeping: for how it was reached see Settings.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace cohortscope::engine {

// automatic: density where there are more rows than pixels.
enum class CloudChoice { points, density, automatic };

inline constexpr int kNoColour = -1;

struct ViewChoices {
    CloudChoice cloud = CloudChoice::automatic;
    float point_size = 1.5f; // radius in pixels at scale 1
    float exposure = 1.0f;
    int pinned = kNoColour;                    // the cluster in focus, by its colour
    std::optional<std::uint32_t> row;          // in question, of the file, from 0
    std::map<std::string, double> muted;       // by feature, the weight to come back to
    std::string solo;                          // the feature that alone has a weight; empty: none
    std::map<std::string, double> before_solo; // all weights before it
    // What follows is kept, but going back does not undo it: it changes no picture of the data.
    bool light = false;
    std::string tab = "profile";
    bool operator==(const ViewChoices&) const = default;
};

} // namespace cohortscope::engine

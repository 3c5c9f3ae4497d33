#include "ui/focus.h"

#include <algorithm>

namespace cohortscope::ui {

namespace {

constexpr double kFadeSeconds = 0.12;

} // namespace

bool Focus::advance(const engine::Result* result, double seconds) {
    hovered_ = hovering_;
    hovering_ = kNobody;
    const double passed = last_seconds_ < 0.0 ? 1.0 : std::max(0.0, seconds - last_seconds_);
    last_seconds_ = seconds;
    if (result == nullptr)
        return false;
    const auto step = static_cast<float>(passed / kFadeSeconds);
    const int focused = cluster_of_colour(*result, colour()) == kNobody ? kNobody : colour();
    bool moving = false;
    for (const int each : result->identity.colour) {
        const float target = focused == kNobody || each == focused ? 1.0f : kDimmed;
        const float now = emphasis(each);
        const float next =
            now < target ? std::min(target, now + step) : std::max(target, now - step);
        emphasis_[each] = next;
        moving = moving || next != target;
    }
    return moving;
}

float Focus::emphasis(int colour) const {
    const auto found = emphasis_.find(colour);
    return found == emphasis_.end() ? 1.0f : found->second;
}

int cluster_of_colour(const engine::Result& result, int colour) {
    const std::vector<int>& colours = result.identity.colour;
    const auto found = std::ranges::find(colours, colour);
    return colour == kNobody || found == colours.end() ? kNobody
                                                       : static_cast<int>(found - colours.begin());
}

int focused_cluster(const Focus& focus, const engine::Result& result) {
    return cluster_of_colour(result, focus.colour());
}

} // namespace cohortscope::ui

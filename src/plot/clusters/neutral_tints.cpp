#include "plot/clusters/neutral_tints.h"

#include <algorithm>

namespace cohortscope::plot {

namespace {

constexpr float kStrongest = 0.92f, kFaintest = 0.30f, kOther = 0.14f; // shares of the text's grey

Colour grey(float share, Theme theme) {
    const Tokens& t = tokens(theme);
    return mix(t.panel, t.muted, share);
}

} // namespace

Colour neutral_tint(std::size_t place, std::size_t count, Theme theme) {
    const float step = count > 1 ? (kStrongest - kFaintest) / static_cast<float>(count - 1) : 0.0f;
    return grey(kStrongest - step * static_cast<float>(std::min(place, count)), theme);
}

Colour other_tint(Theme theme) { return grey(kOther, theme); }

Colour ink_on(Colour tint) {
    constexpr Colour kBlack = {0, 0, 0, 1}, kWhite = {1, 1, 1, 1};
    return contrast_ratio(kBlack, tint) >= contrast_ratio(kWhite, tint) ? kBlack : kWhite;
}

} // namespace cohortscope::plot

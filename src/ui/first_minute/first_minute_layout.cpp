#include "ui/first_minute/first_minute_layout.h"

#include <algorithm>
#include <cmath>

namespace cohortscope::ui {

namespace {

// The picture that the lengths below are of, in pixels.
constexpr float kWidth = 1920.0f;
constexpr float kHeight = 1080.0f;
constexpr float kMargin = 44.0f;
constexpr float kSentence = 32.0f; // from the top
constexpr float kExplained = 98.0f;
constexpr float kBody = 144.0f;
constexpr float kFoot = 60.0f; // its height
constexpr float kBelow = 28.0f;
constexpr float kGap = 28.0f;
constexpr float kCards = 580.0f; // at least
constexpr float kCardsShare = 0.34f;
constexpr float kSmallest = 2.0f / 3.0f;
constexpr float kStepsOfOne = 12.0f; // so that letters are rasterised for few sizes

} // namespace

FirstMinuteLayout first_minute_layout(float width, float height) {
    FirstMinuteLayout layout;
    const float fitting = std::min(width / kWidth, height / kHeight);
    layout.stage = std::max(std::floor(fitting * kStepsOfOne + 0.01f) / kStepsOfOne, kSmallest);
    const auto px = [&](float length) { return length * layout.stage; };
    layout.sentence = {px(kMargin), px(kSentence)};
    layout.explained = {px(kMargin), px(kExplained)};
    const float foot = height - px(kBelow + kFoot);
    const float right = width - px(kMargin);
    const float cards = std::min(std::max(width * kCardsShare, px(kCards)), width * 0.45f);
    layout.foot = {px(kMargin), foot, right, foot + px(kFoot)};
    layout.cards = {right - cards, px(kBody), right, foot - px(kGap)};
    layout.map = {px(kMargin), px(kBody), right - cards - px(kGap), foot - px(kGap)};
    return layout;
}

} // namespace cohortscope::ui

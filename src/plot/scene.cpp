#include "plot/scene.h"

namespace cohortscope::plot {

namespace {

// How far the line's box starts before `at`, along the letters and across them.
float start_along(AlignX align, float width) {
    return align == AlignX::left ? 0.0f : align == AlignX::centre ? -width / 2 : -width;
}

float start_across(AlignY align, float size) {
    const float height = size * kLineHeight;
    switch (align) {
    case AlignY::top:
        return 0.0f;
    case AlignY::middle:
        return -height / 2;
    case AlignY::baseline:
        return -size * kAscent;
    case AlignY::bottom:
        break;
    }
    return -height;
}

} // namespace

Box text_box(const Text& text, const TextMeasure& measure) {
    const float width = measure.width(text.text, text.size, text.face);
    const float height = text.size * kLineHeight;
    const float along = start_along(text.align_x, width);
    const float across = start_across(text.align_y, text.size);
    if (text.turn == 0)
        return {text.at.x + along, text.at.y + across, text.at.x + along + width,
                text.at.y + across + height};
    // A quarter turn: the letters run upwards, their feet to the right.
    return {text.at.x + across, text.at.y - along - width, text.at.x + across + height,
            text.at.y - along};
}

} // namespace cohortscope::plot

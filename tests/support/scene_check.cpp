#include "support/scene_check.h"

#include <algorithm>

namespace cohortscope::tests {

namespace {

bool inside(const plot::Box& box, const plot::Scene& scene) {
    constexpr float kHair = 0.51f; // pixels
    return box.left >= -kHair && box.top >= -kHair && box.right <= scene.width + kHair &&
           box.bottom <= scene.height + kHair;
}

// Lines of text may touch, as lines of a paragraph do.
plot::Box core(const plot::Box& box) {
    return {box.left + 0.5f, box.top + 0.5f, box.right - 0.5f, box.bottom - 0.5f};
}

// More than six digits in a row, a decimal point between them or not: a number nobody formatted.
bool has_raw_number(const std::string& text) {
    int digits = 0;
    bool point = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] >= '0' && text[i] <= '9') {
            if (++digits > 6)
                return true;
        } else if (text[i] == '.' && digits > 0 && !point) {
            point = true;
        } else {
            digits = 0;
            point = false;
        }
    }
    return false;
}

} // namespace

std::string fault_of(const plot::Scene& scene, float text_scale, const plot::TextMeasure& measure) {
    const auto texts = shapes_of<plot::Text>(scene);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const plot::Box box = text_box(texts[i], measure);
        if (texts[i].text.empty())
            return "an empty text";
        if (has_raw_number(texts[i].text))
            return "a raw number: " + texts[i].text;
        if (texts[i].size < 12.99f * text_scale)
            return "too small: " + texts[i].text;
        if (!inside(box, scene))
            return "outside: " + texts[i].text;
        for (std::size_t j = 0; j < i; ++j)
            if (core(box).overlaps(core(text_box(texts[j], measure))))
                return texts[i].text + " over " + texts[j].text;
    }
    for (const plot::Rectangle& rectangle : shapes_of<plot::Rectangle>(scene))
        if (!inside(rectangle.box, scene))
            return "a rectangle outside";
    for (const plot::Area& area : shapes_of<plot::Area>(scene))
        for (std::size_t i = 0; i < area.upper.size(); ++i) {
            const plot::Point p = area.upper[i];
            if (!inside({p.x, p.y, p.x, p.y}, scene) ||
                !inside({p.x, area.low_at(i), p.x, area.low_at(i)}, scene))
                return "an area outside";
        }
    for (const plot::Mark& mark : scene.marks)
        if (has_raw_number(mark.tip))
            return "a raw number: " + mark.tip;
    for (const plot::Mark& mark : scene.marks)
        if (!inside(mark.box, scene) || mark.tip.empty())
            return "a mark outside or without words";
    return {};
}

bool says(const plot::Scene& scene, const std::string& text) {
    const auto texts = shapes_of<plot::Text>(scene);
    return std::any_of(texts.begin(), texts.end(),
                       [&](const plot::Text& shape) { return shape.text == text; });
}

} // namespace cohortscope::tests

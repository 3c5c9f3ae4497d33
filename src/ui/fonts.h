// The interface's font in the sizes it is used in, rasterised for one scale, and its measure.
#pragma once

#include <array>
#include <string_view>

#include <imgui.h>

#include "plot/scene.h"

namespace cohortscope::ui {

// A font and the size to draw it with, in ImGui's units (line height).
struct SizedFont {
    ImFont* font = nullptr;
    float size = 0.0f;
};

class Fonts {
  public:
    // Rasterises regular and semi-bold for this scale into the current context's atlas. Every
    // ImFont handed out before is void. Letters of western languages and signs, fewer in the large
    // sizes; those of Latin's extensions, Greek and Cyrillic, which double the time, from when a
    // text asked for them.
    void build(float scale);

    // A text is about to be drawn. True from then on, until build, if it needs more letters.
    void note(std::string_view text, float size, plot::Face face) const;
    bool wants_more() const { return wants_more_ && !has_more_; }
    bool has_more() const { return has_more_; } // widths of texts differ

    // The face at `size` pixels at scale 1 (height of the em). Sizes of the type scale are sharp;
    // others are drawn from the next larger one.
    SizedFont at(float size, plot::Face face) const;

    // Width in pixels at scale 1.
    float width(const std::string& text, float size, plot::Face face) const;

    float scale() const { return scale_; }

  private:
    static constexpr std::size_t kSizes = 4;
    std::array<std::array<ImFont*, kSizes>, 2> fonts_{};
    float scale_ = 0.0f;
    bool has_more_ = false;
    mutable bool wants_more_ = false; // drawing is const; what it asks for is kept for build
};

// Measures scenes with the fonts they are painted with.
class FontMeasure final : public plot::TextMeasure {
  public:
    explicit FontMeasure(const Fonts& fonts) : fonts_(&fonts) {}
    float width(const std::string& text, float size, plot::Face face) const override {
        return fonts_->width(text, size, face);
    }

  private:
    const Fonts* fonts_;
};

} // namespace cohortscope::ui

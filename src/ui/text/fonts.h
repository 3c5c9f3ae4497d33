// The interface's font in the sizes it is used in, for the scale wanted, and its measure.
#pragma once

#include <future>
#include <string>
#include <string_view>

#include "plot/scene.h"
#include "plot/text/letters.h"
#include "ui/text/font_set.h"

namespace cohortscope::ui {

// A font and the size to draw it with, in ImGui's units (line height).
struct SizedFont {
    ImFont* font = nullptr;
    float size = 0.0f;
};

// Letters of western languages and signs; those of Latin's extensions, Greek and Cyrillic, and of
// other scripts where the system has a font for them, from when a text asked for them.
class Fonts {
  public:
    // Sees to fonts of this scale, between frames. True when others than before are in the current
    // context's atlas: every ImFont handed out earlier is void. Rasterising takes longer than a
    // frame, so another thread does it and those in use stay until then; the first ones, and where
    // `wait` is set, are there at once.
    bool follow(float scale, bool wait = false);

    // The stage's sizes are wanted at this size (FontNeed::stage), or no longer: they then stay
    // until fonts of another scale come. Before follow.
    void want_stage(float stage);

    // Fonts in use are not the ones wanted: follow has to be called again.
    bool pending() const { return used_.need != wanted() || coming_.valid() || has_new_letters(); }

    // A text is about to be drawn, which may need more letters.
    void note(std::string_view text) const;

    // The text as these fonts can draw it: code points stand for letters that no font has. `made`
    // holds what differs from `text`.
    std::string_view shown(std::string_view text, std::string& made) const;

    int exchanges() const { return exchanges_; } // each may change the widths of texts

    // The face at `size` pixels at scale 1 (height of the em). Sizes of the type scale are sharp;
    // others are drawn from the next larger one.
    SizedFont at(float size, plot::Face face) const;

    // Width in pixels at scale 1.
    float width(const std::string& text, float size, plot::Face face) const;

    float scale() const { return used_.need.scale; } // of the fonts in use

  private:
    FontNeed wanted() const { return {wanted_scale_, stage_, noted_.extended, others_}; }
    bool has_new_letters() const;
    bool answered(char32_t code) const;
    void use(FontSet set);

    FontSet used_; // without its atlas, which the context has
    float wanted_scale_ = 0.0f;
    float stage_ = 0.0f;
    bool staged_ = false;         // the stage is being shown
    mutable plot::Letters noted_; // drawing is const; what it asks for is kept for follow
    std::shared_ptr<const std::u32string> others_; // of noted_
    int exchanges_ = 0;
    std::future<FontSet> coming_; // rasterised by another thread
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

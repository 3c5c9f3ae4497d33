// The fonts of figures in files: which glyph of which font stands where in a line of text.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plot/scene.h"

typedef struct _cairo_font_face cairo_font_face_t;

namespace cohortscope::report {

// Neighbours of one font. Lengths are in ems.
struct TextRun {
    struct Glyph {
        unsigned long index = 0; // of the font
        double x = 0;            // of its origin, from the line's start
        int bytes = 1;           // of the text that it shows
    };
    cairo_font_face_t* font = nullptr; // the typesetter's
    std::string text;
    std::vector<Glyph> glyphs;
};

struct TextLine {
    std::string text; // as it can be shown
    std::vector<TextRun> runs;
    double width = 0; // em
    bool own = true;  // the embedded fonts have every letter
};

// Roboto, and where it lacks a letter a font of the system; a letter that no font has is shown as
// its code point. Not hinted and not kerned: widths grow with the size. For one thread at a time.
class Typesetter {
  public:
    Typesetter(); // throws base::Error
    ~Typesetter();
    Typesetter(const Typesetter&) = delete;
    Typesetter& operator=(const Typesetter&) = delete;

    TextLine set(std::string_view text, plot::Face face) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Measures scenes with the fonts that files are painted with, all formats alike.
class CairoMeasure final : public plot::TextMeasure {
  public:
    float width(const std::string& text, float size, plot::Face face) const override;
    const Typesetter& typesetter() const { return typesetter_; }

  private:
    Typesetter typesetter_;
};

// The left end of the text's baseline from `at`, for a line of that width, before any turn.
plot::Point baseline_start(const plot::Text& text, float width);

} // namespace cohortscope::report

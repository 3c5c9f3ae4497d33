// The interface's faces in the sizes of the type scale, rasterised for one scale on any thread.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include <imgui.h>

#include "plot/scene.h"
#include "plot/text/system_fonts.h"

namespace cohortscope::ui {

// What fonts are made for: the scale; how large the stage's type is, which is read from the back of
// a room; whether Latin's extensions, Greek and Cyrillic are among their letters, which double the
// time; and which other letters texts have (ascending; one list is one object).
struct FontNeed {
    float scale = 0.0f; // 0: none
    float stage = 0.0f; // times kStageSizes; 0: none of them
    bool extended = false;
    std::shared_ptr<const std::u32string> others;
    bool operator==(const FontNeed&) const = default;
};

// Pixels of the stage's type at scale 1 and stage 1: text, headings, the one large sentence.
inline constexpr std::array<float, 3> kStageSizes = {22.0f, 26.0f, 48.0f};

struct DeleteAtlas {
    void operator()(ImFontAtlas* atlas) const { IM_DELETE(atlas); }
};

// One size of type, regular and semi-bold.
struct FontRow {
    float size = 0.0f; // of the em at scale 1
    std::array<ImFont*, 2> fonts{};
};

struct FontSet {
    FontNeed need;
    std::vector<FontRow> rows;                       // by size, ascending
    std::vector<plot::SystemFont> system;            // whose bytes the atlas reads
    std::vector<std::vector<ImWchar>> ranges;        // of the own fonts, and of each of them
    std::unique_ptr<ImFontAtlas, DeleteAtlas> atlas; // null: they are the context's

    // The row that text of `size` pixels at scale 1 is drawn with: the next larger one.
    const FontRow& row(float size) const;
};

// Pixels of a line with an em of `em` at scale 1. Whole lines keep the letters on the pixel grid;
// rounded up, so that no text is below its size.
float line_height(float em, float scale);

// Adds regular and semi-bold, of the same letters, to an atlas, without rasterising them.
FontSet add_fonts(ImFontAtlas& atlas, const FontNeed& need);

// Rasterises them into an atlas of their own; touches no context. ImGui counts its allocations
// without a lock, for its metrics window alone: no other number of it is shared between threads.
FontSet rasterise_fonts(const FontNeed& need);

} // namespace cohortscope::ui

// The interface's faces in the sizes of the type scale, rasterised for one scale on any thread.
#pragma once

#include <array>
#include <memory>

#include <imgui.h>

#include "plot/scene.h"

namespace cohortscope::ui {

// What fonts are made for: the scale, and whether Latin's extensions, Greek and Cyrillic are among
// their letters, which double the time.
struct FontNeed {
    float scale = 0.0f; // 0: none
    bool more = false;
    bool operator==(const FontNeed&) const = default;
};

struct DeleteAtlas {
    void operator()(ImFontAtlas* atlas) const { IM_DELETE(atlas); }
};

struct FontSet {
    static constexpr std::size_t kSizes = 4;
    FontNeed need;
    std::array<std::array<ImFont*, kSizes>, 2> fonts{}; // [face][size]
    std::unique_ptr<ImFontAtlas, DeleteAtlas> atlas;    // null: they are the context's
};

// The row of the type scale that text of `size` pixels at scale 1 is drawn with.
std::size_t type_size(float size);

// Whether names and texts of files come in this size: all but large headings. Those have letters of
// western languages, and more if needed; headings have fewer.
bool has_names(std::size_t size, plot::Face face);

// Pixels of a line with an em of `em` at scale 1. Whole lines keep the letters on the pixel grid;
// rounded up, so that no text is below its size.
float line_height(float em, float scale);

// Adds regular and semi-bold to an atlas, without rasterising them.
FontSet add_fonts(ImFontAtlas& atlas, const FontNeed& need);

// Rasterises them into an atlas of their own; touches no context. ImGui counts its allocations
// without a lock, for its metrics window alone: no other number of it is shared between threads.
FontSet rasterise_fonts(const FontNeed& need);

} // namespace cohortscope::ui

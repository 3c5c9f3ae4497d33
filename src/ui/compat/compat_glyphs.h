// The letters in ImGui's font atlas, for tests that read draw lists; apart from compat.h, since
// they are internal to ImGui from 1.92 on.
#pragma once

#include <imgui.h>

#if IMGUI_VERSION_NUM >= 19200
#include <imgui_internal.h>
#endif

namespace cohortscope::ui::compat {

// Calls each(glyph) for every rasterised letter of every font and size.
template <class Each> void for_each_glyph(const ImFontAtlas& atlas, const Each& each) {
#if IMGUI_VERSION_NUM >= 19200
    if (atlas.Builder == nullptr)
        return;
    for (int i = 0; i < atlas.Builder->BakedPool.Size; ++i)
        for (const ImFontGlyph& glyph : atlas.Builder->BakedPool[i].Glyphs)
            each(glyph);
#else
    for (const ImFont* font : atlas.Fonts)
        for (const ImFontGlyph& glyph : font->Glyphs)
            each(glyph);
#endif
}

} // namespace cohortscope::ui::compat

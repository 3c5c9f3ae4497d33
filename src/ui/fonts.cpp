#include "ui/fonts.h"

#include <chrono>

#include "plot/palette.h"
#include "ui/compat.h"

namespace cohortscope::ui {

bool Fonts::follow(float scale, bool wait) {
    if (scale != wanted_scale_ && !staged_)
        stage_ = 0.0f;
    wanted_scale_ = scale;
    if (!pending())
        return false;
    if (compat::kLettersComeAsDrawn) {
        ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
        compat::clear_fonts(atlas);
        use(add_fonts(atlas, wanted()));
        return true;
    }
    if (!coming_.valid())
        coming_ = std::async(std::launch::async, rasterise_fonts, wanted());
    const bool at_once = wait || used_.need.scale == 0.0f;
    if (!at_once && coming_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return false;
    FontSet set = coming_.get();
    if (at_once && set.need != wanted())
        set = rasterise_fonts(wanted());
    if (set.need != wanted() && used_.need == wanted())
        return false; // the scale went back meanwhile
    use(std::move(set));
    return true;
}

void Fonts::want_stage(float stage) {
    staged_ = stage > 0.0f;
    if (staged_ && !compat::kLettersComeAsDrawn)
        stage_ = stage;
}

void Fonts::use(FontSet set) {
    if (set.atlas)
        compat::replace_atlas(set.atlas.release());
    used_ = std::move(set);
    ImGui::GetIO().FontDefault = used_.row(plot::kBodySize).fonts[0];
}

// Two bytes make a character from U+0080 on where the first is at least 0xc2, from U+0100 on where
// it is at least 0xc4.
void Fonts::note(std::string_view text, float size, plot::Face face) const {
    const unsigned char first = has_names(size, face) ? 0xc4 : 0xc2;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        wants_more_ = wants_more_ || (byte >= first && byte < 0xe0);
    }
}

SizedFont Fonts::at(float size, plot::Face face) const {
    const std::size_t row = face == plot::Face::semibold ? 1 : 0;
    return {used_.row(size).fonts[row], line_height(size, scale())};
}

float Fonts::width(const std::string& text, float size, plot::Face face) const {
    const SizedFont font = at(size, face);
    const char* begin = text.data();
    return font.font->CalcTextSizeA(font.size, 1e9f, 0.0f, begin, begin + text.size()).x / scale();
}

} // namespace cohortscope::ui

#include "ui/text/fonts.h"

#include <algorithm>
#include <chrono>

#include "plot/palette.h"
#include "ui/compat/compat.h"

namespace cohortscope::ui {

bool Fonts::follow(float scale, bool wait) {
    if (scale != wanted_scale_ && !staged_)
        stage_ = 0.0f;
    wanted_scale_ = scale;
    if (has_new_letters())
        others_ =
            std::make_shared<const std::u32string>(noted_.others.begin(), noted_.others.end());
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
    ++exchanges_;
    ImGui::GetIO().FontDefault = used_.row(plot::kBodySize).fonts[0];
}

void Fonts::note(std::string_view text) const { noted_.note(text); }

bool Fonts::has_new_letters() const {
    return noted_.others.size() != (others_ ? others_->size() : 0);
}

// Whether the fonts in use were made for a text with this letter.
bool Fonts::answered(char32_t code) const {
    if (plot::is_extended(code))
        return used_.need.extended;
    if (used_.need.others && std::ranges::binary_search(*used_.need.others, code))
        return true;
    return noted_.others.size() >= plot::kMostLetters && !noted_.others.contains(code);
}

std::string_view Fonts::shown(std::string_view text, std::string& made) const {
    if (plot::is_western(text))
        return text;
    ImFont& font = *used_.row(plot::kBodySize).fonts[0]; // all have the same letters
    const auto glyph_of = [&](char32_t code) {
        if (code > IM_UNICODE_CODEPOINT_MAX)
            return plot::Glyph::missing;
        if (compat::has_glyph(font, static_cast<ImWchar>(code)))
            return plot::Glyph::there;
        return answered(code) ? plot::Glyph::missing : plot::Glyph::coming;
    };
    made = plot::with_code_points(text, glyph_of);
    return made;
}

SizedFont Fonts::at(float size, plot::Face face) const {
    const std::size_t row = face == plot::Face::semibold ? 1 : 0;
    return {used_.row(size).fonts[row], line_height(size, scale())};
}

float Fonts::width(const std::string& text, float size, plot::Face face) const {
    const SizedFont font = at(size, face);
    std::string made;
    const std::string_view drawn = shown(text, made);
    const char* begin = drawn.data();
    return font.font->CalcTextSizeA(font.size, 1e9f, 0.0f, begin, begin + drawn.size()).x / scale();
}

} // namespace cohortscope::ui

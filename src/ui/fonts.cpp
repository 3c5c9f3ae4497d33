#include "ui/fonts.h"

#include <cmath>
#include <string_view>

#include "base/asset.h"
#include "base/error.h"
#include "plot/palette.h"
#include "ui/compat.h"

namespace cohortscope::ui {

namespace {

constexpr std::array<float, 4> kTypeScale = {plot::kSmallSize, plot::kBodySize, plot::kSectionSize,
                                             plot::kReadoutSize};

// ImGui sizes a font by its line (ascent less descent), a type scale by its em. Roboto's line
// measures (1900 + 500) / 2048 of the em.
constexpr float kLinePerEm = 2400.0f / 2048.0f;

// The signs that numbers, dashes and quotes need: dashes; quotes; bullet; ellipsis; angle quotes;
// euro; rupee; minus; root; infinity; almost equal; unequal; at most, at least.
#define COHORTSCOPE_SIGNS                                                                          \
    0x2010, 0x2015, 0x2018, 0x201e, 0x2022, 0x2022, 0x2026, 0x2026, 0x2039, 0x203a, 0x20ac,        \
        0x20ac, 0x20b9, 0x20b9, 0x2212, 0x2212, 0x221a, 0x221a, 0x221e, 0x221e, 0x2248, 0x2248,    \
        0x2260, 0x2260, 0x2264, 0x2265, 0

constexpr ImWchar kPlain[] = {0x0020, 0x007e, COHORTSCOPE_SIGNS};
constexpr ImWchar kWestern[] = {0x0020, 0x007e, 0x00a0, 0x00ff, COHORTSCOPE_SIGNS};
constexpr ImWchar kLatin[] = {0x0020, 0x007e, 0x00a0, 0x017f, COHORTSCOPE_SIGNS};
constexpr ImWchar kLatinGreekCyrillic[] = {0x0020, 0x007e, 0x00a0, 0x017f,           0x0370,
                                           0x03ff, 0x0400, 0x045f, COHORTSCOPE_SIGNS};

#undef COHORTSCOPE_SIGNS

// Whole lines keep the letters on the pixel grid; rounded up, so that no text is below its size.
float line_height(float em, float scale) { return std::ceil(em * kLinePerEm * scale); }

ImFont* add(std::string_view bytes, float height, const ImWchar* ranges) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false; // the bytes are the program's own
    config.OversampleH = 2;
    config.OversampleV = 1;
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        const_cast<char*>(bytes.data()), static_cast<int>(bytes.size()), height, &config, ranges);
}

std::size_t nearest_size(float size) {
    for (std::size_t i = 0; i < kTypeScale.size(); ++i)
        if (size <= kTypeScale[i] + 0.01f)
            return i;
    return kTypeScale.size() - 1;
}

// Whether names and texts of files come in this size: all but large headings.
bool has_names(std::size_t size, plot::Face face) {
    return kTypeScale[size] <=
           (face == plot::Face::semibold ? plot::kSectionSize : plot::kBodySize);
}

const ImWchar* ranges(std::size_t size, plot::Face face, bool more) {
    if (!more)
        return has_names(size, face) ? kWestern : kPlain;
    const bool of_files = face == plot::Face::regular && has_names(size, face);
    return of_files ? kLatinGreekCyrillic : kLatin;
}

} // namespace

void Fonts::build(float scale) {
    const std::string_view regular = base::find_asset("Roboto-Regular.ttf");
    const std::string_view semibold = base::find_asset("Roboto-Medium.ttf");
    ENSURE(!regular.empty() && !semibold.empty());
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    compat::clear_fonts(atlas);
    compat::set_atlas_width(atlas, scale > 1.5f ? 4096 : 2048);
    for (std::size_t i = 0; i < kSizes; ++i) {
        const float height = line_height(kTypeScale[i], scale);
        fonts_[0][i] = add(regular, height, ranges(i, plot::Face::regular, wants_more_));
        fonts_[1][i] = add(semibold, height, ranges(i, plot::Face::semibold, wants_more_));
    }
    has_more_ = wants_more_;
    ImGui::GetIO().FontDefault = fonts_[0][1];
    scale_ = scale;
}

// Two bytes make a character from U+0080 on where the first is at least 0xc2, from U+0100 on where
// it is at least 0xc4.
void Fonts::note(std::string_view text, float size, plot::Face face) const {
    const unsigned char first = has_names(nearest_size(size), face) ? 0xc4 : 0xc2;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        wants_more_ = wants_more_ || (byte >= first && byte < 0xe0);
    }
}

SizedFont Fonts::at(float size, plot::Face face) const {
    const std::size_t row = face == plot::Face::semibold ? 1 : 0;
    return {fonts_[row][nearest_size(size)], line_height(size, scale_)};
}

float Fonts::width(const std::string& text, float size, plot::Face face) const {
    const SizedFont font = at(size, face);
    const char* begin = text.data();
    return font.font->CalcTextSizeA(font.size, 1e9f, 0.0f, begin, begin + text.size()).x / scale_;
}

} // namespace cohortscope::ui

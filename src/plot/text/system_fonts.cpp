#include "plot/text/system_fonts.h"

#include <algorithm>
#include <cstdint>

#include <fontconfig/fontconfig.h>
#include <stb_truetype.h>

#include "base/error.h"
#include "base/file.h"

namespace cohortscope::plot {

namespace {

template <class T, void (*Destroy)(T*)> struct Destroyer {
    void operator()(T* object) const { Destroy(object); }
};
using Pattern = std::unique_ptr<FcPattern, Destroyer<FcPattern, FcPatternDestroy>>;
using CharSet = std::unique_ptr<FcCharSet, Destroyer<FcCharSet, FcCharSetDestroy>>;
using FontList = std::unique_ptr<FcFontSet, Destroyer<FcFontSet, FcFontSetDestroy>>;

// What is looked for: a sans serif with outlines, in one colour, for these letters.
Pattern wanted(const std::u32string& letters) {
    const CharSet set(FcCharSetCreate());
    for (const char32_t letter : letters)
        FcCharSetAddChar(set.get(), letter);
    Pattern pattern(FcPatternCreate());
    FcPatternAddCharSet(pattern.get(), FC_CHARSET, set.get());
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif"));
    FcPatternAddBool(pattern.get(), FC_OUTLINE, FcTrue);
    FcPatternAddBool(pattern.get(), FC_COLOR, FcFalse);
    FcPatternAddInteger(pattern.get(), FC_WEIGHT, FC_WEIGHT_REGULAR);
    FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    return pattern;
}

bool has_outlines_in_one_colour(const FcPattern* font) {
    FcBool outline = FcFalse, colour = FcFalse;
    FcPatternGetBool(font, FC_OUTLINE, 0, &outline);
    FcPatternGetBool(font, FC_COLOR, 0, &colour);
    return outline == FcTrue && colour == FcFalse;
}

std::u32string letters_of(const FcPattern* font, const std::u32string& asked) {
    FcCharSet* set = nullptr;
    std::u32string found;
    if (FcPatternGetCharSet(font, FC_CHARSET, 0, &set) == FcResultMatch)
        std::ranges::copy_if(asked, std::back_inserter(found), [&](char32_t letter) {
            return FcCharSetHasChar(set, letter) == FcTrue;
        });
    return found;
}

// Only letters whose outline the rasteriser finds; none where the file is not for it.
void keep_what_can_be_drawn(SystemFont& font) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(font.bytes->data());
    const int offset =
        font.bytes->size() > 12 ? stbtt_GetFontOffsetForIndex(bytes, font.index) : -1;
    stbtt_fontinfo info;
    if (offset < 0 || stbtt_InitFont(&info, bytes, offset) == 0) {
        font.letters.clear();
        return;
    }
    std::erase_if(font.letters, [&](char32_t letter) {
        const int glyph = stbtt_FindGlyphIndex(&info, static_cast<int>(letter));
        return glyph == 0 || stbtt_IsGlyphEmpty(&info, glyph) != 0;
    });
}

// The font with those of the letters that it draws; without any where it cannot be read.
SystemFont read(const FcPattern* found, const std::u32string& asked) {
    SystemFont font;
    FcChar8* file = nullptr;
    int index = 0;
    if (!has_outlines_in_one_colour(found) ||
        FcPatternGetString(found, FC_FILE, 0, &file) != FcResultMatch)
        return font;
    FcPatternGetInteger(found, FC_INDEX, 0, &index);
    font.index = index & 0xffff; // above are the instances of a variable font
    font.letters = letters_of(found, asked);
    if (font.letters.empty())
        return font;
    try {
        font.bytes = std::make_shared<const std::string>(
            base::read_file(reinterpret_cast<const char*>(file)));
        keep_what_can_be_drawn(font);
    } catch (const base::Error&) {
        font.letters.clear(); // it was removed, say: another one may have the letters
    }
    return font;
}

} // namespace

std::vector<SystemFont> find_system_fonts(const std::u32string& letters) {
    std::vector<SystemFont> fonts;
    if (letters.empty() || FcInit() != FcTrue)
        return fonts;
    const Pattern pattern = wanted(letters);
    FcResult result = FcResultMatch;
    const FontList sorted(FcFontSort(nullptr, pattern.get(), FcTrue, nullptr, &result));
    std::u32string left = letters;
    for (int i = 0; sorted && i < sorted->nfont && !left.empty(); ++i) {
        SystemFont font = read(sorted->fonts[i], left);
        if (font.letters.empty())
            continue;
        std::erase_if(left, [&](char32_t letter) {
            return std::ranges::binary_search(font.letters, letter);
        });
        fonts.push_back(std::move(font));
    }
    return fonts;
}

} // namespace cohortscope::plot

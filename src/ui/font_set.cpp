#include "ui/font_set.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/asset.h"
#include "base/error.h"
#include "plot/palette.h"
#include "ui/compat.h"

namespace cohortscope::ui {

namespace {

constexpr std::array kTypeScale = {plot::kSmallSize, plot::kBodySize, plot::kSectionSize,
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

ImFont* add(ImFontAtlas& atlas, std::string_view bytes, float height, const ImWchar* ranges) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false; // the bytes are the program's own
    config.OversampleH = 2;
    config.OversampleV = 1;
    return atlas.AddFontFromMemoryTTF(const_cast<char*>(bytes.data()),
                                      static_cast<int>(bytes.size()), height, &config, ranges);
}

const ImWchar* ranges(float size, plot::Face face, bool more) {
    if (!more)
        return has_names(size, face) ? kWestern : kPlain;
    const bool of_files = face == plot::Face::regular && has_names(size, face);
    return of_files ? kLatinGreekCyrillic : kLatin;
}

// The type scale's sizes and the stage's, each once.
std::vector<float> sizes_of(const FontNeed& need) {
    std::vector<float> sizes(kTypeScale.begin(), kTypeScale.end());
    if (need.stage > 0.0f)
        for (const float size : kStageSizes)
            sizes.push_back(size * need.stage);
    std::ranges::sort(sizes);
    const auto equal = [](float a, float b) { return b - a < 0.01f; };
    sizes.erase(std::unique(sizes.begin(), sizes.end(), equal), sizes.end());
    return sizes;
}

} // namespace

const FontRow& FontSet::row(float size) const {
    for (const FontRow& each : rows)
        if (size <= each.size + 0.01f)
            return each;
    return rows.back();
}

bool has_names(float size, plot::Face face) {
    return size <= (face == plot::Face::semibold ? plot::kSectionSize : plot::kBodySize) + 0.01f;
}

float line_height(float em, float scale) { return std::ceil(em * kLinePerEm * scale); }

FontSet add_fonts(ImFontAtlas& atlas, const FontNeed& need) {
    const std::string_view regular = base::find_asset("Roboto-Regular.ttf");
    const std::string_view semibold = base::find_asset("Roboto-Medium.ttf");
    ENSURE(!regular.empty() && !semibold.empty());
    compat::set_atlas_width(atlas, need.scale > 1.5f ? 4096 : 2048);
    FontSet set;
    set.need = need;
    for (const float size : sizes_of(need)) {
        const float height = line_height(size, need.scale);
        set.rows.push_back(
            {size,
             {add(atlas, regular, height, ranges(size, plot::Face::regular, need.more)),
              add(atlas, semibold, height, ranges(size, plot::Face::semibold, need.more))}});
    }
    return set;
}

FontSet rasterise_fonts(const FontNeed& need) {
    std::unique_ptr<ImFontAtlas, DeleteAtlas> atlas(IM_NEW(ImFontAtlas)());
    FontSet set = add_fonts(*atlas, need);
    compat::rasterise(*atlas);
    set.atlas = std::move(atlas);
    return set;
}

} // namespace cohortscope::ui

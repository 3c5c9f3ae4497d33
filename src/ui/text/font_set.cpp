#include "ui/text/font_set.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/asset.h"
#include "base/error.h"
#include "plot/palette.h"
#include "plot/text/letters.h"
#include "ui/compat/compat.h"

namespace cohortscope::ui {

namespace {

constexpr std::array kTypeScale = {plot::kSmallSize, plot::kBodySize, plot::kSectionSize,
                                   plot::kReadoutSize};

// ImGui sizes a font by its line (ascent less descent), a type scale by its em. Roboto's line
// measures (1900 + 500) / 2048 of the em.
constexpr float kLinePerEm = 2400.0f / 2048.0f;

constexpr ImWchar kWestern[] = {0x0020, 0x007e, 0x00a0, 0x00ff, 0};
constexpr ImWchar kLatinGreekCyrillic[] = {0x0020, 0x007e, 0x00a0, 0x017f, 0x0370, 0x045f, 0};

constexpr std::size_t kManyLetters = 300; // more want a wider texture, and no letter twice as fine

ImFont* add(ImFontAtlas& atlas, std::string_view bytes, float height, const ImWchar* ranges) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false; // the bytes are the program's own
    config.OversampleH = 2;
    config.OversampleV = 1;
    return atlas.AddFontFromMemoryTTF(const_cast<char*>(bytes.data()),
                                      static_cast<int>(bytes.size()), height, &config, ranges);
}

// To the font added last.
void add_letters(ImFontAtlas& atlas, const plot::SystemFont& font, float height,
                 const ImWchar* ranges) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.FontNo = font.index;
    config.MergeMode = true;
    config.OversampleH = font.letters.size() > kManyLetters ? 1 : 2;
    config.OversampleV = 1;
    atlas.AddFontFromMemoryTTF(const_cast<char*>(font.bytes->data()),
                               static_cast<int>(font.bytes->size()), height, &config, ranges);
}

// The blocks (ended by 0) and each letter as a range of its own.
std::vector<ImWchar> ranges_of(const ImWchar* blocks, const std::u32string& letters) {
    std::vector<ImWchar> ranges;
    while (*blocks != 0)
        ranges.push_back(*blocks++);
    for (const char32_t letter : letters)
        ranges.insert(ranges.end(), 2, static_cast<ImWchar>(letter));
    ranges.push_back(0);
    return ranges;
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

float line_height(float em, float scale) { return std::ceil(em * kLinePerEm * scale); }

FontSet add_fonts(ImFontAtlas& atlas, const FontNeed& need) {
    const std::string_view regular = base::find_asset("Roboto-Regular.ttf");
    const std::string_view semibold = base::find_asset("Roboto-Medium.ttf");
    ENSURE(!regular.empty() && !semibold.empty());
    FontSet set;
    set.need = need;
    static constexpr ImWchar kNone[] = {0};
    const std::u32string others = need.others ? *need.others : std::u32string();
    set.ranges.push_back(ranges_of(need.extended ? kLatinGreekCyrillic : kWestern,
                                   std::u32string(plot::kSigns) + others));
    set.system = plot::find_system_fonts(others);
    for (const plot::SystemFont& font : set.system)
        set.ranges.push_back(ranges_of(kNone, font.letters));
    const bool wide = need.scale > 1.5f || others.size() > kManyLetters;
    compat::set_atlas_width(atlas, wide ? 4096 : 2048);
    for (const float size : sizes_of(need)) {
        const float height = line_height(size, need.scale);
        FontRow row{size, {}};
        for (std::size_t face = 0; face < row.fonts.size(); ++face) {
            row.fonts[face] =
                add(atlas, face == 0 ? regular : semibold, height, set.ranges[0].data());
            for (std::size_t i = 0; i < set.system.size(); ++i)
                add_letters(atlas, set.system[i], height,
                            set.ranges[i + 1].data()); // for what it lacks
        }
        set.rows.push_back(row);
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

#include "report/paint/typesetter.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "base/asset.h"
#include "base/error.h"
#include "base/printable.h"
#include "plot/text/letters.h"
#include "plot/text/system_fonts.h"
#include "report/paint/cairo_handles.h"

namespace cohortscope::report {

namespace {

using Library = std::shared_ptr<FT_LibraryRec_>;

Library open_library() {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0)
        throw base::Error("FreeType cannot be started: not enough memory");
    return {library, [](FT_Library done) { FT_Done_FreeType(done); }};
}

// Cairo keeps fonts for later: what they read lives until it lets go of them.
struct FaceData {
    Library library;
    std::shared_ptr<const std::string> bytes; // null: an embedded font's
    FT_Face face = nullptr;
    ~FaceData() {
        if (face != nullptr)
            FT_Done_Face(face);
    }
};

struct Font {
    FT_Face face = nullptr;
    CairoFontFace cairo;
};

// No font where the bytes are none. Each has a library of its own, as Cairo may let go of fonts
// that it kept on whatever thread draws then.
Font open_font(std::string_view bytes, int index, std::shared_ptr<const std::string> owner) {
    static const cairo_user_data_key_t kData = {};
    auto data = std::make_unique<FaceData>();
    data->library = open_library();
    data->bytes = std::move(owner);
    if (FT_New_Memory_Face(data->library.get(), reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), index, &data->face) != 0)
        return {};
    Font font;
    font.face = data->face;
    font.cairo.reset(cairo_ft_font_face_create_for_ft_face(data->face, FT_LOAD_NO_HINTING));
    const auto destroy = [](void* object) { delete static_cast<FaceData*>(object); };
    if (!FT_IS_SCALABLE(font.face) ||
        cairo_font_face_set_user_data(font.cairo.get(), &kData, data.get(), destroy) !=
            CAIRO_STATUS_SUCCESS)
        return {};
    data.release();
    return font;
}

struct Letter {
    std::size_t font = 0;
    FT_UInt glyph = 0; // 0: no font has it
    double advance = 0;
};

double advance_of(FT_Face face, FT_UInt glyph) {
    if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE) != 0)
        return 0;
    return static_cast<double>(face->glyph->advance.x) / face->units_per_EM;
}

constexpr std::array<const char*, 2> kOwnFonts = {"Roboto-Regular.ttf", "Roboto-Medium.ttf"};

} // namespace

struct Typesetter::State {
    std::vector<Font> fonts;  // the embedded ones first, as plot::Face numbers them
    std::set<char32_t> asked; // of the system
    std::array<std::map<char32_t, Letter>, kOwnFonts.size()> letters; // by face

    State();
    Letter look_up(char32_t code, std::size_t own) const;
    const Letter& letter(char32_t code, std::size_t own);
    void ask_system(std::string_view text, std::size_t own);
};

Typesetter::State::State() {
    for (const char* name : kOwnFonts) {
        fonts.push_back(open_font(base::find_asset(name), 0, nullptr));
        ENSURE(fonts.back().face != nullptr);
    }
}

// In the face's own font, then in those of the system.
Letter Typesetter::State::look_up(char32_t code, std::size_t own) const {
    for (std::size_t i = 0; i < fonts.size(); ++i) {
        if (i < kOwnFonts.size() && i != own)
            continue;
        if (const FT_UInt glyph = FT_Get_Char_Index(fonts[i].face, code); glyph != 0)
            return {i, glyph, advance_of(fonts[i].face, glyph)};
    }
    return {};
}

const Letter& Typesetter::State::letter(char32_t code, std::size_t own) {
    const auto [found, is_new] = letters[own].try_emplace(code);
    if (is_new)
        found->second = look_up(code, own);
    return found->second;
}

// Opens fonts for the text's letters that no font has yet, once for each letter.
void Typesetter::State::ask_system(std::string_view text, std::size_t own) {
    std::set<char32_t> missing;
    while (!text.empty()) {
        const plot::Character next = plot::first_character(text);
        text.remove_prefix(next.bytes);
        if (letter(next.code, own).glyph == 0 && !plot::is_invisible(next.code) &&
            !plot::is_space(next.code) && asked.insert(next.code).second)
            missing.insert(next.code);
    }
    for (plot::SystemFont& found : plot::find_system_fonts({missing.begin(), missing.end()})) {
        Font font = open_font(*found.bytes, found.index, found.bytes);
        if (font.face != nullptr)
            fonts.push_back(std::move(font));
    }
    for (auto& known : letters)
        for (const char32_t code : missing)
            known.erase(code);
}

Typesetter::Typesetter() : state_(std::make_unique<State>()) {}
Typesetter::~Typesetter() = default;

TextLine Typesetter::set(std::string_view given, plot::Face face) const {
    const std::size_t own = face == plot::Face::semibold ? 1 : 0;
    const std::string text = base::printable(given);
    if (!plot::is_western(text))
        state_->ask_system(text, own);
    TextLine line;
    line.text = plot::with_code_points(text, [&](char32_t code) {
        return state_->letter(code, own).glyph != 0 ? plot::Glyph::there : plot::Glyph::missing;
    });
    std::size_t font_before = state_->fonts.size();
    for (std::string_view rest = line.text; !rest.empty();) {
        const plot::Character next = plot::first_character(rest);
        const Letter& letter = state_->letter(next.code, own);
        if (letter.font != font_before || letter.glyph == 0) {
            const std::size_t font = letter.glyph == 0 ? own : letter.font;
            if (font != font_before)
                line.runs.push_back({state_->fonts[font].cairo.get(), {}, {}});
            font_before = font;
        }
        line.own = line.own && font_before == own;
        TextRun& run = line.runs.back();
        run.text += rest.substr(0, next.bytes);
        run.glyphs.push_back({letter.glyph, line.width, static_cast<int>(next.bytes)});
        line.width += letter.advance;
        rest.remove_prefix(next.bytes);
    }
    return line;
}

float CairoMeasure::width(const std::string& text, float size, plot::Face face) const {
    return static_cast<float>(typesetter_.set(text, face).width * static_cast<double>(size));
}

plot::Point baseline_start(const plot::Text& text, float width) {
    plot::Point start{0, 0};
    if (text.align_x != plot::AlignX::left)
        start.x = text.align_x == plot::AlignX::centre ? -width / 2 : -width;
    const float ascent = plot::kAscent * text.size;
    const float height = plot::kLineHeight * text.size;
    switch (text.align_y) {
    case plot::AlignY::top:
        start.y = ascent;
        break;
    case plot::AlignY::middle:
        start.y = ascent - height / 2;
        break;
    case plot::AlignY::baseline:
        break;
    case plot::AlignY::bottom:
        start.y = ascent - height;
        break;
    }
    return start;
}

} // namespace cohortscope::report

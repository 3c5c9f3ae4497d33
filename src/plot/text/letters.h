// Text beyond the letters of the program's own fonts: which letters it needs, and how a letter is
// shown that no font has.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace cohortscope::plot {

// What numbers, dashes and quotes need beside letters. Every font has them and the western letters
// at once.
inline constexpr char32_t kSigns[] = U"‐‑‒–—―‘’‚‛“”„•…‹›€₹−√∞≈≠≤≥";

// Whether every character is a western one or such a sign: the usual case.
bool is_western(std::string_view text);

// The letters beyond the western ones that texts have asked for.
struct Letters {
    bool extended = false;     // of Latin's extensions, Greek or Cyrillic, which come together
    std::set<char32_t> others; // each for itself; at most kMostLetters

    // True when something was added.
    bool note(std::string_view text);
};
constexpr std::size_t kMostLetters = 2000; // bounds the letters' texture

// What a font answers of a letter.
enum class Glyph { there, coming, missing };

// The character as UTF-8.
std::string utf8(char32_t code);

// One character of UTF-8 at the text's start, and its bytes; U+FFFD for a byte that begins none.
struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};
Character first_character(std::string_view text);

// "[1F600]"
std::string code_point(char32_t code);

// Joins or directs others, without a shape of its own.
bool is_invisible(char32_t code);

bool is_extended(char32_t code); // of the blocks that come together
bool is_space(char32_t code);    // a wide or narrow one, from U+1680 on

// The text with its code point in brackets for each missing letter, so that different names never
// look the same, and a dot for each that is coming; characters that only join or direct others are
// left out where no font shows them.
template <class Has> std::string with_code_points(std::string_view text, const Has& glyph_of) {
    std::string shown;
    while (!text.empty()) {
        const Character next = first_character(text);
        const Glyph glyph = next.code < 0x100 ? Glyph::there : glyph_of(next.code);
        if (is_space(next.code))
            shown += ' ';
        else if (glyph == Glyph::there)
            shown += text.substr(0, next.bytes);
        else if (!is_invisible(next.code))
            shown += glyph == Glyph::coming ? "·" : code_point(next.code);
        text.remove_prefix(next.bytes);
    }
    return shown;
}

} // namespace cohortscope::plot

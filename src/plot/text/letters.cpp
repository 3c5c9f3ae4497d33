#include "plot/text/letters.h"

#include <algorithm>

namespace cohortscope::plot {

namespace {

constexpr char32_t kNoCharacter = 0xfffd;

unsigned char byte(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

bool is_sign(char32_t code) {
    return std::u32string_view(kSigns).find(code) != std::u32string_view::npos;
}

} // namespace

bool is_western(std::string_view text) {
    while (!text.empty()) {
        if (byte(text, 0) < 0xc4) {
            text.remove_prefix(1);
            continue;
        }
        const Character next = first_character(text);
        if (!is_sign(next.code))
            return false;
        text.remove_prefix(next.bytes);
    }
    return true;
}

Character first_character(std::string_view text) {
    const unsigned char lead = byte(text, 0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes)
        return {kNoCharacter, 1};
    char32_t code = lead & (0xffu >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(text, i) & 0xc0) != 0x80)
            return {kNoCharacter, 1};
        code = code << 6 | (byte(text, i) & 0x3fu);
    }
    return {code, bytes};
}

std::string utf8(char32_t code) {
    if (code < 0x80)
        return {static_cast<char>(code)};
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3; // bytes that follow
    std::string text = {static_cast<char>((0xf00u >> (more + 1) & 0xff) | code >> (6 * more))};
    for (int i = more - 1; i >= 0; --i)
        text += static_cast<char>(0x80 | (code >> (6 * i) & 0x3f));
    return text;
}

std::string code_point(char32_t code) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string digits;
    for (; code > 0 || digits.size() < 4; code >>= 4)
        digits.insert(digits.begin(), kDigits[code & 0xf]);
    return "[" + digits + "]";
}

bool is_extended(char32_t code) {
    return (code >= 0x100 && code < 0x180) || (code >= 0x370 && code <= 0x45f);
}

bool is_invisible(char32_t code) {
    return (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x2069) || (code >= 0xfe00 && code <= 0xfe0f) ||
           code == 0xfeff;
}

bool is_space(char32_t code) {
    return code == 0x1680 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f ||
           code == 0x205f || code == 0x3000;
}

bool Letters::note(std::string_view text) {
    if (is_western(text))
        return false;
    bool added = false;
    while (!text.empty()) {
        const Character next = first_character(text);
        text.remove_prefix(next.bytes);
        if (next.code < 0x100 || is_sign(next.code) || next.code == kNoCharacter ||
            is_invisible(next.code) || is_space(next.code))
            continue;
        if (is_extended(next.code)) {
            added = added || !extended;
            extended = true;
        } else if (others.size() < kMostLetters) {
            added = others.insert(next.code).second || added;
        }
    }
    return added;
}

} // namespace cohortscope::plot

#include "base/printable.h"

#include <array>
#include <cstdint>

namespace cohortscope::base {

namespace {

constexpr std::string_view kHexadecimal = "0123456789ABCDEF";

// One character of UTF-8; what is no UTF-8 is a byte of its own.
struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

Character first_of(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return {lead, 1, true};
    const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < bytes)
        return {};
    std::uint32_t code = lead & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0U) != 0x80U)
            return {};
        code = (code << 6U) | (byte(i) & 0x3fU);
    }
    constexpr std::array<std::uint32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
    const bool is_surrogate = code >= 0xd800 && code < 0xe000;
    return {code, bytes, code >= kLeast[bytes] && code <= 0x10ffff && !is_surrogate};
}

bool is_harmful(std::uint32_t code) {
    struct Range {
        std::uint32_t first, last;
    };
    constexpr Range kRanges[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0x61c, 0x61c},
                                 {0x200b, 0x200b}, {0x200e, 0x200f}, {0x2028, 0x202e},
                                 {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}};
    for (const Range& range : kRanges)
        if (code >= range.first && code <= range.last)
            return true;
    return false;
}

void append_hexadecimal(std::string& out, std::uint32_t value, int digits) {
    for (int digit = digits - 1; digit >= 0; --digit)
        out += kHexadecimal[(value >> (4 * static_cast<unsigned>(digit))) & 0xfU];
}

void append_escape(std::string& out, std::uint32_t code) {
    if (code == '\n' || code == '\r' || code == '\t') {
        out += code == '\n' ? "\\n" : code == '\r' ? "\\r" : "\\t";
        return;
    }
    out += code < 0x80 ? "\\x" : "\\u";
    append_hexadecimal(out, code, code < 0x80 ? 2 : 4);
}

std::string made_printable(std::string_view text, bool keep_lines) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Character character = first_of(text);
        const std::size_t bytes = character.valid ? character.bytes : 1;
        if (!character.valid) {
            out += "\\x";
            append_hexadecimal(out, static_cast<unsigned char>(text[0]), 2);
        } else if (is_harmful(character.code) && !(keep_lines && character.code == '\n')) {
            append_escape(out, character.code);
        } else {
            out += text.substr(0, bytes);
        }
        text.remove_prefix(bytes);
    }
    return out;
}

} // namespace

std::string printable(std::string_view text) { return made_printable(text, false); }

std::string printable_lines(std::string_view text) { return made_printable(text, true); }

} // namespace cohortscope::base

#include "data/cell_text.h"

#include <array>
#include <cstdint>
#include <cstdio>

#include <utf8proc.h>

#include "base/format.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kShownCharacters = 40;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// The first character, and how many bytes it has.
struct Character {
    std::int32_t code = 0;
    std::size_t bytes = 1;
};

Character first_of(std::string_view text) {
    std::int32_t code = 0;
    const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                        static_cast<utf8proc_ssize_t>(text.size()), &code);
    return bytes > 0 ? Character{code, static_cast<std::size_t>(bytes)} : Character{'?', 1};
}

bool is_unseen(std::int32_t code) {
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
        return true;
    default:
        return false;
    }
}

void append_escape(std::string& out, std::int32_t code) {
    std::array<char, 16> escape{};
    std::snprintf(escape.data(), escape.size(), code > 0xffff ? "\\U%06X" : "\\u%04X",
                  static_cast<unsigned>(code));
    out += escape.data();
}

} // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const Character first = first_of(text);
        if (!is_unseen(first.code))
            break;
        text.remove_prefix(first.bytes);
    }
    while (!text.empty()) {
        std::size_t begin = text.size() - 1;
        while (begin > 0 && is_continuation(text[begin]))
            --begin;
        if (!is_unseen(first_of(text.substr(begin)).code))
            break;
        text = text.substr(0, begin);
    }
    return text;
}

std::string quoted(std::string_view text) {
    std::string cut = base::shortened(text.substr(0, 4 * kShownCharacters), kShownCharacters);
    std::string out = "\"";
    for (std::string_view rest = cut; !rest.empty();) {
        const Character character = first_of(rest);
        if (character.code != ' ' && is_unseen(character.code))
            append_escape(out, character.code);
        else
            out += rest.substr(0, character.bytes);
        rest.remove_prefix(character.bytes);
    }
    return out + "\"";
}

} // namespace cohortscope::data

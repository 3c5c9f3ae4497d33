#include "features/rows/clean_text.h"

#include <array>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace cohortscope::features {

namespace {

// What S1 makes of an ASCII character: 0 drops it.
constexpr std::array<char, 256> kept_characters() {
    std::array<char, 256> kept{};
    for (int c = 'a'; c <= 'z'; ++c)
        kept[static_cast<std::size_t>(c)] = kept[static_cast<std::size_t>(c - 'a' + 'A')] =
            static_cast<char>(c);
    for (int c = '0'; c <= '9'; ++c)
        kept[static_cast<std::size_t>(c)] = static_cast<char>(c);
    kept[' '] = ' ';
    return kept;
}

constexpr std::array<char, 256> kKept = kept_characters();

// Letters, marks and decimal digits follow each other in utf8proc's list of categories.
bool is_kept(utf8proc_int32_t point) {
    const utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ND;
}

// The well-formed text under a mapping of utf8proc.
std::string mapped(std::string_view text, int options) {
    utf8proc_uint8_t* made = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &made, static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(made, std::free);
    if (size < 0)
        return std::string(text);
    return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

// The characters that stay, with single inner spaces.
std::string kept_of(std::string_view text) {
    std::string kept;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    bool space = false;
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const utf8proc_ssize_t length = utf8proc_iterate(at, left, &point);
        if (length > 0 && is_kept(point)) {
            if (space && !kept.empty())
                kept += ' ';
            space = false;
            kept.append(reinterpret_cast<const char*>(at), static_cast<std::size_t>(length));
        } else if (length > 0 && point == ' ') {
            space = true;
        }
        at += length > 0 ? length : 1;
        left -= length > 0 ? length : 1;
    }
    return kept;
}

} // namespace

std::optional<std::size_t> clean_ascii(std::string_view text, char* out) {
    std::size_t length = 0;
    unsigned char seen = 0;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        seen |= byte;
        const char kept = kKept[byte];
        const bool space_again = kept == ' ' && (length == 0 || out[length - 1] == ' ');
        if (kept != 0 && !space_again)
            out[length++] = kept;
    }
    if (seen >= 0x80)
        return std::nullopt;
    return length > 0 && out[length - 1] == ' ' ? length - 1 : length;
}

std::string clean_text(std::string_view text) {
    std::string cleaned(text.size(), '\0');
    if (const std::optional<std::size_t> length = clean_ascii(text, cleaned.data())) {
        cleaned.resize(*length);
        return cleaned;
    }
    // Folding the case may leave normal form C, and so may a character dropped between two others.
    constexpr int kComposed = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    return mapped(kept_of(mapped(text, kComposed)), kComposed | UTF8PROC_CASEFOLD);
}

} // namespace cohortscope::features

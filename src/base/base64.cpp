#include "base/base64.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace cohortscope::base {

namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::array<std::int8_t, 256> values_of_digits() {
    std::array<std::int8_t, 256> values;
    values.fill(-1);
    for (std::size_t i = 0; i < kDigits.size(); ++i)
        values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::int8_t>(i);
    return values;
}

} // namespace

std::string to_base64(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8 | (i < left ? bytes[at + i] : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= left ? kDigits[group >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

std::string to_base64(std::string_view bytes) {
    return to_base64({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

std::vector<std::uint8_t> from_base64(std::string_view text) {
    if (text.size() % 4 != 0)
        throw Error("base64 of " + std::to_string(text.size()) +
                    " characters; expected a multiple of 4");
    const std::array<std::int8_t, 256> values = values_of_digits();
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        std::uint32_t group = 0;
        for (std::size_t i = at; i < at + 4; ++i) {
            const bool pads = i >= text.size() - padding;
            const int value = pads ? 0 : values[static_cast<unsigned char>(text[i])];
            if (value < 0)
                throw Error("character " + std::to_string(i + 1) + " is no digit of base64");
            group = group << 6 | static_cast<std::uint32_t>(value);
        }
        for (std::size_t i = 0; i < 3; ++i)
            bytes.push_back(static_cast<std::uint8_t>(group >> (16 - 8 * i)));
    }
    bytes.erase(bytes.end() - static_cast<std::ptrdiff_t>(padding), bytes.end());
    return bytes;
}

} // namespace cohortscope::base

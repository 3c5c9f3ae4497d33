#include "data/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/error.h"
#include "data/csv/csv_encoding.h"

namespace cohortscope::data {

namespace {

constexpr std::string_view kMark = "\xef\xbb\xbf";
constexpr char kCtrlZ = 0x1a;
constexpr std::size_t kLookedAt = 4096; // bytes, to tell UTF-16 without a mark

// What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

void append(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | code >> 6);
        put(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    } else {
        put(0xf0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3f));
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    }
}

enum class Wide { no, little, big };

// UTF-16 by its mark, or because every other byte of its beginning is NUL.
Wide wide_form(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe"))
        return Wide::little;
    if (bytes.starts_with("\xfe\xff"))
        return Wide::big;
    const std::size_t size = std::min(bytes.size() / 2 * 2, kLookedAt);
    std::array<std::size_t, 2> nuls{};
    for (std::size_t at = 0; at < size; ++at)
        nuls[at % 2] += bytes[at] == '\0' ? 1 : 0;
    const std::size_t most = size * 3 / 8; // three of four units
    if (size < 8 || (nuls[0] > 0) == (nuls[1] > 0))
        return Wide::no;
    return nuls[1] >= most ? Wide::little : nuls[0] >= most ? Wide::big : Wide::no;
}

std::string from_utf16(std::string_view bytes, bool little, const std::string& source) {
    std::string out;
    out.reserve(bytes.size() / 2 + bytes.size() / 8);
    const auto fail = [&](const char* what) {
        throw base::Error::at(source, line_of(out, out.size()),
                              std::string("is UTF-16 text ") + what +
                                  "; expected whole characters");
    };
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<std::uint8_t>(bytes[at]);
        const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
        return static_cast<std::uint32_t>(little ? first | second << 8 : first << 8 | second);
    };
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        if (at + 1 == bytes.size())
            fail("that ends within a character");
        std::uint32_t code = unit(at);
        if (code >= 0xd800 && code < 0xe000) {
            const std::uint32_t low = at + 3 < bytes.size() ? unit(at + 2) : 0;
            if (code >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
                fail("with half a character");
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            at += 2;
        }
        append(out, code);
    }
    return out;
}

// Whether the bytes, which are not UTF-8, can be Windows-1252: without characters that no text has,
// and not UTF-8 with some damage.
bool may_be_windows_1252(std::string_view bytes) {
    std::size_t sequences = 0; // well-formed ones of UTF-8
    std::size_t others = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<std::uint8_t>(bytes[at]);
        const bool control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' &&
                             byte != '\f' && byte != '\v' && byte != kCtrlZ;
        if (control || byte == 0x7f)
            return false;
        const std::size_t length = byte < 0x80 ? 1 : utf8_length(bytes, at);
        if (byte >= 0x80)
            ++(length > 0 ? sequences : others);
        if (length == 0 && byte < 0xa0 && kWindows1252[byte - 0x80U] == 0)
            return false;
        at += std::max<std::size_t>(length, 1);
    }
    return sequences < others;
}

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        append(out, byte >= 0x80 && byte < 0xa0 ? kWindows1252[byte - 0x80U] : byte);
    }
    return out;
}

// Without the marks in front, and without a Ctrl-Z behind, where old programs end a file.
std::string_view without_marks(std::string_view text) {
    while (text.starts_with(kMark))
        text.remove_prefix(kMark.size());
    const std::size_t last = text.find_last_not_of("\r\n \x1a");
    const std::size_t end = last == std::string_view::npos ? 0 : last + 1;
    const std::size_t mark = text.find(kCtrlZ, end);
    return mark == std::string_view::npos ? text : text.substr(0, mark);
}

} // namespace

Decoded decode(std::string_view bytes, const std::string& source) {
    Decoded decoded;
    if (const Wide wide = wide_form(bytes); wide != Wide::no) {
        decoded.owned = from_utf16(bytes, wide == Wide::little, source);
        decoded.text = without_marks(decoded.owned);
        require_text(decoded.text, source); // no NUL
        return decoded;
    }
    const BadByte bad = find_bad_byte(bytes);
    if (bad.found && bytes[bad.offset] != '\0' && bytes.find('\0') == std::string_view::npos &&
        may_be_windows_1252(bytes)) {
        decoded.owned = from_windows_1252(bytes);
        decoded.text = without_marks(decoded.owned);
        decoded.notices.push_back("the text is not UTF-8: it is read as Windows-1252");
        return decoded;
    }
    if (bad.found)
        require_text(bytes, source); // says why
    decoded.text = without_marks(bytes);
    return decoded;
}

} // namespace cohortscope::data

#include "data/csv/csv_encoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kBlockBytes = 1 << 19;
constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(bytes[at]);
}

bool is_continuation(std::uint8_t byte) { return (byte & 0xc0) == 0x80; }

// Length of the well-formed sequence at `at`, which is not ASCII; 0 if it is ill-formed.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
    const std::uint8_t lead = byte_at(bytes, at);
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.size())
        return 0;
    const std::uint8_t second = byte_at(bytes, at + 1);
    // Over-long forms, surrogates, and what lies beyond U+10FFFF show in the second byte.
    const std::uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const std::uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (!is_continuation(byte_at(bytes, at + i)))
            return 0;
    return length;
}

// First byte at or after `at` that is NUL or not ASCII.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        if ((((word - kOnes) | word) & kHighBits) != 0)
            break;
    }
    while (at < bytes.size() && byte_at(bytes, at) - 1U < 0x7f)
        ++at;
    return at;
}

// Offset of the first bad byte among the sequences that begin in [begin, end), or kNone. A block
// leaves continuation bytes at its begin to the block before, which goes on through them.
std::size_t find_bad_byte(std::string_view bytes, const base::Chunk& block) {
    std::size_t at = block.begin;
    while (block.begin > 0 && at < bytes.size() && is_continuation(byte_at(bytes, at)))
        ++at;
    while (at < block.end || (at < bytes.size() && is_continuation(byte_at(bytes, at)))) {
        at = skip_ascii(bytes.substr(0, std::max(at, block.end)), at);
        if (at >= block.end && !(at < bytes.size() && is_continuation(byte_at(bytes, at))))
            return kNone;
        const std::size_t length = byte_at(bytes, at) == 0 ? 0 : sequence_length(bytes, at);
        if (length == 0)
            return at;
        at += length;
    }
    return kNone;
}

} // namespace

std::size_t utf8_length(std::string_view bytes, std::size_t at) {
    return sequence_length(bytes, at);
}

BadByte find_bad_byte(std::string_view bytes) {
    const auto bad =
        base::map_chunks<std::size_t>(bytes.size(), kBlockBytes, [&](const base::Chunk& block) {
            return find_bad_byte(bytes, block);
        });
    const auto first =
        std::find_if(bad.begin(), bad.end(), [](std::size_t at) { return at != kNone; });
    return first == bad.end() ? BadByte{} : BadByte{true, *first};
}

void require_text(std::string_view bytes, const std::string& source) {
    const BadByte bad = find_bad_byte(bytes);
    if (!bad.found)
        return;
    const std::size_t line = line_of(bytes, bad.offset);
    if (bytes[bad.offset] == '\0')
        throw base::Error::at(source, line, "holds a NUL byte; expected CSV text in UTF-8");
    throw base::Error::at(source, line, "is not UTF-8; expected CSV text in UTF-8");
}

std::size_t line_of(std::string_view bytes, std::size_t offset) {
    std::size_t line = 1;
    for (std::size_t at = 0; at < std::min(offset, bytes.size()); ++at)
        if (bytes[at] == '\n' ||
            (bytes[at] == '\r' && !(at + 1 < bytes.size() && bytes[at + 1] == '\n')))
            ++line;
    return line;
}

} // namespace cohortscope::data

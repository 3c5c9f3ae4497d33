#include "base/fingerprint.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#include "base/parallel.h"

namespace cohortscope::base {

namespace {

// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
std::uint64_t mix(std::uint64_t x) {
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

std::uint64_t load_word(const std::byte* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

} // namespace

Hasher& Hasher::add(std::uint64_t word) {
    state_ = mix(state_ ^ word) + 0x9e3779b97f4a7c15ULL;
    return *this;
}

Hasher& Hasher::add_number(double value) {
    if (std::isnan(value))
        return add(0x7ff8000000000000ULL);
    return add(std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value));
}

Hasher& Hasher::add_text(std::string_view text) {
    std::size_t at = 0;
    const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
    for (; at + 8 <= text.size(); at += 8)
        add(load_word(bytes + at));
    std::uint64_t last = 0;
    if (at < text.size())
        std::memcpy(&last, bytes + at, text.size() - at);
    add(last);
    return add(text.size());
}

Fingerprint Hasher::finish() const { return {mix(state_)}; }

// Four independent lanes, so that a block is read at memory speed.
std::uint64_t hash_of_bytes(std::span<const std::byte> bytes) {
    std::uint64_t lanes[4] = {0x13198a2e03707344ULL, 0xa4093822299f31d0ULL, 0x082efa98ec4e6c89ULL,
                              0x452821e638d01377ULL};
    std::size_t at = 0;
    for (; at + 32 <= bytes.size(); at += 32)
        for (std::size_t lane = 0; lane < 4; ++lane) {
            const std::uint64_t word = load_word(bytes.data() + at + 8 * lane);
            lanes[lane] = std::rotl(lanes[lane] ^ word, 29) * 0x9e3779b97f4a7c15ULL;
        }
    Hasher tail;
    for (const std::uint64_t lane : lanes)
        tail.add(lane);
    tail.add_text({reinterpret_cast<const char*>(bytes.data() + at), bytes.size() - at});
    return tail.finish().value;
}

Fingerprint fingerprint_bytes(std::span<const std::byte> bytes) {
    constexpr std::size_t kBlock = 1 << 17;
    std::vector<std::uint64_t> parts(chunk_count(bytes.size(), kBlock));
    for_each_chunk(bytes.size(), kBlock, [&](const Chunk& chunk) {
        parts[chunk.index] = hash_of_bytes(bytes.subspan(chunk.begin, chunk.size()));
    });
    Hasher all;
    for (const std::uint64_t part : parts)
        all.add(part);
    return all.add(bytes.size()).finish();
}

} // namespace cohortscope::base

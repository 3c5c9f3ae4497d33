// Fingerprints of content: equal content gives equal fingerprints on every machine.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace cohortscope::base {

struct Fingerprint {
    std::uint64_t value = 0;
    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

// Accumulates content in order; 64 bits, for change detection, not for security.
class Hasher {
  public:
    Hasher& add(std::uint64_t word);
    Hasher& add_number(double value); // -0 equals 0, every NaN equals every NaN
    Hasher& add_text(std::string_view text);
    Hasher& add(Fingerprint part) { return add(part.value); }
    Fingerprint finish() const;

  private:
    std::uint64_t state_ = 0x243f6a8885a308d3ULL;
};

// A hash of one block of bytes, at memory speed; a part of a fingerprint.
std::uint64_t hash_of_bytes(std::span<const std::byte> bytes);

// Fingerprint of raw bytes, hashed in fixed blocks in parallel; the same on any number of threads.
Fingerprint fingerprint_bytes(std::span<const std::byte> bytes);

template <class T>
Fingerprint fingerprint_of(std::span<const T> values) requires std::is_trivially_copyable_v<T> {
    return fingerprint_bytes(std::as_bytes(values));
}

} // namespace cohortscope::base

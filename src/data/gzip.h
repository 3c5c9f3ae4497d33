// Unpacks gzip in memory, with bounds that a hostile file cannot pass.
#pragma once

#include <string>
#include <string_view>

#include "base/buffer.h"
#include "base/progress.h"

namespace cohortscope::data {

// What unpacking may come to: `free_bytes` in any case, beyond that only `ratio` times the packed
// bytes (tables come to 3 to 20 times), and never more than `most_bytes`.
struct UnpackLimits {
    std::size_t free_bytes = std::size_t{256} << 20;
    std::size_t ratio = 300;
    std::size_t most_bytes = std::size_t{8} << 30;
};

// The largest size that these limits allow for so many packed bytes.
std::size_t largest_unpacked(std::size_t packed_bytes, const UnpackLimits& limits);

// All members of a gzip file (RFC 1952), one behind the other; zero bytes after the last are left
// out. Throws base::Error naming `source` for a stream that is cut, damaged, followed by something
// else, or larger than the limits. Reports its progress from 0 to 1. O(bytes unpacked).
base::Buffer<char> gunzip(std::string_view packed, const std::string& source,
                          base::Progress& progress, const UnpackLimits& limits = {});

} // namespace cohortscope::data

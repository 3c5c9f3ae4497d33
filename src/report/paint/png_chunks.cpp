#include "report/paint/png_chunks.h"

#include <zlib.h>

namespace cohortscope::report {

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xffu);
    return bytes;
}

std::string png_chunk(const std::string& type, const std::string& content) {
    const std::string summed = type + content;
    const uLong sum = crc32_z(0, reinterpret_cast<const Bytef*>(summed.data()), summed.size());
    return big_endian(static_cast<std::uint32_t>(content.size())) + summed +
           big_endian(static_cast<std::uint32_t>(sum));
}

} // namespace cohortscope::report

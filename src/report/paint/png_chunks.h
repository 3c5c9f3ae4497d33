// The parts that a PNG file consists of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cohortscope::report {

inline constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

std::string big_endian(std::uint32_t value);

// Length, type, content and sum. `type`: four letters.
std::string png_chunk(const std::string& type, const std::string& content);

} // namespace cohortscope::report

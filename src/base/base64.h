// Bytes as text of 64 digits (RFC 4648, 4), padded.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::base {

std::string to_base64(std::span<const std::uint8_t> bytes);
std::string to_base64(std::string_view bytes);

// Throws Error that says what is no base64.
std::vector<std::uint8_t> from_base64(std::string_view text);

} // namespace cohortscope::base

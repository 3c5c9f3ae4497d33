// S1: what cleaning makes of a name, by Unicode.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::features {

// `text` in normal form C without the characters that are no letter, mark or decimal digit of any
// script (Unicode's L, M, Nd) and no space; case folded, runs of spaces folded, trimmed. May be
// empty, and may be longer than `text`. Bytes that are not UTF-8 are dropped.
std::string clean_text(std::string_view text);

// The same of a text in ASCII, written to `out`, which has room for text.size() bytes; returns how
// many were written, or nothing where a byte is not ASCII.
std::optional<std::size_t> clean_ascii(std::string_view text, char* out);

} // namespace cohortscope::features

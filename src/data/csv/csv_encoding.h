// Whether a file's bytes are text at all, and on which line a byte stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cohortscope::data {

// Length of the well-formed UTF-8 sequence at `at`, which is not ASCII; 0 if it is ill-formed.
std::size_t utf8_length(std::string_view bytes, std::size_t at);

// The first NUL or byte that is not UTF-8 (Unicode 15, table 3-7). In parallel, O(bytes).
struct BadByte {
    bool found = false;
    std::size_t offset = 0;
};
BadByte find_bad_byte(std::string_view bytes);

// Throws base::Error that names the line of the first NUL byte or of the first sequence that is not
// UTF-8 (Unicode 15, table 3-7), whichever comes first. Runs in parallel, O(bytes).
void require_text(std::string_view bytes, const std::string& source);

// The line, from 1, of the byte at `offset`. LF, CRLF and CR end a line, in quoted fields too.
std::size_t line_of(std::string_view bytes, std::size_t offset);

} // namespace cohortscope::data

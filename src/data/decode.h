// The bytes of a file as UTF-8 text, whatever they were written in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::data {

struct Decoded {
    std::string_view text;            // of the bytes given, or of `owned`
    std::string owned;                // where the bytes had to be written anew
    std::vector<std::string> notices; // what a reader of the results should know
};

// UTF-8 with or without marks; UTF-16 with a mark, or without one where every other byte says so;
// else Windows-1252 where that is what the bytes can be. A Ctrl-Z at the end is left out. Throws
// base::Error that names the line of the first NUL byte, or of the first bytes that are no text.
// Lines stay what they are. O(bytes), in parallel for UTF-8.
Decoded decode(std::string_view bytes, const std::string& source);

} // namespace cohortscope::data

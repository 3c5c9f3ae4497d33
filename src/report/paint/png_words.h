// Words and the resolution inside a PNG's bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "report/paint/page.h"

namespace cohortscope::report {

// The keyword of the chunk, the element and the words that hold the settings.
inline constexpr std::string_view kSessionKeyword = "cohortscope_session";
inline constexpr std::size_t kLongestSession = std::size_t{16} << 20; // bytes

// The PNG with its words as iTXt chunks (PNG 1.2, 11.3.4.5) behind its head, and, where above 0,
// its dots per inch. `png` is a whole PNG.
std::string with_words(std::string_view png, const FileWords& words, double dots_per_inch = 0);

// The text of the first chunk of text with this keyword, packed or not; nothing where there is
// none, or none that can be read within `most` bytes.
std::optional<std::string> text_of_png(std::string_view png, std::string_view keyword,
                                       std::size_t most);

} // namespace cohortscope::report

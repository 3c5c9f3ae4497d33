// Fonts of the system for letters that the program's own fonts lack, found by fontconfig.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace cohortscope::plot {

// A font's file and which of its letters were asked for, in ascending order.
struct SystemFont {
    std::shared_ptr<const std::string> bytes;
    int index = 0; // of the font in a collection
    std::u32string letters;
};

// Fonts with outlines that together have as many of the letters (ascending) as the system's fonts
// do, the one that reads best first; a letter is of the first font that has it. Empty where there
// is none. Reads files; any thread.
std::vector<SystemFont> find_system_fonts(const std::u32string& letters);

} // namespace cohortscope::plot
